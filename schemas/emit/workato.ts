import { setOwn } from '../infer/read-json.ts';
import type { JsonSchema } from '../infer/to-json-schema.ts';
import { labelOf } from './label.ts';
import { reduceSchema, splitNull, type ReducedSchema, type SchemaType } from './reduce-schema.ts';

/** One field of Workato's schema designer, as it is pasted there. */
export interface WorkatoField {
  name: string;
  label: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date_time' | 'date' | 'array' | 'object';
  control_type: string;
  optional: boolean;
  /** type of array items */
  of?: 'string' | 'integer' | 'number' | 'boolean' | 'date_time' | 'date' | 'array' | 'object';
  properties?: WorkatoField[];
}

const dateTimes = new Set(['date-time', 'iterable-date-time', 'iterable-export-date-time', 'iterable-local-date-time']);

/**
 * A JSON Schema as the fields of Workato's schema designer. Workato has no unions: a value of several types becomes
 * text. A schema whose root is no object becomes one field called `value`.
 * @throws ConnectorError ITC_SCHEMA_INVALID when the schema is too large
 */
export function toWorkatoFields(schema: unknown): WorkatoField[] {
  const reduced = reduceSchema(schema);
  return reduced.properties === undefined ? [writeField('value', reduced, false)] : writeFields(reduced);
}

function writeFields(schema: ReducedSchema): WorkatoField[] {
  return [...(schema.properties ?? [])].map(([name, property]) =>
    writeField(name, property, schema.required?.has(name) !== true),
  );
}

function writeField(name: string, schema: ReducedSchema, absent: boolean): WorkatoField {
  const { nullable } = splitNull(schema);
  const type = workatoType(schema);
  const field: WorkatoField = {
    name,
    label: schema.title ?? labelOf(name),
    type,
    control_type: controls[type],
    optional: absent || nullable,
  };
  if (type === 'object') field.properties = writeFields(effective(schema));
  if (type === 'array') {
    const items = effective(schema).items ?? { types: [] };
    field.of = workatoType(items);
    if (field.of === 'object') field.properties = writeFields(effective(items));
  }
  return field;
}

const controls: Readonly<Record<WorkatoField['type'], string>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'checkbox',
  date_time: 'date_time',
  date: 'date',
  array: 'text',
  object: 'text',
};

/** The one branch that is left when null is taken away, else the schema itself. */
function effective(schema: ReducedSchema): ReducedSchema {
  const { anyOf } = splitNull(schema);
  const [only] = anyOf;
  return anyOf.length === 1 && only !== undefined ? only : schema;
}

function workatoType(schema: ReducedSchema): WorkatoField['type'] {
  const chosen = effective(schema);
  const types: SchemaType[] = splitNull(chosen).types;
  const [type] = types;
  if (types.length === 2 && types.includes('integer') && types.includes('number')) return 'number';
  if (types.length !== 1 || type === undefined || type === 'null') return 'string';
  if (type !== 'string') return type;
  const layout = chosen.format ?? '';
  if (dateTimes.has(layout) || chosen.pattern?.includes('-02-29') === true) return 'date_time';
  return layout === 'date' ? 'date' : 'string';
}

/**
 * The JSON Schema (2020-12) of Workato fields. Unknown field types are text; fields without a name are passed over.
 * @param fields what Workato's schema designer exports
 */
export function fromWorkatoFields(fields: readonly unknown[]): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...readFields(fields, 0) };
}

function readFields(fields: unknown, depth: number): JsonSchema {
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  // deeper fields would be refused by every reader of the schema
  for (const field of depth < 60 && Array.isArray(fields) ? (fields as unknown[]) : []) {
    if (typeof field !== 'object' || field === null) continue;
    const from = field as Partial<Record<keyof WorkatoField, unknown>>;
    if (typeof from.name !== 'string') continue;
    const optional = from.optional !== false;
    setOwn(properties, from.name, readField(from, optional, depth));
    if (!optional) required.push(from.name);
  }
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

function readField(from: Partial<Record<keyof WorkatoField, unknown>>, optional: boolean, depth: number): JsonSchema {
  const title = typeof from.label === 'string' && typeof from.name === 'string' && from.label !== labelOf(from.name);
  const schema = readType(from.type, from, depth);
  return {
    ...schema,
    ...(optional && typeof schema['type'] === 'string' ? { type: [schema['type'], 'null'] } : {}),
    ...(title ? { title: from.label } : {}),
  };
}

function readType(type: unknown, from: Partial<Record<keyof WorkatoField, unknown>>, depth: number): JsonSchema {
  if (type === 'object') return readFields(from.properties, depth + 1);
  if (type === 'array') {
    const items = from.of === 'object' ? readFields(from.properties, depth + 1) : readType(from.of, {}, depth + 1);
    return { type: 'array', items: from.of === 'array' ? { type: 'array' } : items };
  }
  if (type === 'integer' || type === 'number' || type === 'boolean') return { type };
  if (type === 'date') return { type: 'string', format: 'date' };
  // Workato's date_time does not say which layout arrives, so no format is claimed
  return { type: 'string' };
}
