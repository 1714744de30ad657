import { ConnectorError } from '../../errors/connector-error.ts';
import { reduceSchema, splitNull, type ReducedSchema } from '../../schemas/emit/reduce-schema.ts';
import { formatPatterns } from '../../schemas/infer/formats.ts';
import { shapeFromJson } from '../../schemas/infer/shape-from-json.ts';
import { pointerPart, toJsonSchema } from '../../schemas/infer/to-json-schema.ts';
import type { Tools } from './cli-session.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { isShapeDocument, readDocument } from './infer-input.ts';
import { safeLine } from './text-table.ts';

/** What is compared of one field. */
export interface Field {
  /** JSON Pointer; `*` stands for array items and dictionary values, '' for the sample itself */
  path: string;
  /** types without null, joined by `|`; `not known yet` where the schema takes anything */
  type: string;
  /** the format that every string has; '' for none */
  format: string;
  nullable: boolean;
  required: boolean;
}

type Aspect = 'type' | 'format' | 'nullable' | 'required';

/** The difference of two schemas. */
export interface SchemaDiff {
  same: boolean;
  added: Field[];
  removed: Field[];
  changed: { path: string; changes: Partial<Record<Aspect, { old: string | boolean; new: string | boolean }>> }[];
}

const aspects: readonly Aspect[] = ['type', 'format', 'nullable', 'required'];
const unknownType = 'not known yet';
const nameOfPattern = new Map(Object.entries(formatPatterns).map(([name, pattern]) => [pattern, name]));

/** The schema itself and all its branches, without the one that only says null. */
function branchesOf(schema: ReducedSchema): ReducedSchema[] {
  return [schema, ...splitNull(schema).anyOf.flatMap(branchesOf)];
}

function addFields(fields: Map<string, Field>, path: string, required: boolean, schema: ReducedSchema): void {
  const branches = branchesOf(schema);
  const types = new Set(branches.flatMap((branch) => splitNull(branch).types));
  // an enum may come without a type
  for (const value of branches.flatMap(({ values }) => values ?? [])) if (value !== null) types.add(scalarType(value));
  if (types.has('number')) types.delete('integer');
  const formats = branches.map(({ format, pattern }) => format ?? nameOfPattern.get(pattern ?? '') ?? '');
  const known = fields.get(path);
  const all = new Set([...types, ...(known === undefined || known.type === unknownType ? [] : known.type.split('|'))]);
  fields.set(path, {
    path,
    type: [...all].sort().join('|') || unknownType,
    format: formats.find((format) => format !== '') ?? known?.format ?? '',
    nullable:
      known?.nullable === true ||
      branches.some((branch) => splitNull(branch).nullable || branch.values?.includes(null) === true),
    required: required && known?.required !== false,
  });
  for (const branch of branches) {
    for (const [name, property] of branch.properties ?? [])
      addFields(fields, `${path}/${pointerPart(name)}`, branch.required?.has(name) === true, property);
    for (const inner of [branch.items, branch.additional])
      if (inner !== undefined && inner !== false) addFields(fields, `${path}/*`, true, inner);
  }
}

function scalarType(value: string | number | boolean): 'string' | 'number' | 'integer' | 'boolean' {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'string' : 'boolean';
}

function fieldsOf(schema: unknown): Map<string, Field> {
  const fields = new Map<string, Field>();
  addFields(fields, '', true, reduceSchema(schema));
  return fields;
}

/** Compares two JSON Schemas field by field: added, removed, changed in type, format, nullability or presence. */
export function diffSchemas(oldSchema: unknown, newSchema: unknown): SchemaDiff {
  const before = fieldsOf(oldSchema);
  const after = fieldsOf(newSchema);
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  const changed: SchemaDiff['changed'] = [];
  for (const [path, field] of after) {
    const old = before.get(path);
    if (old === undefined) continue;
    const different = aspects.filter((aspect) => old[aspect] !== field[aspect]);
    if (different.length === 0) continue;
    const changes = different.map((aspect) => [aspect, { old: old[aspect], new: field[aspect] }] as const);
    changed.push({ path, changes: Object.fromEntries(changes) });
  }
  const added = [...after.values()].filter(({ path }) => !before.has(path)).sort(byPath);
  const removed = [...before.values()].filter(({ path }) => !after.has(path)).sort(byPath);
  changed.sort(byPath);
  return { same: added.length + removed.length + changed.length === 0, added, removed, changed };
}

function fieldText({ type, format, nullable, required }: Field): string {
  const words = [format === '' ? type : `${type} (${format})`, nullable && 'nullable', !required && 'optional'];
  return words.filter((word) => word !== false).join(', ');
}

function valueText(aspect: Aspect, value: string | boolean): string {
  if (aspect === 'nullable') return value === true ? 'nullable' : 'not nullable';
  if (aspect === 'required') return value === true ? 'required' : 'optional';
  return value === '' ? 'no format' : String(value);
}

function diffLines({ added, removed, changed }: SchemaDiff): string[] {
  const shown = (path: string): string => (path === '' ? '(sample)' : path);
  return [
    ...removed.map((field) => `- ${shown(field.path)}  ${fieldText(field)}`),
    ...added.map((field) => `+ ${shown(field.path)}  ${fieldText(field)}`),
    ...changed.map(({ path, changes }) => {
      const parts = aspects.flatMap((aspect) => {
        const change = changes[aspect];
        return change === undefined ? [] : [`${valueText(aspect, change.old)} → ${valueText(aspect, change.new)}`];
      });
      return `~ ${shown(path)}  ${parts.join('; ')}`;
    }),
  ].map(safeLine);
}

async function readSchema(tools: Tools, file: string): Promise<unknown> {
  const document = await readDocument(tools, file);
  if (isShapeDocument(document)) return toJsonSchema(shapeFromJson(document));
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new ConnectorError('ITC_USAGE', `${file} is neither a JSON Schema nor a shape.`, {
      hint: 'Write one with `itc infer --format json-schema` or `--format shape`.',
    });
  }
  if (hasReference(document)) tools.out.note(`${file}: references are not followed; what they name is not compared.`);
  return document;
}

function hasReference(document: object): boolean {
  const waiting: object[] = [document];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if ('$ref' in at && typeof at.$ref === 'string') return true;
    for (const value of Object.values(at) as unknown[])
      if (typeof value === 'object' && value !== null) waiting.push(value);
  }
  return false;
}

/** `itc infer diff OLD NEW`. */
export async function runDiff(tools: Tools, oldFile: string, newFile: string): Promise<ExitCode> {
  const diff = diffSchemas(await readSchema(tools, oldFile), await readSchema(tools, newFile));
  tools.out.show(diff, () => diffLines(diff));
  return diff.same ? exitCodes.ok : exitCodes.differences;
}
