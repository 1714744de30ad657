import { describe, expect, it } from '@jest/globals';

import { flattenJson, pathText } from '../../designer/components/flatten-json.ts';

describe('the lines of a JSON tree', () => {
  it('are those in sight, with exact keys, levels and places', () => {
    const lines = flattenJson({ 'a b': [1, { c: null }], d: 'x' }, (path) => path.length < 2);
    expect(lines.map(({ key, level, size, isOpen }) => [key, level, size, isOpen])).toEqual([
      [null, 1, 2, true],
      ['a b', 2, 2, true],
      [0, 3, null, false],
      [1, 3, 1, false],
      ['d', 2, null, false],
    ]);
    expect(lines.map(({ position, siblings }) => `${position}/${siblings}`)).toEqual([
      '1/1',
      '1/2',
      '1/2',
      '2/2',
      '2/2',
    ]);
  });

  it('cost nothing where the tree is closed: a million values make one line', () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => index);
    expect(flattenJson(rows, () => false)).toHaveLength(1);
  });

  it('keep keys that a script would trip over', () => {
    const value = JSON.parse('{"__proto__": 1, "constructor": 2, "": 3}') as Record<string, number>;
    expect(flattenJson(value, () => true).map(({ key }) => key)).toEqual([null, '__proto__', 'constructor', '']);
  });
});

describe('the path of a line', () => {
  it.each([
    [['dataFields', 'campaignId'], 'dataFields.campaignId'],
    [['items', 0, 'first name'], 'items[0]["first name"]'],
    [['a.b', 'c"d'], '["a.b"]["c\\"d"]'],
    [[''], '[""]'],
  ])('%j is written as recipes address it', (path, text) => {
    expect(pathText(path)).toBe(text);
  });
});
