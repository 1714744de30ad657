import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import { formatDate, parseDate, type DateLayout } from '../../recipes/mapping/parse-date.ts';

const at = Date.UTC(2031, 2, 4, 5, 6, 40);

describe('parseDate', () => {
  test.each<[Json, DateLayout, number]>([
    ['2031-03-04 05:06:40 +00:00', 'iterable', at],
    ['2031-03-04 05:06:40', 'iterable', at],
    [' 2031-03-04T05:06:40Z ', 'iso', at],
    ['2031-03-04T05:06', 'iso', at - 40_000],
    ['2031-03-04T05:06:40 Z', 'iso', at],
    ['2031-03-04T05:06:40.5Z', 'iso', at + 500],
    ['2031-03-04T05:06:40.123456789Z', 'iso', at + 123],
    ['2031-03-04T05:06:40.007Z', 'iso', at + 7],
    ['2031-03-04T07:36:40+02:30', 'iso', at],
    ['2031-03-04T07:36:40+0230', 'iso', at],
    ['2031-03-04T07:06:40+02', 'iso', at],
    ['2031-03-03T19:06:40-10:00', 'iso', at],
    ['2031-03-04T19:06:40+14:00', 'iso', at],
    ['2031-03-04T06:05:40+00:59', 'iso', at],
    ['2031-03-04T05:06:59Z', 'iso', at + 19_000],
    ['2031-03-04', 'date', Date.UTC(2031, 2, 4)],
    ['2032-02-29', 'date', Date.UTC(2032, 1, 29)],
    ['0001-01-01', 'date', -62_135_596_800_000],
    [at, 'epoch', at],
    [at / 1000, 'epoch', at],
    [-5, 'epoch', -5000],
    [99_999_999_999, 'epoch', 99_999_999_999_000],
    [100_000_000_000, 'epoch', 100_000_000_000],
    [1.5004, 'epoch', 1500],
    [String(at), 'epoch', at],
    ['123456789', 'epoch', 123_456_789_000],
    ['12345678901234', 'epoch', 12_345_678_901_234],
    [8_640_000_000_000_000, 'epoch', 8_640_000_000_000_000],
  ])('%j is read as %s.', (value, layout, epochMs) => {
    expect(parseDate(value)).toEqual({ epochMs, layout });
  });

  test.each<[Json | undefined]>([
    [undefined],
    [null],
    [true],
    [{}],
    [''],
    ['soon'],
    ['12345678'],
    ['123456789012345'],
    ['x123456789'],
    ['2031-02-29'],
    ['2031-13-01'],
    ['2031-00-10'],
    ['2031-03-00'],
    ['x2031-03-04'],
    ['2031-03-04x'],
    ['2031-03-04T24:00:00Z'],
    ['2031-03-04T05:60:00Z'],
    ['2031-03-04T05:06:60Z'],
    ['2031-02-29T05:06:40Z'],
    ['x2031-03-04T05:06:40Z'],
    ['2031-03-04T05:06:40Zx'],
    ['2031-03-04T05:06:40.Z'],
    ['2031-03-04T05:06:40.1234567890Z'],
    ['2031-03-04T05:06:40+15:00'],
    ['2031-03-04T05:06:40+02:60'],
    ['2031-03-04T05:06:40+2'],
    ['2031-03-04_05:06:40'],
    [8_640_000_000_000_001],
    [-8_640_000_000_000_001],
    [Number.NaN],
    [Infinity],
    [`2031-03-04${' '.repeat(31)}`],
  ])('%j is no date.', (value) => {
    expect(parseDate(value)).toBeUndefined();
  });

  test('A text of 40 characters is still read.', () => {
    expect(parseDate(`2031-03-04${' '.repeat(30)}`)?.layout).toBe('date');
  });
});

describe('formatDate', () => {
  test.each([
    ['iso', '2031-03-04T05:06:40.500Z'],
    ['iterable', '2031-03-04 05:06:40 +00:00'],
    ['date', '2031-03-04'],
    ['epoch_seconds', at / 1000],
    ['epoch_ms', at + 500],
  ] as const)('The format %s is in UTC.', (format, expected) => {
    expect(formatDate(at + 500, format)).toBe(expected);
  });

  test('Seconds before 1970 are rounded down, and years beyond 9999 keep their sign.', () => {
    expect(formatDate(-500, 'epoch_seconds')).toBe(-1);
    expect(formatDate(253_402_300_800_000, 'iterable')).toBe('+010000-01-01 00:00:00 +00:00');
  });
});
