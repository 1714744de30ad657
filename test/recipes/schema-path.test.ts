import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import { nearestName } from '../../recipes/nearest-name.ts';
import {
  itemSchema,
  lookUpSchema,
  propertyNames,
  propertySchema,
  requiredNames,
  schemaTypes,
  schemaVariants,
  typeName,
} from '../../recipes/schema-path.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const person = { type: 'object', properties: { name: text }, required: ['name'], additionalProperties: false };
const root = { $defs: { person, 'a/b~c': number, self: { $ref: '#/$defs/self' } }, properties: { one: text } };
const ref = (path: string): Json => ({ $ref: path });
const typesOf = (schema: Json | undefined): string[] | undefined => {
  const types = schemaTypes(schema, root);
  return types === undefined ? undefined : [...types];
};

describe('The plain schemas of a schema', () => {
  test.each<[string, Json | undefined, Json | undefined]>([
    ['itself', text, [text]],
    ['the one it refers to', ref('#/$defs/person'), [person]],
    ['the one behind an escaped name', ref('#/$defs/a~1b~0c'), [number]],
    ['the whole document', ref('#'), [root]],
    ['its alternatives', { anyOf: [text, number] }, [text, number]],
    ['one of its alternatives', { oneOf: [text, ref('#/$defs/person')] }, [text, person]],
    ['all of its parts', { allOf: [text] }, [text]],
    [
      'itself beside its alternatives where it has fields',
      { anyOf: [text], properties: {} },
      [{ anyOf: [text], properties: {} }, text],
    ],
    [
      'itself beside its alternatives where it has items',
      { anyOf: [text], items: text },
      [{ anyOf: [text], items: text }, text],
    ],
    ['nothing known, where there is none', undefined, undefined],
    ['nothing known, where it allows all', true, undefined],
    ['nothing known, where it is a list', [], undefined],
    ['nothing known, where a reference leads nowhere', ref('#/$defs/nobody'), undefined],
    ['nothing known, where a reference leads far away', ref('#/nobody/at/all'), undefined],
    ['nothing known, where a reference leads through a prototype', ref('#/$defs/toString'), undefined],
    ['nothing known, where a reference goes through a text', ref('#/properties/one/type/x'), undefined],
    ['nothing known, where a reference leaves the document', ref('https://example.com/#/$defs/person'), undefined],
    ['nothing known, where a reference leads to itself', ref('#/$defs/self'), undefined],
    ['nothing known, where one alternative allows all', { anyOf: [text, true] }, undefined],
  ])('A schema stands for %s.', (_, schema, expected) => {
    expect(schemaVariants(schema, root)).toEqual(expected);
  });

  test('Alternatives are opened up to 64 steps.', () => {
    const many = (count: number): Json => ({ anyOf: Array.from({ length: count }, () => text) });
    expect(schemaVariants(many(64), root)).toHaveLength(64);
    expect(schemaVariants(many(65), root)).toBeUndefined();
  });
});

describe('The types of a schema', () => {
  test.each<[Json | undefined, string[] | undefined]>([
    [text, ['string']],
    [{ type: ['string', 'null', 7] }, ['string', 'null']],
    [{ const: 5 }, ['number']],
    [{ const: null }, ['null']],
    [{ enum: ['a', 'b', null] }, ['string', 'null']],
    [{ properties: {} }, ['object']],
    [{ items: {} }, ['array']],
    [{ anyOf: [text, { items: {} }] }, ['string', 'array']],
    [{}, undefined],
    [{ anyOf: [text, {}] }, undefined],
    [undefined, undefined],
    [{ type: 'string', enum: [1] }, ['string']],
  ])('%j allows %j.', (schema, expected) => {
    expect(typesOf(schema)).toEqual(expected);
  });

  test('A value has the type that JSON Schema calls it.', () => {
    expect([null, [], {}, 'a', 1, true].map((value) => typeName(value))).toEqual([
      'null',
      'array',
      'object',
      'string',
      'number',
      'boolean',
    ]);
  });
});

describe('The fields of a schema', () => {
  test('Names are those of every alternative; required are those that every alternative with fields asks for.', () => {
    const other = { properties: { name: text, age: number }, required: ['age', 'name', 7] };
    const both = { anyOf: [person, other, { type: 'null' }] };
    expect(propertyNames(both, root)).toEqual(['name', 'name', 'age']);
    expect(requiredNames(both, root)).toEqual(['name']);
    expect(requiredNames(other, root)).toEqual(['age', 'name']);
    expect(requiredNames({ anyOf: [person, { properties: {} }] }, root)).toEqual([]);
    expect(requiredNames({ required: ['a'] }, root)).toEqual([]);
    expect(requiredNames({ properties: {}, required: 'a' }, root)).toEqual([]);
    expect(propertyNames({ properties: [] }, root)).toEqual([]);
    expect([propertyNames(undefined, root), requiredNames(undefined, root)]).toEqual([[], []]);
  });

  test.each<[string, Json | undefined, (string | number)[], unknown]>([
    ['of no key is the schema', text, [], { found: true, schema: text }],
    ['of a field is its schema', person, ['name'], { found: true, schema: text }],
    ['of a position is that of the items', { items: text }, [0], { found: true, schema: text }],
    ['of a position as text as well', { items: text }, ['12'], { found: true, schema: text }],
    [
      'of a list with a name is refused',
      { items: text },
      ['a'],
      { found: false, at: 0, why: 'no_position', known: [] },
    ],
    [
      'of a list with a name that ends in a digit is refused',
      { items: text },
      ['a1'],
      { found: false, at: 0, why: 'no_position', known: [] },
    ],
    [
      'of a list with a name that begins with one is refused',
      { items: text },
      ['1a'],
      { found: false, at: 0, why: 'no_position', known: [] },
    ],
    ['of a text is refused', text, ['a'], { found: false, at: 0, why: 'no_fields', known: [] }],
    ['of a text with a position is refused', text, [0], { found: false, at: 0, why: 'no_list', known: [] }],
    [
      'of an unknown key is refused with those that are known',
      person,
      ['nam'],
      { found: false, at: 0, why: 'unknown_key', known: ['name'] },
    ],
    ['of a prototype is refused', person, ['toString'], { found: false, at: 0, why: 'unknown_key', known: ['name'] }],
    [
      'within a field tells where it ended',
      { properties: { p: person } },
      ['p', 'x'],
      { found: false, at: 1, why: 'unknown_key', known: ['name'] },
    ],
    ['of an open object is not known', { properties: {} }, ['x'], { found: true, schema: undefined }],
    [
      'of an object open to all is not known',
      { type: 'object', additionalProperties: true },
      ['x'],
      { found: true, schema: undefined },
    ],
    [
      'of a map is that of its values',
      { type: 'object', additionalProperties: number },
      ['x'],
      { found: true, schema: number },
    ],
    [
      'of a field without properties is not known',
      { type: 'object', properties: [] },
      ['x'],
      { found: true, schema: undefined },
    ],
    ['of what may be anything is not known', true, ['x', 'y'], { found: true, schema: undefined }],
    ['of no restriction is not known', {}, ['x'], { found: true, schema: undefined }],
    ['of what refers to nowhere is not known', ref('#/nowhere'), ['x'], { found: true, schema: undefined }],
    [
      'of a usual name is its schema',
      { properties: { total: number }, 'x-usualNames': true },
      ['total'],
      { found: true, schema: number },
    ],
    [
      'of another name than usual is not known',
      { properties: { total: number }, 'x-usualNames': true },
      ['colour'],
      { found: true, schema: undefined },
    ],
    [
      'of nearly a usual name is refused',
      { properties: { total: number }, 'x-usualNames': true },
      ['totl'],
      { found: false, at: 0, why: 'unknown_key', known: ['total'] },
    ],
    [
      'of nearly a known name is not known where any name may come',
      { properties: { total: number } },
      ['totl'],
      { found: true, schema: undefined },
    ],
    ['of one alternative is enough', { anyOf: [person, { type: 'null' }] }, ['name'], { found: true, schema: text }],
    [
      'of two alternatives is either',
      { anyOf: [person, { properties: { name: number } }] },
      ['name'],
      { found: true, schema: { anyOf: [text, number] } },
    ],
    [
      'of two alternatives of which one is open is not known',
      { anyOf: [person, { properties: {} }] },
      ['name'],
      { found: true, schema: undefined },
    ],
    [
      'of no alternative tells of the one with fields',
      { anyOf: [{ type: 'null' }, person] },
      ['x'],
      { found: false, at: 0, why: 'unknown_key', known: ['name'] },
    ],
    [
      'of no alternative without fields tells of the first',
      { anyOf: [{ type: 'null' }, { type: 'array' }] },
      ['x'],
      { found: false, at: 0, why: 'no_fields', known: [] },
    ],
    [
      'of an object or list goes by both',
      { type: ['object', 'array'], items: text, properties: { a: number } },
      ['a'],
      { found: true, schema: number },
    ],
    [
      'of an object or list by position is that of the items',
      { type: ['object', 'array'], items: text, properties: {} },
      ['0'],
      { found: true, schema: text },
    ],
  ])('What stands at a path %s.', (_, schema, keys, expected) => {
    expect(lookUpSchema(schema, keys)).toEqual(expected);
  });

  test('A path may go through references, and the schema of a field or item is undefined where it is not known.', () => {
    const list = { items: ref('#/$defs/person'), $defs: { person } };
    expect(lookUpSchema(list, [3, 'name'])).toEqual({ found: true, schema: text });
    expect(itemSchema(list, list)).toEqual(ref('#/$defs/person'));
    expect(propertySchema(person, 'name', person)).toEqual(text);
    expect(propertySchema(person, 'x', person)).toBeUndefined();
    expect(itemSchema(text, text)).toBeUndefined();
  });
});

describe('nearestName', () => {
  test.each<[string, string[], string | undefined]>([
    ['emial', ['name', 'email'], 'email'],
    ['EMAIL', ['email'], 'email'],
    ['email', ['EMAIL'], 'EMAIL'],
    ['ab', ['ac'], 'ac'],
    ['ab', ['cd'], undefined],
    ['abc', ['axy'], undefined],
    ['abcd', ['abxy'], 'abxy'],
    ['abcd', ['axyz'], undefined],
    ['abcdefghi', ['abcdefxyz'], 'abcdefxyz'],
    ['abcdefghi', ['abcdewxyz'], undefined],
    ['abcdefghij', ['abcdefgwxy'], 'abcdefgwxy'],
    ['name', ['nam', 'names'], 'nam'],
    ['nams', ['nam', 'nams'], 'nams'],
    ['name', [], undefined],
    ['', ['a'], 'a'],
    ['a', ['abc'], undefined],
    ['user', ['userIdentifier'], undefined],
    ['saturday', ['sunday'], undefined],
    ['kitten', ['sitte'], 'sitte'],
    ['abcd', ['xyabce'], undefined],
    ['xabc', ['abc'], 'abc'],
    ['abc', ['abcx'], 'abcx'],
    ['x'.repeat(100), ['x'.repeat(99)], 'x'.repeat(99)],
    ['x'.repeat(101), ['x'.repeat(101)], undefined],
  ])('For %j among %j it proposes %j.', (name, known, expected) => {
    expect(nearestName(name, known)).toBe(expected);
  });

  test('It looks at 500 names.', () => {
    const others = Array.from({ length: 499 }, (_, index) => `zzzzzzzz${String(index)}`);
    expect(nearestName('email', [...others, 'emial'])).toBe('emial');
    expect(nearestName('email', [...others, 'zzzzzzzzzz', 'emial'])).toBeUndefined();
  });
});
