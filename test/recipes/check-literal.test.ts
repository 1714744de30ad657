import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import { checkForm, checkLiteral } from '../../recipes/check-literal.ts';

const said = (value: Json, schema: Json | undefined): [string, string, string][] =>
  checkLiteral(value, schema, 'with').map(({ path, message, hint }) => [path, message, hint]);
const another = 'Give another value.';
const form = {
  type: 'object',
  properties: {
    email: { type: 'string' },
    count: { type: 'integer' },
    note: { type: ['string', 'null'] },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['email'],
  additionalProperties: false,
};

describe('Literals of a form', () => {
  test.each<[Json, Json | undefined]>([
    ['{{ trigger.x }}', { type: 'number' }],
    ['{{ trigger.x }}', { enum: ['a'] }],
    [7, undefined],
    ['a', {}],
    [7, { type: 'integer' }],
    [7, { type: 'number' }],
    [7.5, { type: ['integer', 'number'] }],
    [null, { type: ['string', 'null'] }],
    ['a', { anyOf: [{ type: 'number' }, { type: 'string' }] }],
    ['b', { anyOf: [{ const: 'a' }, { const: 'b' }] }],
    ['a', { enum: ['a', 'b'] }],
    [true, { type: 'boolean' }],
    [5, { minimum: 5, maximum: 5, exclusiveMinimum: 4 }],
    ['ab', { type: 'string', minLength: 2, maxLength: 2, pattern: '^a' }],
    ['👋👋', { type: 'string', minLength: 2, maxLength: 2 }],
    [' ab ', { type: 'string', pattern: '^ab$' }],
    ['größe', { type: 'string', pattern: '^\\p{L}+$' }],
    [['a'], { type: 'array', items: { type: 'string' } }],
    [{ email: 'x', count: 1, tags: [] }, form],
    [{ email: '{{ trigger.email }}', tags: '{{ trigger.tags }}' }, form],
  ])('%j fits %j.', (value, schema) => {
    expect(checkLiteral(value, schema, 'with')).toEqual([]);
  });

  test.each<[Json, Json, string, string]>([
    ['x', { type: 'number' }, 'The value must be a number, but is a text.', 'Give a number, or map a pill.'],
    [
      7.5,
      { type: 'integer' },
      'The value must be a whole number, but is a number.',
      'Give a whole number, or map a pill.',
    ],
    [
      'x',
      { type: ['boolean', 'null'] },
      'The value must be true or false or null, but is a text.',
      'Give true or false or null, or map a pill.',
    ],
    [null, { type: 'string' }, 'The value must be a text, but is null.', 'Give a text, or map a pill.'],
    [{}, { type: 'array' }, 'The value must be a list, but is an object.', 'Give a list, or map a pill.'],
    [[], { type: 'object' }, 'The value must be an object, but is a list.', 'Give an object, or map a pill.'],
    ['x', { type: 'date' }, 'The value must be date, but is a text.', 'Give date, or map a pill.'],
    ['c', { const: 'a' }, 'The value is not the one that is allowed here.', another],
    ['c', { enum: ['a', 'b'] }, 'The value must be one of a, b.', another],
    ['c', { anyOf: [{ type: 'number' }, { type: 'string', enum: ['a'] }] }, 'The value must be one of a.', another],
    [4, { type: 'number', minimum: 5 }, 'The value must be at least 5.', another],
    [6, { type: 'number', maximum: 5 }, 'The value must be at most 5.', another],
    [5, { type: 'number', exclusiveMinimum: 5 }, 'The value must be more than 5.', another],
    ['a', { type: 'string', minLength: 2 }, 'The text is too short.', another],
    ['abc', { type: 'string', maxLength: 2 }, 'The text must have at most 2 characters.', another],
    ['abc', { type: 'string', pattern: '^b' }, 'The text does not have the form that is expected here.', another],
  ])('%j against %j is refused with what is needed.', (value, schema, message, hint) => {
    expect(said(value, schema)).toEqual([['with', message, hint]]);
  });

  test('Every fault has the code of an invalid input and the path of its value.', () => {
    const value = { emial: 'x', count: 'y', tags: ['a', 1], 'odd name': 1 };
    expect(checkLiteral(value, form, 'steps[0].with')).toEqual([
      {
        code: 'ITC_INPUT_INVALID',
        path: 'steps[0].with.emial',
        message: 'There is no field emial here.',
        hint: 'Did you mean email?',
      },
      {
        code: 'ITC_INPUT_INVALID',
        path: 'steps[0].with["odd name"]',
        message: 'There is no field odd name here.',
        hint: 'The fields are email, count, note, tags.',
      },
      {
        code: 'ITC_INPUT_INVALID',
        path: 'steps[0].with.count',
        message: 'The value must be a whole number, but is a text.',
        hint: 'Give a whole number, or map a pill.',
      },
      {
        code: 'ITC_INPUT_INVALID',
        path: 'steps[0].with.tags[1]',
        message: 'The value must be a text, but is a number.',
        hint: 'Give a text, or map a pill.',
      },
      {
        code: 'ITC_INPUT_INVALID',
        path: 'steps[0].with.email',
        message: 'The required field email is missing.',
        hint: 'Give a value or map a pill.',
      },
    ]);
  });

  test('Long lists of choices are cut.', () => {
    const names = Array.from({ length: 51 }, (_, index) => `choice_number_${String(index)}`);
    const properties = Object.fromEntries(names.map((name) => [name, {}]));
    expect(said('x', { enum: names })[0]?.[1]).toBe(`The value must be one of ${names.slice(0, 50).join(', ')}.`);
    expect(said({ y: 1 }, { properties, additionalProperties: false })[0]?.[2]).toBe(
      `The fields are ${names.slice(0, 30).join(', ')}.`,
    );
  });

  test('A reference is looked up in the form around it.', () => {
    const schema = {
      type: 'object',
      properties: { n: { $ref: '#/$defs/n' }, l: { type: 'array', items: { $ref: '#/$defs/n' } } },
      $defs: { n: { type: 'number' } },
    };
    expect(said({ n: 'x', l: ['y'] }, schema).map(([path]) => path)).toEqual(['with.n', 'with.l[0]']);
  });
});

describe('The own rules of a declaration', () => {
  const faultsOf = () => [{ path: ['tags', 0, 'first name'], message: 'No.' }];

  test('They are asked where the literals fit and no pill is open, and their places are written as paths.', () => {
    expect(checkForm({ email: 'x' }, form, 'with', faultsOf)).toEqual([
      { code: 'ITC_INPUT_INVALID', path: 'with.tags[0]["first name"]', message: 'No.', hint: another },
    ]);
    expect(checkForm({ email: 'x' }, form, 'with')).toEqual([]);
  });

  test.each<[Record<string, Json>]>([
    [{ email: '{{ trigger.email }}' }],
    [{ email: 'x', tags: ['a', '{{ trigger.tag }}'] }],
    [{ email: 'x', note: null, tags: '{{ trigger.tags }}' }],
  ])('They are not asked for %j, whose values come with the run.', (value) => {
    expect(checkForm(value, form, 'with', faultsOf)).toEqual([]);
  });

  test('They are not asked where a literal is wrong already.', () => {
    expect(checkForm({ email: 7 }, form, 'with', faultsOf).map(({ message }) => message)).toEqual([
      'The value must be a text, but is a number.',
    ]);
  });
});
