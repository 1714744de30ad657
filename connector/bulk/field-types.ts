import type { Json, JsonObject } from '../../errors/json.ts';
import { parseDate } from '../../recipes/mapping/parse-date.ts';
import type { Action } from '../define.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import { typeText } from '../iterable/check-input.ts';
import type { IterableClient } from '../iterable/client.ts';
import { isObject } from '../iterable/decode-error.ts';
import { setOwn } from './set-own.ts';

/** Types of the profile fields that a project knows, by name; nested ones as `address.city`. */
export type FieldTypes = ReadonlyMap<string, string>;

const endpoint = {
  method: 'GET',
  path: '/api/users/getFields',
  limit: { calls: 3, perMs: 1000, scope: 'project' },
} as const;

/** Only profile fields have types that can be asked for. */
export const hasFieldTypes = (action: Action): boolean =>
  action.writesProfile === true && (action.dataFields ?? []).some((name) => name.endsWith('[].dataFields'));

/** The field types of the project; null when Iterable does not tell, and then Iterable alone checks them. */
export async function readFieldTypes(
  client: IterableClient,
  connection: IterableConnection,
): Promise<FieldTypes | null> {
  const { status, body } = await client.call(connection, endpoint, {}, { keepBodies: false });
  if (status !== 200 || !isObject(body) || !isObject(body.fields)) return null;
  return new Map(Object.entries(body.fields).map(([name, type]) => [name, String(type)]));
}

const whole = /^[+-]?\d{1,15}$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

// a type that is not listed here is left to Iterable
const fits: Record<string, (value: Json) => boolean> = {
  string: (value) => typeof value === 'string',
  date: (value) => typeof value === 'string' && parseDate(value) !== undefined && !whole.test(value),
  long: (value) => Number.isInteger(value),
  double: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: isObject,
};
const fromText: Record<string, (text: string) => Json | undefined> = {
  long: (text) => (whole.test(text) ? Number(text) : undefined),
  double: (text) => (decimal.test(text) ? Number(text) : undefined),
  boolean: (text) => booleans.get(text.toLowerCase()),
};

/** What is known of the fields of one object: found by name once, for a bulk run has millions of rows with the same names. */
interface Level {
  prefix: string;
  fields: Map<string, KnownField>;
  /** shared by all levels: names that rows make up must not fill the memory */
  room: { left: number };
}
interface KnownField {
  /** with the names of the objects around it */
  name: string;
  type: string | undefined;
  inner: Level;
}

const levels = new WeakMap<FieldTypes, Level>();
const maxKnown = 10_000;

function fieldOf({ prefix, fields, room }: Level, key: string, types: FieldTypes): KnownField {
  const known = fields.get(key);
  if (known !== undefined) return known;
  const name = prefix + key;
  const field = { name, type: types.get(name), inner: { prefix: `${name}.`, fields: new Map(), room } };
  if (room.left > 0) fields.set(key, field);
  room.left -= 1;
  return field;
}

/**
 * Compares the data fields of one item with the types of the project, so that a value of the wrong type costs its row and
 * not a refused call.
 * @param isText true for a source that has text only (CSV): text is then read as the type of its field, and only as that
 * @returns the fields to send, or the fault in words without the value
 */
export function checkFieldTypes(
  fields: JsonObject,
  types: FieldTypes,
  isText: boolean,
): { fields: JsonObject } | { fault: string } {
  let level = levels.get(types);
  if (level === undefined) levels.set(types, (level = { prefix: '', fields: new Map(), room: { left: maxKnown } }));
  return checkLevel(fields, types, isText, level);
}

function checkLevel(
  fields: JsonObject,
  types: FieldTypes,
  isText: boolean,
  level: Level,
): ReturnType<typeof checkFieldTypes> {
  let changed: JsonObject | null = null;
  for (const key of Object.keys(fields)) {
    const given = fields[key];
    if (given === undefined) continue;
    const { name, type, inner } = fieldOf(level, key, types);
    const value =
      isText && typeof given === 'string' && type !== undefined ? (fromText[type]?.(given) ?? given) : given;
    const wrong = type === undefined ? undefined : findWrong(value, type);
    if (wrong !== undefined) {
      return {
        fault: `Field \`${name}\` is of type ${String(type)} in the project, and the value is ${typeText(wrong)}.`,
      };
    }
    let checked = value;
    if (isObject(value)) {
      const below = checkLevel(value, types, isText, inner);
      if ('fault' in below) return below;
      checked = below.fields;
    }
    if (checked !== given) setOwn((changed ??= { ...fields }), key, checked);
  }
  return { fields: changed ?? fields };
}

/** The value that does not fit: itself, or one of its list. Null empties a field of any type. */
function findWrong(value: Json, type: string): Json | undefined {
  const fit = fits[type];
  if (fit === undefined) return undefined;
  if (Array.isArray(value)) return value.find((item) => item !== null && !fit(item));
  return value === null || fit(value) ? undefined : value;
}
