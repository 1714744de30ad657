import { describe, expect, it } from '@jest/globals';

import { checkFieldTypes, fieldTypeError } from '../../connector/iterable/check-field-types.ts';
import type { JsonObject } from '../../errors/json.ts';
import { compareFields, fieldsSchema } from '../../connector/learning/compare-fields.ts';

const fields = new Map([
  ['plan', 'string'],
  ['age', 'long'],
  ['score', 'double'],
  ['vip', 'boolean'],
  ['born', 'date'],
  ['address', 'object'],
  ['address.city', 'string'],
  ['home_geo_location', 'geo_location'],
  ['odd', 'a type of tomorrow'],
]);

describe('values against the types of fields in Iterable', () => {
  it.each<[string, JsonObject, string[]]>([
    ['a number for text', { plan: 5 }, ['plan: string, found integer']],
    ['text for a number', { age: '5' }, ['age: long, found string']],
    ['a fraction for a whole number', { age: 1.5 }, ['age: long, found number']],
    ['text for a truth value', { vip: 'yes' }, ['vip: boolean, found string']],
    ['text that is no date', { born: 'soon' }, ['born: date, found text that is no date']],
    ['text for an object', { address: 'Porto' }, ['address: object, found string']],
    ['a nested field', { address: { city: 1 } }, ['address.city: string, found integer']],
    ['one item of a list', { plan: ['a', 1] }, ['plan: string, found integer']],
    ['the same clash only once', { plan: [1, 2] }, ['plan: string, found integer']],
    ['nothing for a whole number among fractions', { score: 1 }, []],
    ['nothing for a date in each of its forms', { born: ['2026-01-05', '2026-01-05T10:00:00Z'] }, []],
    ['nothing for null, which removes a field', { plan: null, age: null }, []],
    ['nothing for a field that Iterable does not have', { fresh: 1 }, []],
    ['nothing for a type that is not known here', { odd: 1 }, []],
  ])('tell %s', (_what, dataFields, expected) => {
    const found = checkFieldTypes(fields, dataFields);
    expect(found.map(({ field, expected: type, found: is }) => `${field}: ${type}, found ${is}`)).toEqual(expected);
  });

  it('are refused with the field, its type and what was found, and never with the value', () => {
    const error = fieldTypeError(checkFieldTypes(fields, { plan: 123456789 }));
    expect(error.toJSON()).toMatchObject({
      code: 'ITC_FIELD_TYPE',
      details: { path: 'dataFields.plan', found: 'integer' },
    });
    expect(JSON.stringify(error)).not.toContain('123456789');
  });
});

describe('designed data fields beside those of Iterable', () => {
  it('say for each field whether it exists there and whether its type fits', () => {
    const schema = {
      type: 'object',
      properties: {
        plan: { type: 'integer' },
        address: { type: 'object', properties: { city: { type: 'string' } } },
        tags: { type: 'array', items: { type: 'string' } },
      },
    };
    const { fields: compared, clashes } = compareFields(schema, fields);
    expect(compared).toContainEqual({ field: 'address.city', types: ['string'], iterableType: 'string' });
    expect(compared).toContainEqual({ field: 'tags', types: ['array', 'string'], iterableType: null });
    expect(clashes).toEqual([{ field: 'plan', expected: 'string', found: 'integer' }]);
  });

  it('are made into a nested schema from the names of Iterable, whatever the names', () => {
    const schema = fieldsSchema(
      new Map([
        ['__proto__', 'string'],
        ['a.b', 'long'],
        ['a', 'object'],
        ['x y', 'date'],
      ]),
    );
    expect(JSON.parse(JSON.stringify(schema))).toEqual(
      JSON.parse(
        '{"type":"object","properties":{"__proto__":{"type":"string"},"a":{"type":"object","properties":{"b":{"type":"integer"}}},"x y":{"type":"string","$comment":"date"}}}',
      ),
    );
  });
});
