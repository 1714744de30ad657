import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { isObject } from './decode-error.ts';

/** A value or declared field whose type Iterable refuses; never holds the value. */
export interface FieldClash {
  /** Iterable's name: dots for nested fields */
  field: string;
  expected: string;
  found: string;
}

/** JSON types that a field of each of Iterable's types takes; a type that is not listed is not judged. */
const takes: Record<string, readonly string[]> = {
  string: ['string'],
  date: ['string'],
  long: ['integer'],
  double: ['integer', 'number'],
  boolean: ['boolean'],
  object: ['object'],
  nested: ['object'],
  geo_location: ['object', 'string'],
};
const datePart = /^\s*\d{4}-\d{2}-\d{2}/;

/** Whether a field of this type of Iterable's takes values of a JSON type (`integer` apart from `number`). */
export function takesType(iterableType: string, jsonType: string): boolean {
  const types = takes[iterableType];
  // every field takes lists of its own type, and null empties it
  return types === undefined || jsonType === 'null' || jsonType === 'array' || types.includes(jsonType);
}

function typeOf(value: Json): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return isObject(value) ? 'object' : typeof value;
}

function clashOf(field: string, expected: string, value: Json): FieldClash | null {
  const found = typeOf(value);
  if (!takesType(expected, found)) return { field, expected, found };
  if (expected === 'date' && typeof value === 'string' && !datePart.test(value))
    return { field, expected, found: 'text that is no date' };
  return null;
}

/**
 * The values that Iterable would refuse: the first value ever sent fixed the type of each field (Iterable, "Data types"). Only what is
 * known to be refused is told; new fields pass.
 */
export function checkFieldTypes(fields: ReadonlyMap<string, string>, dataFields: JsonObject): FieldClash[] {
  const clashes: FieldClash[] = [];
  const visit = (name: string, value: Json | undefined): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(name, item);
      return;
    }
    const expected = fields.get(name);
    const clash = expected === undefined ? null : clashOf(name, expected, value);
    if (clash !== null) {
      if (!clashes.some(({ field, found }) => field === name && found === clash.found)) clashes.push(clash);
      return;
    }
    if (isObject(value)) for (const [key, child] of Object.entries(value)) visit(`${name}.${key}`, child);
  };
  for (const [name, value] of Object.entries(dataFields)) visit(name, value);
  return clashes;
}

/** The refusal of a step or item before its call. */
export function fieldTypeError(clashes: readonly FieldClash[]): ConnectorError {
  const named = clashes.map(({ field, expected, found }) => `\`${field}\` is ${expected} in Iterable, found ${found}`);
  const [first] = clashes;
  return new ConnectorError('ITC_FIELD_TYPE', `${named.slice(0, 5).join('; ')}.`, {
    details: { path: `dataFields.${first?.field ?? ''}`, found: first?.found ?? '', fields: clashes.slice(0, 50) },
  });
}
