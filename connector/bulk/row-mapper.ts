import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { applyClear } from '../../recipes/mapping/apply-clear.ts';
import { compileMapping, resolveCompiled, type CompiledMapping } from '../../recipes/mapping/resolve.ts';
import { functionsByName } from '../../recipes/mapping/functions.ts';
import { formatPath } from '../../recipes/mapping/parse-path.ts';
import type { Scope } from '../../recipes/mapping/scope.ts';
import type { Expression, Pill } from '../../recipes/mapping/template.ts';
import { itemSchema, propertyNames, propertySchema } from '../../recipes/schema-path.ts';
import type { Action } from '../define.ts';
import { isObject } from '../iterable/decode-error.ts';

/** One row to one item of the action. Throws ConnectorError for a value that a function of the mapping refuses. */
export type RowMapper = (row: JsonObject) => JsonObject;

export interface RowMapping {
  /** item with pills such as `{{ row.Email }}`; null without one */
  mapping: Json;
  /** fields of the row that the mapping does not use go to the item's fields of the same name, else to its data fields */
  isAuto: boolean;
}

/**
 * Compiles a mapping once for all rows. Without mapping and auto, rows are items already.
 * Throws ITC_PILL_SYNTAX, ITC_FUNCTION_UNKNOWN or ITC_INPUT_INVALID, naming the place.
 */
export function createRowMapper(action: Action, inputSchema: Json, { mapping, isAuto }: RowMapping): RowMapper {
  if (mapping !== null && !isObject(mapping)) {
    throw new ConnectorError('ITC_INPUT_INVALID', '`mapping` must be an object.', { details: { path: 'mapping' } });
  }
  const item = itemSchema(propertySchema(inputSchema, action.batch?.items ?? '', inputSchema), inputSchema);
  const compiled = mapping === null ? null : compileMapping(mapping, 'mapping');
  const used = new Set<string>();
  if (compiled !== null) for (const pill of pillsOf(compiled)) checkPill(pill, used);
  const mapped = (row: JsonObject): JsonObject =>
    compiled === null ? {} : (applyClear(resolveCompiled(compiled, scopeOf(row)), item) as JsonObject);
  if (!isAuto) return compiled === null ? (row) => row : mapped;

  const names = propertyNames(item, inputSchema);
  const byPlainName = new Map(names.map((name) => [plainName(name), name]));
  const takesFields = names.includes('dataFields');
  // columns are the same for every row, so each name is looked up once
  const places = new Map<string, string | null>();
  const placeOf = (key: string): string | null => {
    let place = places.get(key);
    if (place === undefined) {
      place = byPlainName.get(plainName(key)) ?? null;
      if (places.size < 10_000) places.set(key, place);
    }
    return place;
  };
  return (row) => {
    const result: JsonObject = {};
    const fields: [string, Json][] = [];
    for (const [key, value] of Object.entries(row)) {
      if (value === undefined || used.has(key)) continue;
      const place = placeOf(key);
      if (place !== null && (place !== 'dataFields' || isObject(value))) result[place] = value;
      else fields.push([key, value]);
    }
    if (fields.length > 0) {
      const known = isObject(result.dataFields) ? result.dataFields : {};
      if (takesFields) result.dataFields = { ...known, ...Object.fromEntries(fields) };
      // the strict input names the field that it does not know
      else for (const [key, value] of fields) if (key !== '__proto__') result[key] = value;
    }
    const own = mapped(row);
    if (isObject(own.dataFields) && isObject(result.dataFields)) {
      return { ...result, ...own, dataFields: { ...result.dataFields, ...own.dataFields } };
    }
    return { ...result, ...own };
  };
}

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[ _-]/g, '');

const emptyMap = new Map<string, never>();
const scopeOf = (row: JsonObject): Scope => ({
  trigger: null,
  event: { id: '', receivedAt: '' },
  job: { id: null },
  steps: emptyMap,
  loops: emptyMap,
  row,
});

function pillsOf(mapping: CompiledMapping): Pill[] {
  switch (mapping.kind) {
    case 'literal':
      return [];
    case 'template':
      return mapping.template.parts.filter((part) => part.kind === 'pill');
    case 'list':
      return mapping.items.flatMap(pillsOf);
    case 'object':
      return mapping.entries.flatMap(([, value]) => pillsOf(value));
  }
}

/** A bulk run has rows and nothing else, so a pill of a recipe would silently be empty. */
function checkPill({ head, calls, source }: Pill, used: Set<string>): void {
  const expressions: Expression[] = [...(head.kind === 'clear' ? [] : [head]), ...calls.flatMap(({ args }) => args)];
  for (const expression of expressions) {
    if (expression.kind === 'literal') continue;
    if (expression.root !== 'row') {
      throw new ConnectorError('ITC_INPUT_INVALID', `${source}: a bulk run knows \`row\` only.`, {
        hint: `Write {{ row.… }} instead of {{ ${formatPath(expression)} }}.`,
        details: { path: 'mapping', found: expression.root },
      });
    }
    if (expression.keys[0] !== undefined) used.add(String(expression.keys[0]));
  }
  const missing = calls.find(({ name }) => !functionsByName.has(name));
  if (missing !== undefined) {
    throw new ConnectorError('ITC_FUNCTION_UNKNOWN', `${source}: there is no function ${missing.name}.`, {
      details: { path: 'mapping' },
    });
  }
}
