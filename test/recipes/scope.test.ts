import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import { readOwn, readScope, type Scope } from '../../recipes/mapping/scope.ts';
import type { PathKey } from '../../recipes/mapping/template.ts';
import { scopeOf } from './scopes.ts';

const outer = scopeOf({ a: 'outer trigger' }, [
  ['s', { from: 'outer' }],
  ['before', [1]],
]);
const scope: Scope = {
  ...scopeOf({ a: { b: [10, 20] }, n: null }, [['s', { from: 'inner' }]]),
  outer,
  loops: new Map([['each', { item: { id: 7 }, index: 3 }]]),
  round: { item: { id: 8 }, index: 4 },
  row: { email: 'ada@example.com' },
};

describe('What a path reads', () => {
  test.each<[string, PathKey[], Json | undefined]>([
    ['trigger', ['a', 'b', 1], 20],
    ['trigger', [], { a: { b: [10, 20] }, n: null }],
    ['trigger', ['n'], null],
    ['trigger', ['n', 'x'], undefined],
    ['trigger', ['missing'], undefined],
    ['item', ['id'], 8],
    ['index', [], 4],
    ['index', ['x'], undefined],
    ['event', ['id'], 'evt_1'],
    ['event', ['receivedAt'], '2031-03-04T05:06:40.000Z'],
    ['event', ['other'], undefined],
    ['job', ['id'], 'job_1'],
    ['job', [], { id: 'job_1' }],
    ['row', ['email'], 'ada@example.com'],
    ['steps', ['s', 'from'], 'inner'],
    ['steps', ['before', 0], 1],
    ['steps', ['nobody', 'x'], undefined],
    ['steps', [], undefined],
    ['loops', ['each', 'item', 'id'], 7],
    ['loops', ['each', 'index'], 3],
    ['loops', ['each'], { item: { id: 7 }, index: 3 }],
    ['loops', ['nobody', 'item'], undefined],
    ['env', ['PATH'], undefined],
  ])('%s with %j gives %j.', (root, keys, expected) => {
    expect(readScope(scope, { kind: 'path', root, keys })).toEqual(expected);
  });

  test('Outside of a loop there is no round, and outside of a bulk run no row.', () => {
    for (const root of ['item', 'index', 'row']) {
      expect(readScope(outer, { kind: 'path', root, keys: [] })).toBeUndefined();
    }
  });

  test.each<[Json | undefined, PathKey[], Json | undefined]>([
    [[1, 2], ['0'], 1],
    [[1, 2], ['length'], undefined],
    [[1, 2], ['0x'], undefined],
    [[1, 2], ['x0'], undefined],
    [[1, 2], [2], undefined],
    [{ length: 5 }, ['length'], 5],
    [{}, ['toString'], undefined],
    ['text', ['length'], undefined],
    ['text', [0], undefined],
    [undefined, ['a'], undefined],
    [null, ['a'], undefined],
    [Array.from({ length: 12 }, (_, i) => i), ['11'], 11],
  ])('From %j the keys %j take own values only: %j.', (value, keys, expected) => {
    expect(readOwn(value, keys)).toEqual(expected);
  });
});
