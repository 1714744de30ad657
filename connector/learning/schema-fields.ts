import { reduceSchema, type ReducedSchema } from '../../schemas/emit/reduce-schema.ts';
import type { SeenType } from '../../schemas/index.ts';

/** One path of a schema, all alternatives taken together. */
export interface SchemaField {
  /** without null; empty with `any` */
  types: Set<SeenType>;
  nullable: boolean;
  /** nothing is said of the values, so that nothing can go against it */
  any: boolean;
  optional: boolean;
}

/** One part of a JSON Pointer. */
export function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The path above; null above the root. */
export function parentOf(path: string): string | null {
  const at = path.lastIndexOf('/');
  return at === -1 ? null : path.slice(0, at);
}

/**
 * Every path of a JSON Schema as a JSON Pointer, `*` for items of a list and values of a dictionary.
 * @throws ConnectorError ITC_SCHEMA_INVALID when the schema is too large
 */
export function schemaFields(schema: unknown): Map<string, SchemaField> {
  const fields = new Map<string, SchemaField>();
  walk(reduceSchema(schema), '', false, fields);
  return fields;
}

function walk(schema: ReducedSchema, path: string, optional: boolean, fields: Map<string, SchemaField>): void {
  const field = fields.get(path) ?? { types: new Set<SeenType>(), nullable: false, any: false, optional };
  fields.set(path, field);
  for (const type of schema.types) {
    if (type === 'null') field.nullable = true;
    else field.types.add(type);
  }
  for (const value of schema.types.length === 0 ? (schema.values ?? []) : []) {
    if (value === null) field.nullable = true;
    else field.types.add(typeof value as 'string' | 'number' | 'boolean');
  }
  const { anyOf, properties, items, additional } = schema;
  if (schema.types.length === 0 && schema.values === undefined && anyOf === undefined) {
    if (properties === undefined && items === undefined) field.any = true;
    else field.types.add(properties === undefined ? 'array' : 'object');
  }
  for (const branch of anyOf ?? []) walk(branch, path, optional, fields);
  for (const [name, property] of properties ?? [])
    walk(property, `${path}/${pointerPart(name)}`, schema.required?.has(name) !== true, fields);
  if (items !== undefined) walk(items, `${path}/*`, false, fields);
  // `additionalProperties: {}` only says that unknown keys are welcome
  if (
    additional !== undefined &&
    additional !== false &&
    (additional.types.length > 0 || additional.anyOf !== undefined)
  )
    walk(additional, `${path}/*`, true, fields);
}
