import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import { areEqual, compareOrder, holds } from '../../recipes/mapping/compare-values.ts';

describe('areEqual', () => {
  test.each<[Json | undefined, Json | undefined, boolean]>([
    [undefined, null, true],
    ['', undefined, true],
    ['', 0, false],
    [0, '', false],
    [null, false, false],
    ['a', 'a', true],
    ['1', '1.0', false],
    [1, '1.0', true],
    ['1.0', 1, true],
    [1, 'x', false],
    ['x', 1, false],
    [1, 2, false],
    [true, 'true', true],
    ['false', false, true],
    [true, 1, false],
    [1, true, false],
    [true, 'yes', false],
    [[1, 2], [1, 2], true],
    [[1, 2], [1], false],
    [[1], [1, 2], false],
    [[1, 2], [1, 3], false],
    [[], {}, false],
    [{}, [], false],
    [['a'], 'a', false],
    ['a', ['a'], false],
    [{ a: 1 }, 'a', false],
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: 1 }, { a: 1, b: 1 }, false],
    [{ a: null }, { a: null }, true],
    [{ a: null }, { a: {} }, false],
    [{ a: {} }, { a: null }, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ toString: 1 }, { a: 1 }, false],
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, false],
    [{ 0: 'a' }, 'a', false],
    ['a', { 0: 'a' }, false],
    [['a'], { 0: 'a' }, false],
    [['a'], { 0: 'a', length: 1 }, false],
    [{ 0: 'a' }, ['a'], false],
    [[{ 0: 'a' }], ['a'], false],
  ])('%j against %j is %s, as a form means it.', (a, b, expected) => {
    expect(areEqual(a, b)).toBe(expected);
  });
});

describe('compareOrder', () => {
  test.each<[Json | undefined, Json | undefined, number | undefined]>([
    [2, '10', -1],
    ['10', 2, 1],
    [7, '7.0', 0],
    ['2031-03-04', '2031-03-04T00:00:01Z', -1],
    ['2031-03-04 00:00:01 +00:00', '2031-03-04', 1],
    ['2031-03-04', '2031-03-04T00:00:00Z', 0],
    ['b', 'a', undefined],
    ['a', 1, undefined],
    [1, 'a', undefined],
    ['2031-03-04', 'soon', undefined],
    ['soon', '2031-03-04', undefined],
    [1_931_000_000, '2031-03-11T12:53:21Z', -1],
    [null, 1, undefined],
    [[1], 0, undefined],
  ])('%j against %j is %s.', (a, b, expected) => {
    expect(compareOrder(a, b)).toBe(expected);
  });
});

describe('holds', () => {
  test.each<[Json | undefined, Json | undefined, boolean]>([
    [['a', 5], '5', true],
    [['a', 5], 6, false],
    [[''], undefined, true],
    ['HardBounce', 'Bounce', true],
    ['HardBounce', 'bounce', false],
    [1234, 23, true],
    ['x', '', false],
    ['', 'x', false],
    [undefined, 'undef', false],
    ['undefined', undefined, false],
    [{ a: 1 }, 'object', false],
    ['[object Object]', { a: 1 }, false],
  ])('Whether %j holds %j is %s.', (container, value, expected) => {
    expect(holds(container, value)).toBe(expected);
  });
});
