import type { Json } from '../../errors/json.ts';
import { typeName } from '../../recipes/schema-path.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { pillUses } from './pill-uses.ts';
import { schemaFields, type SchemaField } from './schema-fields.ts';

/** A mapped field of a payload that goes against the saved schema; never holds the value. */
export interface PayloadFault {
  /** JSON Pointer, `*` for items of a list */
  path: string;
  expected: string[];
  /** JSON type, or `missing` */
  found: string;
  /** where the pill stands in the recipe */
  pill: string;
}

const mostFaults = 20;
const mostItems = 1_000;

// both are made once: a stored version of a recipe or schema never changes
const neededBy = new WeakMap<Recipe, { field: string; path: string }[]>();
const fieldsOf = new WeakMap<object, Map<string, SchemaField>>();

function neededFields(recipe: Recipe): { field: string; path: string }[] {
  const known = neededBy.get(recipe);
  if (known !== undefined) return known;
  const needed = pillUses(recipe).filter((use) => use.needed);
  neededBy.set(recipe, needed);
  return needed;
}

function acceptedFields(schema: object): Map<string, SchemaField> {
  const known = fieldsOf.get(schema);
  if (known !== undefined) return known;
  const fields = schemaFields(schema);
  fieldsOf.set(schema, fields);
  return fields;
}

/**
 * The fields that a recipe maps and this payload breaks: required by the saved schema and missing, or of a type that it does not have.
 * Fields that the schema does not describe, optional ones that are missing, and pills with a stand-in are no faults.
 */
export function payloadFaults(recipe: Recipe, payload: Json, schema: object): PayloadFault[] {
  const fields = acceptedFields(schema);
  const faults = new Map<string, PayloadFault>();
  for (const { field, path: pill } of neededFields(recipe)) {
    if (faults.size >= mostFaults) break;
    const fault = faultAt(payload, field.split('/').slice(1), '', fields);
    if (fault !== null && !faults.has(fault.path)) faults.set(fault.path, { ...fault, pill });
  }
  return [...faults.values()];
}

function faultAt(
  value: Json | undefined,
  keys: readonly string[],
  path: string,
  fields: Map<string, SchemaField>,
): Omit<PayloadFault, 'pill'> | null {
  const field = fields.get(path);
  if (field === undefined || field.any) return null;
  const expected = [...field.types, ...(field.nullable ? ['null'] : [])].sort();
  if (value === undefined) return field.optional ? null : { path, expected, found: 'missing' };
  if (!fits(value, field)) return { path, expected, found: typeName(value) };
  const [key, ...rest] = keys;
  if (key === undefined || value === null) return null;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, mostItems)) {
      const fault = faultAt(item, rest, `${path}/*`, fields);
      if (fault !== null) return fault;
    }
    return null;
  }
  if (typeof value !== 'object') return null;
  const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
  const next = Object.hasOwn(value, name) ? value[name] : undefined;
  // names of a dictionary are data: one that is missing today says nothing
  if (!fields.has(`${path}/${key}`)) return next === undefined ? null : faultAt(next, rest, `${path}/*`, fields);
  return faultAt(next, rest, `${path}/${key}`, fields);
}

function fits(value: Json, { types, nullable }: SchemaField): boolean {
  if (value === null) return nullable;
  const type = typeName(value);
  if (type === 'number') return types.has('number') || (types.has('integer') && Number.isInteger(value));
  return types.has(type as 'string');
}
