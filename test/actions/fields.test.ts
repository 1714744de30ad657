import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';

import { dataFields, id, idList } from '../../actions/fields.ts';
import { epochSeconds, iterableTime } from '../../actions/time-fields.ts';

const read = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value);
  return result.success ? result.data : 'refused';
};

describe('Shared fields', () => {
  test.each([
    [7, 7],
    ['7', 7],
    [' 7000123 ', 7000123],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 'refused'],
    ['abc', 'refused'],
    ['', 'refused'],
    ['0', 'refused'],
    [0, 'refused'],
    [-1, 'refused'],
    [1.5, 'refused'],
    ['1e3', 'refused'],
    ['0x10', 'refused'],
    ['12abc', 'refused'],
    [true, 'refused'],
    [null, 'refused'],
    [[], 'refused'],
  ])('The id %j is read as %j.', (given, expected) => {
    expect(read(id, given)).toEqual(expected);
  });

  test.each([
    [
      [1, '2'],
      [1, 2],
    ],
    [[], []],
    ['12, 34', [12, 34]],
    ['', 'refused'],
    ['1,,2', 'refused'],
    ['abc', 'refused'],
    [['abc'], 'refused'],
    [5, 'refused'],
    [null, 'refused'],
  ])('The list of ids %j is read as %j.', (given, expected) => {
    expect(read(idList, given)).toEqual(expected);
  });

  test.each([
    [1930000000, 1930000000],
    ['1930000000', 1930000000],
    ['2031-02-27T23:06:40Z', 1930000000],
    ['2031-02-27 23:06:40 +00:00', 1930000000],
    ['2031-02-28T01:06:40.999+02:00', 1930000000],
    ['2031-02-27', 1929916800],
    [1930000000000, 'refused'],
    ['1930000000000', 'refused'],
    [0, 'refused'],
    [-5, 'refused'],
    [1.5, 'refused'],
    ['soon', 'refused'],
    ['', 'refused'],
    ['2024-02-30', 'refused'],
    ['2024-01-01T99:99', 'refused'],
    ['2024-01-01T1000', 'refused'],
    [',5Z', 'refused'],
  ])('The time %j is read as %j Unix seconds.', (given, expected) => {
    expect(read(epochSeconds, given)).toEqual(expected);
  });

  test.each([
    ['2031-08-04 08:04:46', '2031-08-04 08:04:46'],
    ['2031-08-04T08:04:46.000Z', '2031-08-04 08:04:46'],
    ['2031-08-04T10:04:46+02:00', '2031-08-04 08:04:46'],
    ['2031-08-04', '2031-08-04 00:00:00'],
    ['2031-02-30 00:00:00', 'refused'],
    ['tomorrow', 'refused'],
    ['', 'refused'],
  ])('The time to send %j is sent as %j.', (given, expected) => {
    expect(read(iterableTime, given)).toEqual(expected);
  });

  test('Data fields keep every key and type as it is.', () => {
    const fields = { order_id: 1, 'a.b': '02134', n: null, list: [1, { x_y: true }], zip: '1.5f' };
    expect(read(dataFields, fields)).toEqual(fields);
  });
});
