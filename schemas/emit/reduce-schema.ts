import { ConnectorError } from '../../errors/connector-error.ts';
import { setOwn } from '../infer/read-json.ts';
import { namePatterns, type JsonSchema } from '../infer/to-json-schema.ts';
import { schemaBounds } from '../validate/check-user-schema.ts';

/** What the emitters understand of a JSON Schema: structure only, every part checked, nothing that can be code. */
export interface ReducedSchema {
  /** empty: any value */
  types: SchemaType[];
  values?: (string | number | boolean | null)[];
  /** branches of which at least one must hold; each has its own types */
  anyOf?: ReducedSchema[];
  items?: ReducedSchema;
  properties?: Map<string, ReducedSchema>;
  required?: Set<string>;
  /** false: no other keys; a schema: a dictionary of these */
  additional?: ReducedSchema | false;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  title?: string;
  description?: string;
  examples?: unknown[];
}

export type SchemaType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

const typeNames: readonly string[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

interface Count {
  properties: number;
  nodes: number;
}

/**
 * Reduces a JSON Schema to an allowlist of keywords; all others (`$ref`, `tsType`, `tsEnumNames`, ...) are dropped, which
 * only makes the result accept more.
 * @throws ConnectorError ITC_SCHEMA_INVALID past depth 64, 2,000 properties or 10,000 subschemas
 */
export function reduceSchema(schema: unknown): ReducedSchema {
  return reduce(schema, 0, { properties: 0, nodes: 0 });
}

function reduce(schema: unknown, depth: number, count: Count): ReducedSchema {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return { types: [] };
  if (depth > schemaBounds.depth) throw tooLarge(`is nested deeper than ${String(schemaBounds.depth)}`);
  if (++count.nodes > schemaBounds.nodes) throw tooLarge(`has more than ${String(schemaBounds.nodes)} subschemas`);
  const from = schema as JsonSchema;
  const to: ReducedSchema = { types: readTypes(own(from, 'type')) };
  const values = own(from, 'enum') ?? (Object.hasOwn(from, 'const') ? [from['const']] : undefined);
  if (Array.isArray(values) && values.length > 0 && values.length <= schemaBounds.enumValues && values.every(isScalar))
    to.values = values;
  const branches = own(from, 'anyOf') ?? own(from, 'oneOf');
  if (Array.isArray(branches) && branches.length > 0)
    to.anyOf = branches.map((branch) => reduce(branch, depth + 1, count));
  const items = own(from, 'items');
  if (isObject(items)) to.items = reduce(items, depth + 1, count);
  reduceObject(from, to, depth, count);
  readTexts(from, to);
  return to;
}

function reduceObject(from: JsonSchema, to: ReducedSchema, depth: number, count: Count): void {
  const properties = own(from, 'properties');
  if (isObject(properties)) {
    to.properties = new Map();
    for (const [name, property] of Object.entries(properties)) {
      if (++count.properties > schemaBounds.properties)
        throw tooLarge(`has more than ${String(schemaBounds.properties)} properties`);
      to.properties.set(name, reduce(property, depth + 1, count));
    }
  }
  const patterns = own(from, 'patternProperties');
  for (const [pattern, property] of Object.entries(isObject(patterns) ? patterns : {})) {
    const name = namePatterns.get(pattern);
    if (name !== undefined) (to.properties ??= new Map()).set(name, reduce(property, depth + 1, count));
  }
  const required = own(from, 'required');
  if (Array.isArray(required)) to.required = new Set(required.filter((name) => typeof name === 'string'));
  const additional = own(from, 'additionalProperties');
  if (additional === false) to.additional = false;
  else if (isObject(additional)) to.additional = reduce(additional, depth + 1, count);
}

function readTexts(from: JsonSchema, to: ReducedSchema): void {
  for (const name of ['format', 'pattern', 'title', 'description'] as const) {
    const text = own(from, name);
    if (typeof text === 'string' && text.length <= schemaBounds.textLength) to[name] = text;
  }
  for (const name of ['minimum', 'maximum'] as const) {
    const bound = own(from, name);
    if (typeof bound === 'number' && Number.isFinite(bound)) to[name] = bound;
  }
  const examples = own(from, 'examples');
  if (Array.isArray(examples)) to.examples = examples;
}

function readTypes(type: unknown): SchemaType[] {
  const names: unknown[] = Array.isArray(type) ? type : [type];
  return names.filter((name): name is SchemaType => typeof name === 'string' && typeNames.includes(name));
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(schema: JsonSchema, keyword: string): unknown {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

function tooLarge(what: string): ConnectorError {
  return new ConnectorError('ITC_SCHEMA_INVALID', `The JSON Schema ${what}.`, { details: { path: '' } });
}

/**
 * Whether a schema that lists types and `anyOf` branches admits null, and the rest of its types.
 */
export function splitNull(schema: ReducedSchema): { nullable: boolean; types: SchemaType[]; anyOf: ReducedSchema[] } {
  const anyOf = (schema.anyOf ?? []).filter((branch) => !(branch.types.length === 1 && branch.types[0] === 'null'));
  return {
    nullable: schema.types.includes('null') || anyOf.length < (schema.anyOf ?? []).length,
    types: schema.types.filter((type) => type !== 'null'),
    anyOf,
  };
}

/** A reduced schema as JSON Schema, for tools that read one. */
export function plainSchema(schema: ReducedSchema): JsonSchema {
  const plain: JsonSchema = {};
  if (schema.types.length > 0) plain['type'] = schema.types.length === 1 ? schema.types[0] : schema.types;
  if (schema.values !== undefined) plain['enum'] = schema.values;
  if (schema.anyOf !== undefined) plain['anyOf'] = schema.anyOf.map(plainSchema);
  if (schema.items !== undefined) plain['items'] = plainSchema(schema.items);
  if (schema.properties !== undefined) {
    const properties: Record<string, unknown> = {};
    for (const [name, property] of schema.properties) setOwn(properties, name, plainSchema(property));
    plain['properties'] = properties;
    const required = [...(schema.required ?? [])].filter((name) => schema.properties?.has(name));
    if (required.length > 0) plain['required'] = required;
  }
  if (schema.additional === false) plain['additionalProperties'] = false;
  else if (schema.additional !== undefined) plain['additionalProperties'] = plainSchema(schema.additional);
  return plain;
}
