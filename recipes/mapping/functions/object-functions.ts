import type { Json, JsonObject } from '../../../errors/json.ts';
import { asText, isBlank, refuse } from '../mapping-function.ts';
import type { MappingFunction } from '../mapping-function.ts';

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Changes an object, or each object of a list. */
function change(value: Json | undefined, one: (object: JsonObject) => JsonObject): Json {
  if (isRecord(value)) return one(value);
  if (!Array.isArray(value)) return refuse('The value must be an object or a list of objects.');
  return value.map((item) => (isRecord(item) ? one(item) : refuse('Each item of the list must be an object.')));
}

/** Arguments two by two: `"from", "to", "from", "to"`. */
function pairs(args: readonly (Json | undefined)[], what: string): [Json | undefined, Json | undefined][] {
  if (args.length % 2 !== 0) return refuse(`The arguments are pairs of ${what}.`);
  return args.flatMap((arg, place) => (place % 2 === 0 ? [[arg, args[place + 1]]] : []));
}

/** Functions on the fields of objects, one at a time or all of a list. */
export const objectFunctions: readonly MappingFunction[] = [
  {
    name: 'pick',
    summary: 'Keeps only the named fields of an object, or of each object of a list.',
    args: [{ name: 'key', kind: 'text', rest: true }],
    returns: 'any',
    example: { text: `{{ '{"a":1,"b":2,"c":3}' | parse_json | pick: "a", "c" }}`, gives: { a: 1, c: 3 } },
    apply: (value, keys) => {
      const names = keys.map((key) => asText(key, 'The key'));
      return change(value, (object) =>
        Object.fromEntries(
          names.flatMap((name) => (Object.hasOwn(object, name) ? [[name, object[name] as Json]] : [])),
        ),
      );
    },
  },
  {
    name: 'omit',
    summary: 'Leaves the named fields out of an object, or of each object of a list.',
    args: [{ name: 'key', kind: 'text', rest: true }],
    returns: 'any',
    example: { text: `{{ '{"a":1,"b":2,"c":3}' | parse_json | omit: "a", "c" }}`, gives: { b: 2 } },
    apply: (value, keys) => {
      const names = new Set(keys.map((key) => asText(key, 'The key')));
      return change(value, (object) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name))));
    },
  },
  {
    name: 'merge',
    summary: 'Adds the fields of another object; where both have a field, the added one wins.',
    args: [{ name: 'object', kind: 'object' }],
    returns: 'object',
    example: { text: `{{ '{"a":1,"b":2}' | parse_json | merge: trigger }}`, gives: { a: 1, b: 2 } },
    apply: (value, [added]) => {
      if (!isRecord(value) || !isRecord(added)) return refuse('Both sides must be objects.');
      return Object.fromEntries([...Object.entries(value), ...Object.entries(added)]);
    },
  },
  {
    name: 'rename',
    summary: 'Renames fields of an object, or of each object of a list; a field that is there already stays.',
    args: [
      { name: 'from', kind: 'text' },
      { name: 'to', kind: 'text' },
      { name: 'from, to', kind: 'text', rest: true, optional: true },
    ],
    returns: 'any',
    example: { text: `{{ '[{"product_id":"a"}]' | parse_json | rename: "product_id", "id" }}`, gives: [{ id: 'a' }] },
    apply: (value, args) => {
      const names = pairs(args, 'an old and a new name').map((pair) => pair.map((name) => asText(name, 'The name')));
      return change(value, (object) => {
        const fields = new Map(Object.entries(object));
        for (const [from = '', to = ''] of names) {
          const moved = fields.get(from);
          if (moved === undefined || (fields.has(to) && !isBlank(fields.get(to)))) continue;
          fields.delete(from);
          fields.set(to, moved);
        }
        return Object.fromEntries(fields);
      });
    },
  },
  {
    name: 'wrap',
    summary: 'Makes a value, or each item of a list, an object that holds it under a key.',
    args: [{ name: 'key', kind: 'text' }],
    returns: 'any',
    example: { text: '{{ "a,b" | split: "," | wrap: "id" }}', gives: [{ id: 'a' }, { id: 'b' }] },
    apply: (value, [key]) => {
      const name = asText(key, 'The key');
      const one = (item: Json): Json => Object.fromEntries([[name, item]]);
      return Array.isArray(value) ? value.map(one) : one(value ?? null);
    },
  },
  {
    name: 'fill',
    summary: 'Gives a value to a field that is missing or blank in an object, or in each object of a list.',
    args: [
      { name: 'key', kind: 'text' },
      { name: 'value', kind: 'any' },
    ],
    returns: 'any',
    example: { text: `{{ '[{"id":"a"}]' | parse_json | fill: "quantity", 1 }}`, gives: [{ id: 'a', quantity: 1 }] },
    apply: (value, [key, filling]) => {
      const name = asText(key, 'The key');
      return change(value, (object) =>
        isBlank(object[name]) ? Object.fromEntries([...Object.entries(object), [name, filling as Json]]) : object,
      );
    },
  },
];
