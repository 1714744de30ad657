import type { Json, JsonObject } from '../../errors/json.ts';
import { itemSchema, propertySchema, schemaTypes } from '../schema-path.ts';
import { CLEAR } from './resolve.ts';
import type { Resolved } from './resolve.ts';

/**
 * Turns each CLEAR into the empty value of its field: `""`, `[]`, `{}`, or null where the type has none or is not known.
 * @param schema JSON Schema of the value; without it every CLEAR becomes null
 */
export function applyClear(resolved: Resolved, schema?: Json): Json | undefined {
  return fill(resolved, schema, schema);
}

function fill(value: Resolved, schema: Json | undefined, root: Json | undefined): Json | undefined {
  if (value === CLEAR) return emptyValue(schema, root);
  if (!holdsClear(value)) return value as Json | undefined;
  if (Array.isArray(value)) {
    const items = itemSchema(schema, root);
    return value.map((item) => fill(item, items, root)).filter((item) => item !== undefined);
  }
  const entries = Object.entries(value as { [key: string]: Resolved });
  const filled = entries.map(([key, item]) => [key, fill(item, propertySchema(schema, key, root), root)] as const);
  return Object.fromEntries(filled) as JsonObject;
}

// values from the scope hold no symbol and are shared as they are; only what the mapping itself wrote is walked in full
function holdsClear(value: Resolved): boolean {
  if (value === CLEAR) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value as { [key: string]: Resolved }).some(holdsClear);
}

function emptyValue(schema: Json | undefined, root: Json | undefined): Json {
  const types = schemaTypes(schema, root);
  if (types?.has('string')) return '';
  if (types?.has('array')) return [];
  if (types?.has('object')) return {};
  return null;
}
