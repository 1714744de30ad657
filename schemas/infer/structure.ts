/**
 * The keys of a JSON value, in their order, and the types of what they hold; items of a list one by one. Samples of equal structure change
 * a shape by the same counts, whatever their values are.
 */
export type Structure = Leaf | readonly Structure[] | Fields;
type Leaf = 'null' | 'boolean' | 'string' | 'integer' | 'number' | 'big';

class Fields {
  readonly keys: string[] = [];
  readonly held: Structure[] = [];
}

function numberLeaf(value: number): Leaf {
  if (Number.isSafeInteger(value)) return 'integer';
  return Number.isInteger(value) || !Number.isFinite(value) ? 'big' : 'number';
}

/** The structure of a parsed JSON value. */
export function structureOf(value: unknown): Structure {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return numberLeaf(value);
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'object' || value === null) return 'null';
  if (Array.isArray(value)) return value.map(structureOf);
  const fields = new Fields();
  for (const [key, held] of Object.entries(value)) {
    fields.keys.push(key);
    fields.held.push(structureOf(held));
  }
  return fields;
}

/** Whether a value that JSON.parse gave has the structure. Makes nothing: a tenth of the time of `scanSamples`. */
export function hasStructure(value: unknown, structure: Structure): boolean {
  if (typeof value === 'string') return structure === 'string';
  if (typeof value === 'number') return structure === numberLeaf(value);
  if (typeof value === 'boolean') return structure === 'boolean';
  if (typeof value !== 'object' || value === null) return structure === 'null';
  if (typeof structure === 'string') return false;
  if (Array.isArray(value)) return structure instanceof Fields ? false : hasItems(value, structure);
  return structure instanceof Fields && hasFields(value as Record<string, unknown>, structure);
}

function hasItems(value: readonly unknown[], items: readonly Structure[]): boolean {
  return value.length === items.length && items.every((item, index) => hasStructure(value[index], item));
}

function hasFields(value: Record<string, unknown>, { keys, held }: Fields): boolean {
  let index = 0;
  // for-in over what JSON.parse made makes no list of keys; only own keys are there to be found
  for (const key in value) {
    if (key !== keys[index] || !hasStructure(value[key], held[index] as Structure)) return false;
    index++;
  }
  return index === keys.length;
}
