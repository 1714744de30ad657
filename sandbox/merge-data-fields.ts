import { isJsonObject } from './json-value.ts';
import type { JsonObject } from './json-value.ts';

/**
 * The stored fields after an update: top-level fields merge, null deletes one, and an object replaces the stored object
 * unless `deep` (Iterable's mergeNestedObjects), where the same rules hold at every level.
 */
export function mergeDataFields(stored: JsonObject, update: JsonObject, deep: boolean): JsonObject {
  const merged = new Map(Object.entries(stored));
  for (const [name, value] of Object.entries(update)) {
    if (value === null) {
      merged.delete(name);
      continue;
    }
    const old = merged.get(name);
    merged.set(name, deep && isJsonObject(value) ? mergeDataFields(isJsonObject(old) ? old : {}, value, true) : value);
  }
  return Object.fromEntries(merged);
}
