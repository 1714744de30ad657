import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { functionTable, mappingFunctions } from '../../recipes/mapping/functions.ts';
import { resolveMapping } from '../../recipes/mapping/resolve.ts';
import { scopeOf } from './scopes.ts';

const call = (value: Json, rest: string): unknown => resolveMapping(`{{ trigger | ${rest} }}`, scopeOf(value));

describe('functions of pills', () => {
  test.each(mappingFunctions.map((entry) => [entry.name, entry] as const))(
    'The example of %s gives what it says.',
    (_, entry) => {
      expect(resolveMapping(entry.example.text, scopeOf({}))).toEqual(entry.example.gives);
    },
  );

  test('The table in docs/mapping.md is the one of the functions.', () => {
    const squeeze = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
    const page = readFileSync(new URL('../../docs/mapping.md', import.meta.url), 'utf8');
    expect(squeeze(page)).toContain(squeeze(functionTable()));
  });

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

  test.each<[Json, string]>([
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
  ])('The value %j with %s is refused with a coded error.', (value, rest) => {
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
});
