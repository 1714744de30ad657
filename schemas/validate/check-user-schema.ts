import { ConnectorError } from '../../errors/connector-error.ts';
import { formatPatterns } from '../infer/formats.ts';
import { namePatterns, type JsonSchema } from '../infer/to-json-schema.ts';

const annotations = ['$schema', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'];
const assertions = [
  'type',
  'enum',
  'const',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
  'contentMediaType',
  'contentEncoding',
  'readOnly',
  'writeOnly',
];
const plainKeywords = new Set([...annotations, ...assertions]);
const oneSchema = new Set(['items', 'additionalProperties', 'contentSchema', 'not', 'propertyNames']);
const manySchemas = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const ownPatterns = new Set(Object.values(formatPatterns));
const typeNames = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/** Bounds of a schema that is taken from a user. */
export const schemaBounds = { depth: 64, properties: 2_000, nodes: 10_000, textLength: 10_000, enumValues: 1_000 };

interface Count {
  nodes: number;
  properties: number;
}

/**
 * Checks a JSON Schema from a user against an allowlist of keywords and the bounds above, and returns it typed. Not
 * allowed: references of any kind, `$data`, `tsType`, and `pattern` other than the ones inference writes, since a
 * pattern can stop the process for seconds.
 * @throws ConnectorError ITC_SCHEMA_INVALID, `details.path` is the JSON Pointer of the fault
 */
export function checkUserSchema(schema: unknown): JsonSchema {
  const count: Count = { nodes: 0, properties: 0 };
  checkNode(schema, '', 0, count);
  return schema as JsonSchema;
}

function checkNode(schema: unknown, path: string, depth: number, count: Count): void {
  if (typeof schema === 'boolean') return;
  const node = objectAt(schema, path);
  if (depth > schemaBounds.depth) throw fault(path, `is nested deeper than ${String(schemaBounds.depth)}`);
  if (++count.nodes > schemaBounds.nodes)
    throw fault(path, `is one of more than ${String(schemaBounds.nodes)} subschemas`);
  for (const [keyword, value] of Object.entries(node)) {
    const at = `${path}/${keyword.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (oneSchema.has(keyword)) checkNode(value, at, depth + 1, count);
    else if (manySchemas.has(keyword)) {
      if (!Array.isArray(value) || value.length === 0) throw fault(at, 'must be a list of schemas');
      for (const [i, part] of value.entries()) checkNode(part, `${at}/${String(i)}`, depth + 1, count);
    } else if (keyword === 'properties') checkProperties(value, at, depth, count);
    else if (keyword === 'patternProperties') checkOwnName(value, at, depth, count);
    else if (keyword === 'pattern') {
      if (typeof value !== 'string' || !ownPatterns.has(value)) throw fault(at, 'is a pattern of its own');
    } else if (plainKeywords.has(keyword)) checkPlain(keyword, value, at);
    else throw fault(at, 'is a keyword that is not allowed');
  }
}

function checkProperties(value: unknown, at: string, depth: number, count: Count): void {
  for (const [name, property] of Object.entries(objectAt(value, at))) {
    if (++count.properties > schemaBounds.properties)
      throw fault(at, `has more than ${String(schemaBounds.properties)} properties`);
    checkNode(property, `${at}/${name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1, count);
  }
}

/** The patterns that inference itself writes in closed schemas are the only ones allowed. */
function checkOwnName(value: unknown, at: string, depth: number, count: Count): void {
  for (const [name, property] of Object.entries(objectAt(value, at))) {
    if (!namePatterns.has(name)) throw fault(at, 'holds a pattern of its own');
    checkNode(property, `${at}/${name}`, depth + 1, count);
  }
}

function checkPlain(keyword: string, value: unknown, at: string): void {
  if (keyword === 'type') {
    const names: unknown[] = Array.isArray(value) ? value : [value];
    if (names.length === 0 || !names.every((name) => typeof name === 'string' && typeNames.has(name)))
      throw fault(at, 'is not a JSON type');
  }
  if (keyword === 'required') {
    if (!Array.isArray(value) || value.length > schemaBounds.properties)
      throw fault(at, `must be a list of at most ${String(schemaBounds.properties)} names`);
    if (!value.every((name) => typeof name === 'string')) throw fault(at, 'must be a list of names');
  }
  if (keyword === 'enum' && (!Array.isArray(value) || value.length === 0 || value.length > schemaBounds.enumValues))
    throw fault(at, `must be a list of 1 to ${String(schemaBounds.enumValues)} values`);
  if (keyword === '$schema' && (typeof value !== 'string' || !/^https?:\/\/json-schema\.org\//.test(value)))
    throw fault(at, 'is not a draft that is known');
  checkData(value, at, 0);
}

/** Annotation values are data: bounded, and without `$data`, which ajv would follow. */
function checkData(value: unknown, at: string, depth: number): void {
  if (depth > schemaBounds.depth) throw fault(at, `is nested deeper than ${String(schemaBounds.depth)}`);
  if (typeof value === 'string' && value.length > schemaBounds.textLength)
    throw fault(at, `is longer than ${String(schemaBounds.textLength)} characters`);
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '$data')) throw fault(at, 'refers to data');
  for (const part of Object.values(value)) checkData(part, at, depth + 1);
}

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault(path, 'must be a schema object');
  return value as Record<string, unknown>;
}

function fault(path: string, what: string): ConnectorError {
  return new ConnectorError('ITC_SCHEMA_INVALID', `The JSON Schema part at "${path}" ${what}.`, { details: { path } });
}
