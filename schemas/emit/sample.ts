import { formatExamples, formatPatterns } from '../infer/formats.ts';
import { setOwn } from '../infer/read-json.ts';
import { reduceSchema, splitNull, type ReducedSchema } from './reduce-schema.ts';

/**
 * A value that fits a JSON Schema, to show or to try a recipe with: all properties filled, one item per list, examples
 * of the schema where it has them. The same schema always gives the same value.
 * @throws ConnectorError ITC_SCHEMA_INVALID when the schema is too large
 */
export function sampleOf(schema: unknown): unknown {
  return make(reduceSchema(schema));
}

function make(schema: ReducedSchema): unknown {
  if (schema.values !== undefined) return schema.values[0];
  const { types, anyOf, nullable } = splitNull(schema);
  const [branch] = anyOf;
  if (types.length === 0 && branch !== undefined) return make(branch);
  const example = schema.examples?.[0];
  switch (types[0]) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return typeof example === 'number' ? example : makeNumber(schema, types[0] === 'integer');
    case 'string':
      return typeof example === 'string' ? example : makeText(schema);
    case 'array':
      return schema.items === undefined ? [] : [make(schema.items)];
    case 'object':
      return makeObject(schema);
    default:
      return nullable || schema.types.length === 0 ? null : undefined;
  }
}

function makeNumber(schema: ReducedSchema, whole: boolean): number {
  const value = schema.minimum ?? Math.min(1, schema.maximum ?? 1);
  return whole ? Math.ceil(value) : value;
}

function makeText(schema: ReducedSchema): string {
  const { format, pattern } = schema;
  for (const [name, known] of Object.entries(formatPatterns))
    if (name === format || known === pattern) return formatExamples[name] ?? 'text';
  return 'text';
}

function makeObject(schema: ReducedSchema): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, property] of schema.properties ?? []) setOwn(value, name, make(property));
  if (schema.additional !== undefined && schema.additional !== false && schema.properties === undefined)
    value['key'] = make(schema.additional);
  return value;
}
