import type { Json } from '../../../errors/json.ts';
import { areEqual, holds } from '../compare-values.ts';
import { asList, asText, isBlank, maxTextLength, refuse } from '../mapping-function.ts';
import type { MappingFunction } from '../mapping-function.ts';
import { readOwn } from '../scope.ts';

function isRecord(value: Json | undefined): value is { [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Items in their first order, each once. Plain values are told apart by a set, so that long lists stay quick. */
function withoutRepeats(list: Json[]): Json[] {
  const seen = new Set<Json>();
  const records: Json[] = [];
  return list.filter((item) => {
    const isPlain = typeof item !== 'object' || item === null;
    if (isPlain ? seen.has(item) : records.some((other) => areEqual(other, item))) return false;
    if (isPlain) seen.add(item);
    else if (records.push(item) > 1000) refuse('The list has more than 1,000 different objects.');
    return true;
  });
}

/** Functions on lists and on what they hold. */
export const listFunctions: readonly MappingFunction[] = [
  {
    name: 'join',
    summary: 'Writes the items of a list as one text, with a separator between them.',
    args: [{ name: 'separator', kind: 'text' }],
    returns: 'text',
    example: { text: '{{ "red,green" | split: "," | join: " and " }}', gives: 'red and green' },
    apply: (value, [separator]) => {
      const between = asText(separator, 'The separator');
      const items = asList(value).map((item) => (item === null ? '' : asText(item, 'Each item')));
      const length = items.reduce((sum, item) => sum + item.length + between.length, 0);
      return length > maxTextLength ? refuse('The result is too long.') : items.join(between);
    },
  },
  {
    name: 'first',
    summary: 'Gives the first item of a list, or the first character of a text.',
    args: [],
    returns: 'any',
    example: { text: '{{ "red,green" | split: "," | first }}', gives: 'red' },
    apply: (value) => (Array.isArray(value) ? value[0] : Array.from(asText(value).slice(0, 2))[0]),
  },
  {
    name: 'last',
    summary: 'Gives the last item of a list, or the last character of a text.',
    args: [],
    returns: 'any',
    example: { text: '{{ "red,green" | split: "," | last }}', gives: 'green' },
    apply: (value) => (Array.isArray(value) ? value.at(-1) : Array.from(asText(value).slice(-2)).at(-1)),
  },
  {
    name: 'length',
    summary: 'Counts the items of a list, the characters of a text or the keys of an object.',
    args: [],
    returns: 'number',
    example: { text: '{{ "red,green" | split: "," | length }}', gives: 2 },
    apply: (value) => {
      if (Array.isArray(value)) return value.length;
      return isRecord(value) ? Object.keys(value).length : Array.from(asText(value)).length;
    },
  },
  {
    name: 'map',
    summary: 'Takes one field of each item of a list; items without it are left out.',
    args: [{ name: 'key', kind: 'text' }],
    returns: 'list',
    example: { text: `{{ '[{"id":1},{"id":2}]' | parse_json | map: "id" }}`, gives: [1, 2] },
    apply: (value, [key]) => {
      const name = asText(key, 'The key');
      return asList(value)
        .map((item) => (isRecord(item) ? readOwn(item, [name]) : undefined))
        .filter((item) => item !== undefined);
    },
  },
  {
    name: 'compact',
    summary: 'Leaves out the items of a list that are null or an empty text.',
    args: [],
    returns: 'list',
    example: { text: '{{ "a,,b" | split: "," | compact }}', gives: ['a', 'b'] },
    apply: (value) => asList(value).filter((item) => !isBlank(item)),
  },
  {
    name: 'unique',
    summary: 'Keeps each item of a list once, in the first order.',
    args: [],
    returns: 'list',
    example: { text: '{{ "a,b,a" | split: "," | unique }}', gives: ['a', 'b'] },
    apply: (value) => withoutRepeats(asList(value)),
  },
  {
    name: 'contains',
    summary: 'Tells whether a list has an item, or a text has a part.',
    args: [{ name: 'sought', kind: 'any' }],
    returns: 'boolean',
    example: { text: '{{ "HardBounce" | contains: "Hard" }}', gives: true },
    apply: (value, [sought]) => holds(value, sought),
  },
];
