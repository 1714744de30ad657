import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { parseDocument } from 'yaml';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { CliIo } from './cli-io.ts';

/** Reads a file, or stdin for `-`. */
export async function readText(io: CliIo, file: string): Promise<string> {
  if (file === '-') return io.readStdin();
  try {
    return await readFile(resolve(io.cwd, file), 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new ConnectorError('ITC_USAGE', `The file ${file} ${reason}.`, { hint: 'Check the path.', cause });
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an input document in JSON or YAML; it must be an object. */
export async function readInput(io: CliIo, file: string): Promise<JsonObject> {
  const document = parseDocument(await readText(io, file));
  const [fault] = document.errors;
  const value: unknown = fault === undefined ? document.toJS() : undefined;
  if (isObject(value)) return value;
  throw new ConnectorError(
    'ITC_INPUT_INVALID',
    `${file}: ${fault?.message.split('\n')[0] ?? 'the input is not an object'}`,
    {
      hint: 'The input is one JSON or YAML object whose keys are the fields of `itc actions show`.',
    },
  );
}

function typesOf(schema: Json | undefined): string[] {
  if (!isObject(schema)) return [];
  const { type, anyOf, oneOf } = schema;
  const own = Array.isArray(type) ? type.map(String) : typeof type === 'string' ? [type] : [];
  return [...own, ...[anyOf, oneOf].flatMap((variants) => (Array.isArray(variants) ? variants.flatMap(typesOf) : []))];
}

function propertyOf(schema: Json | undefined, key: string): Json | undefined {
  if (!isObject(schema) || !isObject(schema['properties'])) return undefined;
  return Object.hasOwn(schema['properties'], key) ? schema['properties'][key] : undefined;
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Reads the text as JSON where the schema lets it be more than text: `--set userId=42` must stay text. */
function valueOf(text: string, schema: Json | undefined): Json {
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch {
    return text;
  }
  const types = typesOf(schema).map((type) => (type === 'integer' ? 'number' : type));
  return types.includes('string') && !types.includes(typeOf(parsed)) ? text : parsed;
}

/** Sets `a.b=value` pairs in an input. `schema` is the JSON Schema of the whole input. */
export function setFields(input: JsonObject, pairs: readonly [string, string][], schema: Json | undefined): JsonObject {
  const result = structuredClone(input);
  for (const [path, text] of pairs) {
    const keys = path.split('.');
    if (keys.some((key) => key === '' || key === '__proto__')) {
      throw new ConnectorError('ITC_USAGE', `--set ${path}: this is not a path of fields.`);
    }
    let target = result;
    let at = schema;
    for (const key of keys.slice(0, -1)) {
      const next = Object.hasOwn(target, key) ? target[key] : undefined;
      const inner: JsonObject = isObject(next) ? next : {};
      target[key] = inner;
      target = inner;
      at = propertyOf(at, key);
    }
    const last = keys.at(-1) ?? '';
    target[last] = valueOf(text, propertyOf(at, last));
  }
  return result;
}
