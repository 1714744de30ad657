import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { readPath } from '../../recipes/mapping/parse-path.ts';
import { TemplateCursor } from '../../recipes/mapping/template-cursor.ts';
import { columnKeys, columnPill } from '../bulk/column-pill.ts';

/** What the `--map` options of one command say. */
export interface CliMapping {
  mapping: JsonObject | undefined;
  auto: boolean | undefined;
}

/**
 * Reads `--map auto` and `--map field=value` options. The value is text with pills of `row`, or `row.` and the name of a column,
 * spaces included: `dataFields.first_name=row.First Name`. Other text stands for itself.
 * @param isCsv in a CSV what follows `row.` is one column, elsewhere dots lead into objects
 * Throws ITC_USAGE.
 */
export function readMappings(options: readonly string[], isCsv: boolean): CliMapping {
  const mapping: JsonObject = {};
  let auto: boolean | undefined;
  for (const option of options) {
    if (option === 'auto') {
      auto = true;
      continue;
    }
    const at = option.indexOf('=');
    if (at < 1) throw usage(option, 'write it as `auto` or as `field=value`');
    setAt(mapping, keysOf(option.slice(0, at), option), pillOf(option.slice(at + 1), isCsv), option);
  }
  return { mapping: Object.keys(mapping).length === 0 ? undefined : mapping, auto };
}

function pillOf(value: string, isCsv: boolean): string {
  if (value.includes('{{') || !value.startsWith('row.')) return value;
  return columnPill(columnKeys(value.slice('row.'.length), isCsv));
}

function keysOf(target: string, option: string): string[] {
  const cursor = new TemplateCursor(target);
  try {
    const { root, keys } = readPath(cursor);
    if (cursor.at === target.length) return [root, ...keys.map(String)];
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
  }
  throw usage(option, 'the field before `=` is no path such as `email` or `dataFields["first name"]`');
}

function setAt(mapping: JsonObject, keys: readonly string[], value: Json, option: string): void {
  let at = mapping;
  for (const [depth, key] of keys.entries()) {
    if (key === '__proto__') throw usage(option, 'this is no field');
    if (depth === keys.length - 1) {
      at[key] = value;
      return;
    }
    const inner = at[key] ?? {};
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
      throw usage(option, `\`${keys.slice(0, depth + 1).join('.')}\` is mapped as a whole already`);
    }
    at[key] = inner;
    at = inner;
  }
}

const usage = (option: string, what: string): ConnectorError =>
  new ConnectorError('ITC_USAGE', `--map ${option}: ${what}.`, {
    hint: "For example --map 'email=row.E-Mail' --map 'dataFields.plan={{ row.plan | lower }}'.",
  });
