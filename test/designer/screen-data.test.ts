import { describe, expect, it } from '@jest/globals';

import { connectionName, regionOf } from '../../designer/components/connection-wizard/region-of.ts';
import { formatAge, formatDuration, formatTime } from '../../designer/components/format-time.ts';
import { choiceValue, drawChoices, drawnOf } from '../../designer/fields/choices.ts';
import { groupEntries, type CatalogueEntry } from '../../designer/screens/catalogue/catalogue-entries.ts';
import { freeName } from '../../designer/screens/first-run/free-name.ts';

describe('what a person pastes into the wizard', () => {
  it.each([
    ['https://app.iterable.com/projects/1', 'us'],
    ['app.eu.iterable.com', 'eu'],
    ['https://app.iterable.com.evil.example/', null],
    ['https://evil.example/app.eu.iterable.com', null],
    ['', null],
  ])('tells the data center of %j', (text, region) => {
    expect(regionOf(text)).toBe(region);
  });

  it('becomes a name that the server takes', () => {
    expect(connectionName('1 Production EU!')).toBe('production-eu-');
  });
});

describe('choices of a pick list', () => {
  const choices = [
    { value: 7, label: 'News' },
    { value: 8, label: 'News', note: 'Static' },
  ];
  it('are told apart by id where labels repeat', () => {
    expect(drawChoices(choices).map(({ label }) => label)).toEqual(['News · 7', 'News · 8 · Static']);
  });
  it('give back numbers for ids of a list of numbers, and typed text otherwise', () => {
    expect([choiceValue(choices, '8'), choiceValue(choices, '99'), choiceValue([], 'other')]).toEqual([8, 99, 'other']);
  });
  it('are read from a list and from text with commas', () => {
    expect([drawnOf([7, 8]), drawnOf('7, 8'), drawnOf(undefined)]).toEqual([['7', '8'], ['7', '8'], []]);
  });
});

describe('the catalogue', () => {
  const entry = (title: string, kind: CatalogueEntry['kind'], isBulk = false): CatalogueEntry => ({
    to: '/',
    group: 'Users',
    title,
    name: title.toLowerCase(),
    summary: '',
    kind,
    isBulk,
  });
  const entries = [entry('Get user', 'read'), entry('Update users', 'write', true), entry('Send SMS', 'send')];
  it.each([
    [{}, 3],
    [{ q: 'USER update' }, 1],
    [{ kind: 'bulk' as const }, 1],
    [{ kind: 'send' as const, q: 'user' }, 1],
    [{ q: 'nothing like it' }, 0],
  ])('filtered by %j shows %i', (filter, count) => {
    expect(groupEntries(entries, filter).flatMap(([, found]) => found)).toHaveLength(count);
  });
});

describe('times and names in words', () => {
  it('are written in UTC with its name, and as ages in whole units', () => {
    expect(formatTime('2026-01-05T22:51:25.000Z', 'utc', 'en-GB')).toContain('22:51:25 UTC');
    expect(formatAge('2026-01-05T22:00:00.000Z', Date.parse('2026-01-05T22:05:30.000Z'), 'en')).toBe('5 minutes ago');
    expect([840.4, 1_000, 2_400, 185_000, 1_800_000, 14_400_000, 14_700_000].map(formatDuration)).toEqual([
      '840 ms',
      '1 s',
      '2.4 s',
      '3 min 5 s',
      '30 min',
      '4 h',
      '4 h 5 min',
    ]);
  });
  it('never take a name twice', () => {
    expect(freeName('welcome', ['welcome', 'welcome_2'])).toBe('welcome_3');
  });
});
