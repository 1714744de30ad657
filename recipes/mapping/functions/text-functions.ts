import { asText, asWhole, maxTextLength, refuse } from '../mapping-function.ts';
import type { MappingFunction } from '../mapping-function.ts';

/** Functions that make a text from a text. Nothing here takes a pattern: texts are compared as they are. */
export const textFunctions: readonly MappingFunction[] = [
  {
    name: 'upper',
    summary: 'Writes all letters as capitals.',
    args: [],
    returns: 'text',
    example: { text: '{{ "Ada" | upper }}', gives: 'ADA' },
    apply: (value) => asText(value).toUpperCase(),
  },
  {
    name: 'lower',
    summary: 'Writes all letters small.',
    args: [],
    returns: 'text',
    example: { text: '{{ "Ada@Example.com" | lower }}', gives: 'ada@example.com' },
    apply: (value) => asText(value).toLowerCase(),
  },
  {
    name: 'title',
    summary: 'Writes the first letter of each word as a capital and the others small.',
    args: [],
    returns: 'text',
    example: { text: '{{ "ada LOVELACE" | title }}', gives: 'Ada Lovelace' },
    apply: (value) =>
      asText(value)
        .toLowerCase()
        .replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  },
  {
    name: 'trim',
    summary: 'Removes spaces and line breaks at both ends.',
    args: [],
    returns: 'text',
    example: { text: '{{ "  Ada " | trim }}', gives: 'Ada' },
    apply: (value) => asText(value).trim(),
  },
  {
    name: 'truncate',
    summary: 'Cuts the text to a number of characters; an ending, if given, counts among them.',
    args: [
      { name: 'characters', kind: 'number' },
      { name: 'ending', kind: 'text', optional: true },
    ],
    returns: 'text',
    example: { text: '{{ "Spring is here" | truncate: 7, "…" }}', gives: 'Spring…' },
    apply: (value, [characters, ending]) => {
      const text = Array.from(asText(value));
      const limit = asWhole(characters, 'The number of characters', 0, maxTextLength);
      if (text.length <= limit) return text.join('');
      const tail = Array.from(ending === undefined ? '' : asText(ending, 'The ending')).slice(0, limit);
      return text.slice(0, limit - tail.length).join('') + tail.join('');
    },
  },
  {
    name: 'replace',
    summary: 'Replaces every occurrence of a plain text by another.',
    args: [
      { name: 'search', kind: 'text' },
      { name: 'replacement', kind: 'text' },
    ],
    returns: 'text',
    example: { text: '{{ "a-b-c" | replace: "-", " " }}', gives: 'a b c' },
    apply: (value, [search, replacement]) => {
      const sought = asText(search, 'The searched text');
      if (sought === '') refuse('The searched text must not be empty.');
      const pieces = asText(value).split(sought);
      const by = asText(replacement, 'The replacement');
      const length = pieces.reduce((sum, piece) => sum + piece.length, (pieces.length - 1) * by.length);
      if (length > maxTextLength) refuse('The result is too long.');
      return pieces.join(by);
    },
  },
  {
    name: 'split',
    summary: 'Cuts the text at each separator into a list.',
    args: [{ name: 'separator', kind: 'text' }],
    returns: 'list',
    example: { text: '{{ "red,green" | split: "," }}', gives: ['red', 'green'] },
    apply: (value, [separator]) => {
      const at = asText(separator, 'The separator');
      if (at === '') refuse('The separator must not be empty.');
      const pieces = asText(value).split(at, 100_001);
      return pieces.length > 100_000 ? refuse('The list would be longer than 100,000 items.') : pieces;
    },
  },
  {
    name: 'url_encode',
    summary: 'Encodes the text as one part of a web address.',
    args: [],
    returns: 'text',
    example: { text: '{{ "a b&c" | url_encode }}', gives: 'a%20b%26c' },
    apply: (value) => encodeURIComponent(asText(value).replace(/\p{Surrogate}/gu, '\ufffd')),
  },
];
