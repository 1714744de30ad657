import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import {
  argumentCountFault,
  functionSignature,
  functionsByName,
  mappingFunctions,
} from '../../recipes/mapping/functions.ts';
import { resolveMapping } from '../../recipes/mapping/resolve.ts';
import { scopeOf } from './scopes.ts';

const call = (value: Json, rest: string): unknown => resolveMapping(`{{ trigger | ${rest} }}`, scopeOf(value));

/** For the title of a test: a value may have millions of characters. */
const shown = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
const titled = <Rest extends unknown[]>(rows: readonly [Json, string, ...Rest][]) =>
  rows.map(([value, rest, ...more]) => [shown(value), rest.slice(0, 60), value, rest, ...more] as const);

const refusalOf = (value: Json, rest: string): string => {
  try {
    return `gave ${JSON.stringify(call(value, rest))}`;
  } catch (error) {
    return (error as ConnectorError).message;
  }
};

describe('functions of pills', () => {
  test.each(mappingFunctions.map((entry) => [entry.name, entry] as const))(
    'The example of %s gives what it says.',
    (_, entry) => {
      expect(resolveMapping(entry.example.text, scopeOf({}))).toEqual(entry.example.gives);
    },
  );

  test.each(mappingFunctions.map((entry) => [entry.name, entry] as const))(
    'What %s takes and gives has a name and a kind, and its example is of that kind.',
    (_, { args, returns, example }) => {
      const kinds = ['text', 'number', 'boolean', 'list', 'object', 'any'];
      expect(kinds).toContain(returns);
      for (const { name, kind } of args) {
        expect(name).toMatch(/^[a-z]+(, [a-z]+)*$/);
        expect(kinds).toContain(kind);
      }
      const gives = Array.isArray(example.gives) ? 'list' : typeof example.gives;
      expect([gives.replace('string', 'text'), 'any']).toContain(returns);
    },
  );

  test('Every function has its own name.', () => {
    expect(new Set(mappingFunctions.map(({ name }) => name)).size).toBe(mappingFunctions.length);
  });

  test.each<[Json, string, Json]>([
    ['', 'default: "x"', 'x'],
    [0, 'default: 5', 0],
    [false, 'default: true', false],
    [1.005, 'round: 2', 1.01],
    [-2.5, 'round', -3],
    [1e-8, 'round: 2', 0],
    ['0.1', 'add: 0.2 | round: 10', 0.3],
    [1931000000, 'date: "iso"', '2031-03-11T12:53:20.000Z'],
    [1931000000123, 'date: "epoch_seconds"', 1931000000],
    ['2031-03-04T05:06:40.5+02:00', 'date: "iterable"', '2031-03-04 03:06:40 +00:00'],
    ['2031-03-04 05:06:40', 'date: "epoch_ms"', Date.UTC(2031, 2, 4, 5, 6, 40)],
    ['2031-03-04', 'add_hours: 1', '2031-03-04T01:00:00.000Z'],
    ['2032-02-28', 'add_days: 1', '2032-02-29'],
    [[1, '1', 1, { a: 1 }, { a: 1 }], 'unique', [1, '1', { a: 1 }]],
    [[{ id: 1 }, {}, 5, { id: null }], 'map: "id"', [1, null]],
    [[null, '', 0, false], 'compact', [0, false]],
    ['👋🏽 hello', 'truncate: 1', '👋'],
    ['a.b', 'replace: ".", "$&"', 'a$&b'],
    ['\ud800', 'url_encode', '%EF%BF%BD'],
    [['5', 6], 'contains: 5', true],
    [{ a: 1 }, 'string', '{"a":1}'],
    ['{{ trigger.x }}', 'json | parse_json', '{{ trigger.x }}'],
    [[], 'first | default: "none"', 'none'],
  ])('The value %j with %s gives %j.', (value, rest, result) => {
    expect(call(value, rest)).toEqual(result);
  });

  test.each(
    titled<[]>([
      ['x', 'number'],
      ['', 'number'],
      [1, 'divide: 0'],
      [1e308, 'multiply: 10'],
      ['2031-02-30', 'date: "iso"'],
      ['2031-03-04', 'date: "yyyy"'],
      ['soon', 'add_days: 1'],
      ['2031-03-04', 'add_days: 1e15'],
      [{}, 'upper'],
      ['x', 'join: ","'],
      ['{', 'parse_json'],
      ['x', 'split: ""'],
      ['x', 'truncate: -1'],
      ['a'.repeat(90_000), 'replace: "a", "0123456789012345678901234567890123456789012345678901234567890"'],
    ]),
  )('The value %s with %s is refused with a coded error.', (_value, _rest, value, rest) => {
    expect(() => call(value, rest)).toThrow(ConnectorError);
  });

  test('No function changes its value or throws anything but a coded error, whatever it is given.', () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(
        fc.constantFrom(...mappingFunctions),
        value,
        fc.array(value, { maxLength: 3 }),
        (entry, given, args) => {
          const before = JSON.stringify([given, args]);
          const least = entry.args.filter((arg) => !arg.optional).length;
          while (args.length < least) args.push('x');
          const kept = JSON.stringify([given, args]);
          try {
            entry.apply(given, args);
          } catch (error) {
            expect(error).toBeInstanceOf(ConnectorError);
          }
          expect(JSON.stringify([given, args])).toBe(kept);
          expect(before.length).toBeLessThanOrEqual(kept.length);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test.each<[Json, string, unknown]>([
    [7, 'upper', '7'],
    [true, 'lower', 'true'],
    ['von der-leyen o’neill x1y', 'title', 'Von Der-Leyen O’neill X1y'],
    ['ÉMILE', 'title', 'Émile'],
    [' \n a b \t', 'trim', 'a b'],
    ['abc', 'truncate: 3, "…"', 'abc'],
    ['abcd', 'truncate: 3', 'abc'],
    ['abcd', 'truncate: 3, ".."', 'a..'],
    ['abcd', 'truncate: 2, "....."', '..'],
    ['abcd', 'truncate: 0', ''],
    ['abab', 'replace: "b", ""', 'aa'],
    ['a1a', 'replace: 1, 2', 'a2a'],
    ['a,b', 'split: "x"', ['a,b']],
    ['ab\ud83d\ude00', 'url_encode', 'ab%F0%9F%98%80'],
    [[1, null, true, 'x'], 'join: "-"', '1--true-x'],
    [[], 'join: "-"', ''],
    [['x'], 'join: 1', 'x'],
    [[1, 2], 'first', 1],
    [[1, 2], 'last', 2],
    ['👋a', 'first', '👋'],
    ['a👋', 'last', '👋'],
    ['ab', 'first', 'a'],
    ['ab', 'last', 'b'],
    ['👋a', 'length', 2],
    [{ a: 1, b: 2 }, 'length', 2],
    [[1, 2, 3], 'length', 3],
    [17, 'length', 2],
    [[['a'], null, { a: 1 }], 'map: "a"', [1]],
    [[['a'], 'xy', { 0: 'z' }], 'map: 0', ['z']],
    [[null, null, [1], [1], { a: [1] }, { a: [1] }], 'unique', [null, [1], { a: [1] }]],
    ['abc', 'contains: "d"', false],
    [2, 'subtract: "0.5"', 1.5],
    [3, 'multiply: -2', -6],
    [1, 'divide: 4', 0.25],
    [0, 'divide: 4', 0],
    [' 1e3 ', 'number', 1000],
    ['+.5', 'number', 0.5],
    ['5.', 'number', 5],
    [-0.4, 'round', 0],
    [2.5, 'round', 3],
    [1.4, 'round', 1],
    [-1.6, 'round', -2],
    [1.23456, 'round: 4', 1.2346],
    [1e21, 'round: 2', 1e21],
    [1e300, 'round: 12', 1e300],
    [-1.7e308, 'round: 12', -1.7e308],
    [1.5e-7, 'round: 7', 2e-7],
    [' Yes ', 'boolean', true],
    ['1', 'boolean', true],
    [1, 'boolean', true],
    [true, 'boolean', true],
    ['TRUE', 'boolean', true],
    ['no', 'boolean', false],
    ['0', 'boolean', false],
    [0, 'boolean', false],
    [false, 'boolean', false],
    ['false', 'boolean', false],
    [[1], 'string', '[1]'],
    [true, 'string', 'true'],
    ['x', 'json', '"x"'],
    [null, 'default: null, "", "x", "y"', 'x'],
    [null, 'default: "", null', null],
    [{ a: 1, b: null }, 'pick: "b", "c"', { b: null }],
    [[{ a: 1, b: 2 }, { b: 3 }], 'pick: "a"', [{ a: 1 }, {}]],
    [{ a: 1 }, 'pick: "toString"', {}],
    [[{ a: 1, b: 2 }], 'omit: "b", "c"', [{ a: 1 }]],
    [{ a: 1, b: 2 }, 'rename: "a", "c", "b", "d"', { c: 1, d: 2 }],
    [{ a: 1, b: 2 }, 'rename: "a", "b"', { a: 1, b: 2 }],
    [{ a: 1, b: '' }, 'rename: "a", "b"', { b: 1 }],
    [{ a: 1 }, 'rename: "x", "y"', { a: 1 }],
    [{ a: null }, 'rename: "a", "b"', { b: null }],
    [5, 'wrap: "id"', { id: 5 }],
    [{ a: '' }, 'fill: "a", 1', { a: 1 }],
    [{ a: 0 }, 'fill: "a", 1', { a: 0 }],
    [[{}, { a: 2 }], 'fill: "a", 1', [{ a: 1 }, { a: 2 }]],
    [{ a: 1 }, 'merge: trigger', { a: 1 }],
    ['2031-03-04', 'add_hours: 48', '2031-03-06'],
    ['2031-03-04 05:06:40 +00:00', 'add_days: -1', '2031-03-03 05:06:40 +00:00'],
    ['2031-03-04T05:06:40.250Z', 'add_minutes: 1', '2031-03-04T05:07:40.250Z'],
    [1931000000, 'add_days: 1', 1931086400000],
    ['9999-12-31', 'add_hours: 23', '9999-12-31T23:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', 'add_minutes: 0', '9999-12-31T23:59:59.999Z'],
    [-253_402_300_799_999, 'add_minutes: 0', -253_402_300_799_999],
  ])('The text of a pill with %j and %s becomes %j.', (value, rest, result) => {
    expect(call(value, rest)).toEqual(result);
  });

  test('The added object of a merge wins, and neither side may be anything else.', () => {
    const merge = functionsByName.get('merge')?.apply;
    expect(merge?.({ a: 1, b: 1 }, [{ b: 2, c: 3 }])).toEqual({ a: 1, b: 2, c: 3 });
    for (const [value, added] of [
      [[1], { a: 1 }],
      [{ a: 1 }, [1]],
      ['x', {}],
      [{}, null],
    ] as [Json, Json][]) {
      expect(() => merge?.(value, [added])).toThrow('Both sides must be objects.');
    }
  });

  test.each(
    titled<[string]>([
      [[1], 'upper', 'upper: The value must be a text, but is a list.'],
      [{}, 'upper', 'upper: The value must be a text, but is an object.'],
      ['x', 'number', 'number: The value must be a number, but is a text.'],
      [true, 'number', 'number: The value must be a number, but is a boolean.'],
      ['1'.repeat(401), 'number', 'number: The value must be a number, but is a text.'],
      ['1x', 'number', 'number: The value must be a number, but is a text.'],
      ['x1', 'number', 'number: The value must be a number, but is a text.'],
      ['1e999', 'number', 'number: The value must be a number, but is a text.'],
      [1, 'add: "x"', 'add: The argument must be a number, but is a text.'],
      [1, 'divide: 0', 'divide: A number cannot be divided by 0.'],
      [1e308, 'multiply: 10', 'multiply: The result is not a finite number.'],
      [1, 'round: 13', 'round: The number of digits must be a whole number from 0 to 12.'],
      [1, 'round: -1', 'round: The number of digits must be a whole number from 0 to 12.'],
      [1, 'round: 1.5', 'round: The number of digits must be a whole number from 0 to 12.'],
      ['x', 'truncate: "y"', 'truncate: The number of characters must be a number, but is a text.'],
      ['xyz', 'truncate: 1, trigger.x', 'gave undefined'],
      ['x', 'truncate: -1', 'truncate: The number of characters must be a whole number from 0 to 4000000.'],
      ['x', 'truncate: 4000001', 'truncate: The number of characters must be a whole number from 0 to 4000000.'],
      ['x', 'truncate: 0, null', 'truncate: The ending must be a text, but is null.'],
      ['x', 'replace: "", "y"', 'replace: The searched text must not be empty.'],
      ['x', 'replace: null, "y"', 'replace: The searched text must be a text, but is null.'],
      ['x', 'replace: "x", null', 'replace: The replacement must be a text, but is null.'],
      ['x', 'split: ""', 'split: The separator must not be empty.'],
      ['x', 'split: null', 'split: The separator must be a text, but is null.'],
      [','.repeat(100_000), 'split: ","', 'split: The list would be longer than 100,000 items.'],
      ['a'.repeat(100_001), `replace: "a", "${'b'.repeat(40)}"`, 'replace: The result is too long.'],
      ['x', 'join: ","', 'join: The value must be a list, but is a text.'],
      [[[1]], 'join: ","', 'join: Each item must be a text, but is a list.'],
      [[1], 'join: null', 'join: The separator must be a text, but is null.'],
      [['a'.repeat(4_000_000)], 'join: ","', 'join: The result is too long.'],
      [{}, 'first', 'first: The value must be a text, but is an object.'],
      [{}, 'map: "a"', 'map: The value must be a list, but is an object.'],
      [[], 'map: null', 'map: The key must be a text, but is null.'],
      [{}, 'compact', 'compact: The value must be a list, but is an object.'],
      ['x', 'unique', 'unique: The value must be a list, but is a text.'],
      [5, 'pick: "a"', 'pick: The value must be an object or a list of objects.'],
      [[5], 'pick: "a"', 'pick: Each item of the list must be an object.'],
      [[[1]], 'omit: "a"', 'omit: Each item of the list must be an object.'],
      [{}, 'pick: null', 'pick: The key must be a text, but is null.'],
      [{}, 'omit: null', 'omit: The key must be a text, but is null.'],
      [{}, 'rename: "a", "b", "c"', 'rename: The arguments are pairs of an old and a new name.'],
      [{}, 'rename: "a", null', 'rename: The name must be a text, but is null.'],
      [{}, 'wrap: null', 'wrap: The key must be a text, but is null.'],
      [{}, 'fill: null, 1', 'fill: The key must be a text, but is null.'],
      ['{', 'parse_json', 'parse_json: The text is not valid JSON.'],
      ['maybe', 'boolean', 'boolean: The value must be true or false, but is a text.'],
      [2, 'boolean', 'boolean: The value must be true or false, but is a number.'],
      [['a'.repeat(4_000_000)], 'string', 'string: The result is too long.'],
      ['a'.repeat(3_999_999), 'json', 'json: The result is too long.'],
      ['soon', 'add_days: 1', 'add_days: The value must be a date, but is a text of another layout.'],
      ['2031-03-04', 'add_hours: "x"', 'add_hours: The number of hours must be a number, but is a text.'],
      ['9999-12-31', 'add_days: 1', 'add_days: The date would be too far away.'],
      ['2031-03-04', 'add_days: -9999999', 'add_days: The date would be too far away.'],
      ['2031-03-04', 'date: "yyyy"', 'date: The format must be one of iso, iterable, date, epoch_seconds, epoch_ms.'],
      ['2031-03-04', 'date: null', 'date: The format must be a text, but is null.'],
      ['x', 'upper: 1', 'The function upper is written `upper`, but has 1 argument.'],
      ['x', 'default', 'The function default is written `default: value, …`, but has 0 arguments.'],
    ]),
  )('%# is refused by what was found and what is needed: %s with %s.', (_value, _rest, value, rest, message) => {
    expect(refusalOf(value, rest)).toBe(message);
  });

  test('A result of exactly the greatest length is given.', () => {
    expect(call(['a'.repeat(3_999_999)], 'join: ","')).toHaveLength(3_999_999);
    expect(call('a'.repeat(3_999_998), 'json')).toHaveLength(4_000_000);
    expect(call('a'.repeat(100_000), `replace: "a", "${'b'.repeat(40)}"`)).toHaveLength(4_000_000);
    expect(call(','.repeat(99_999), 'split: ","')).toHaveLength(100_000);
  });

  test('A list may have 1,000 different objects and no more.', () => {
    const list = Array.from({ length: 1_001 }, (_, id) => ({ id }));
    expect(call([...list.slice(0, 1_000), { id: 0 }], 'unique')).toHaveLength(1_000);
    expect(refusalOf(list, 'unique')).toBe('unique: The list has more than 1,000 different objects.');
  });

  test('The signature tells optional and repeated arguments, and their number is checked against it.', () => {
    const entry = (name: string) => functionsByName.get(name) as (typeof mappingFunctions)[number];
    expect(['upper', 'truncate', 'pick', 'rename'].map((name) => functionSignature(entry(name)))).toEqual([
      'upper',
      'truncate: characters, ending?',
      'pick: key, …',
      'rename: from, to, from, to, …?',
    ]);
    const counts = (name: string) =>
      [0, 1, 2, 3, 9].filter((count) => argumentCountFault(entry(name), count) === undefined);
    expect(counts('upper')).toEqual([0]);
    expect(counts('truncate')).toEqual([1, 2]);
    expect(counts('pick')).toEqual([1, 2, 3, 9]);
    expect(counts('rename')).toEqual([2, 3, 9]);
  });

  test('A field that is missing is named as nothing where a function takes it.', () => {
    expect(() => functionsByName.get('upper')?.apply(undefined, [])).toThrow('but is nothing.');
    expect(functionsByName.get('json')?.apply(undefined, [])).toBeUndefined();
    expect(functionsByName.get('wrap')?.apply(undefined, ['id'])).toEqual({ id: null });
  });
});
