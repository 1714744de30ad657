import type { Json } from '../../../errors/json.ts';
import { asText, isBlank, kindOf, maxTextLength, refuse } from '../mapping-function.ts';
import type { MappingFunction } from '../mapping-function.ts';

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return refuse('The text is not valid JSON.');
  }
}

function writeJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > maxTextLength ? refuse('The result is too long.') : text;
}

function asBoolean(value: Json | undefined): boolean {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (text === true || text === 1 || text === 'true' || text === '1' || text === 'yes') return true;
  if (text === false || text === 0 || text === 'false' || text === '0' || text === 'no') return false;
  return refuse(`The value must be true or false, but is ${kindOf(value)}.`);
}

/** Functions that replace or convert a value as a whole. */
export const valueFunctions: readonly MappingFunction[] = [
  {
    name: 'default',
    summary: 'Takes the first given value that is not blank if the value is missing, null or an empty text.',
    args: [{ name: 'value', kind: 'any', rest: true }],
    returns: 'any',
    takesMissing: true,
    example: { text: '{{ trigger.firstName | default: "friend" }}', gives: 'friend' },
    apply: (value, args) => (isBlank(value) ? (args.find((arg) => !isBlank(arg)) ?? args.at(-1)) : value),
  },
  {
    name: 'string',
    summary: 'Writes a value as text; lists and objects as JSON.',
    args: [],
    returns: 'text',
    example: { text: '{{ 7001003 | string }}', gives: '7001003' },
    apply: (value) => (typeof value === 'object' && value !== null ? writeJson(value) : asText(value)),
  },
  {
    name: 'boolean',
    summary: 'Reads true, yes and 1 as true, and false, no and 0 as false.',
    args: [],
    returns: 'boolean',
    example: { text: '{{ "yes" | boolean }}', gives: true },
    apply: (value) => asBoolean(value),
  },
  {
    name: 'json',
    summary: 'Writes a value as JSON text.',
    args: [],
    returns: 'text',
    example: { text: '{{ "red,green" | split: "," | json }}', gives: '["red","green"]' },
    apply: (value) => (value === undefined ? undefined : writeJson(value)),
  },
  {
    name: 'parse_json',
    summary: 'Reads a JSON text as a value; pills within the text stay text.',
    args: [],
    returns: 'any',
    example: { text: `{{ '{"id":5}' | parse_json }}`, gives: { id: 5 } },
    apply: (value) => parseJson(asText(value)),
  },
];
