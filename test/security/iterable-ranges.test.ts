import { afterEach, describe, expect, jest, test } from '@jest/globals';

import { createIterableRanges, rangesLabelled, type IterableRanges } from '../../connector/security/iterable-ranges.ts';
import type { Json } from '../../errors/json.ts';
import { settingStore } from './setting-store.ts';

describe('the ranges that a file gives for a label', () => {
  const deep = (levels: number): Json =>
    Array.from({ length: levels }).reduce<Json>((inner) => ({ a: inner }), { webhooks: ['192.0.2.1'] });

  test.each<[string, Json, string[]]>([
    ['the label above', { webhooks: ['192.0.2.0/24', '2001:db8::/32'] }, ['192.0.2.0/24', '2001:db8::/32']],
    ['the label in another case', { Webhooks: ['192.0.2.1'] }, ['192.0.2.1']],
    [
      'the label above further levels',
      { webhooks: { us: ['192.0.2.1'], eu: { a: '192.0.2.2' } } },
      ['192.0.2.1', '192.0.2.2'],
    ],
    [
      'the label beside',
      [
        { service: 'WEBHOOKS', ip: '192.0.2.1' },
        { service: 'smtp', ip: '192.0.2.2' },
      ],
      ['192.0.2.1'],
    ],
    ['the label among others beside', [{ tags: ['mail', 'webhooks'], ips: ['192.0.2.1', 'x'] }], ['192.0.2.1']],
    ['a longer word', { webhooks_old: ['192.0.2.1'], mywebhooks: '192.0.2.2' }, []],
    ['a label of numbers', { service: [1, null], ip: '192.0.2.1' }, []],
    ['what is no range', { webhooks: ['x', 7, null, true, '192.0.2.1/33', ''] }, []],
    ['one range twice', { webhooks: ['192.0.2.1', '192.0.2.1'] }, ['192.0.2.1']],
    ['a list with the label in it, which is beside nothing', ['webhooks', '192.0.2.1'], []],
    ['nothing', null, []],
    ['a text', 'webhooks', []],
    ['ten levels', deep(10), ['192.0.2.1']],
    ['more than ten levels', deep(11), []],
  ])('%s', (_, file, ranges) => {
    expect(rangesLabelled(file, 'webhooks')).toEqual(ranges);
  });
});

describe('the addresses of Iterable', () => {
  const hourMs = 60 * 60 * 1_000;
  const file = (...ips: string[]): string => JSON.stringify({ webhooks: ips });
  let opened: IterableRanges[] = [];
  afterEach(() => {
    for (const one of opened) one.stop();
    opened = [];
    jest.useRealTimers();
  });

  /** Files by region, as texts; an error is one that cannot be read. */
  async function world(texts: Record<string, string | Error>, files: { us?: string; eu?: string } = { us: 'us.json' }) {
    const settings = settingStore();
    const lines: unknown[] = [];
    const read: string[] = [];
    const open = async (): Promise<IterableRanges> => {
      const made = await createIterableRanges({
        files,
        store: settings,
        read: async (name) => {
          read.push(name);
          const text = texts[name] ?? '';
          if (text instanceof Error) throw text;
          return text;
        },
        log: {
          info: (message, fields) => lines.push(['info', message, fields]),
          warn: (message, fields) => lines.push(['warn', message, fields]),
        },
      });
      opened.push(made);
      return made;
    };
    return { settings, lines, read, open, texts };
  }

  test('are read by data centre, kept in order, and a change is told without the addresses', async () => {
    const { settings, lines, read, open } = await world(
      { 'us.json': file('192.0.2.9', '192.0.2.1'), 'eu.json': file('198.51.100.0/24') },
      { us: 'us.json', eu: 'eu.json' },
    );
    const ranges = await open();
    expect(read).toEqual(['us.json', 'eu.json']);
    const isIn = (region: 'us' | 'eu', address: string): boolean | undefined => ranges.of(region)?.contains(address);
    expect([isIn('us', '192.0.2.1'), isIn('us', '198.51.100.1'), isIn('eu', '198.51.100.1')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([...settings.values]).toEqual([
      ['sources.us', '["192.0.2.1","192.0.2.9"]'],
      ['sources.eu', '["198.51.100.0/24"]'],
    ]);
    const message = 'the addresses of Iterable have changed';
    expect(lines).toEqual([
      ['info', message, { route: 'us', count: 2 }],
      ['info', message, { route: 'eu', count: 1 }],
    ]);
  });

  test('that are the same in another order are no change', async () => {
    const { settings, lines, open, texts } = await world({ 'us.json': file('192.0.2.1', '192.0.2.9') });
    const ranges = await open();
    const put = jest.spyOn(settings, 'putSetting');
    texts['us.json'] = file('192.0.2.9', '192.0.2.1');
    await ranges.refresh();
    expect(lines).toHaveLength(1);
    expect(put).not.toHaveBeenCalled();
    texts['us.json'] = file('192.0.2.9');
    await ranges.refresh();
    expect([ranges.of('us')?.contains('192.0.2.1'), ranges.of('us')?.contains('192.0.2.9')]).toEqual([false, true]);
  });

  test.each<[string, string | Error, object]>([
    ['cannot be read', new Error('offline'), { message: 'offline' }],
    ['is no JSON', '{', {}],
    ['was emptied', '{"webhooks":[]}', { code: 'ITC_SOURCE_RANGES' }],
  ])('stay as they were when the file %s, also over a restart, and that is told', async (_, text, error) => {
    const { lines, open, texts } = await world({ 'us.json': file('192.0.2.1') });
    const ranges = await open();
    texts['us.json'] = text;
    await ranges.refresh();
    expect(lines.slice(1)).toEqual([
      [
        'warn',
        'the addresses of Iterable could not be read; those known before stay',
        { route: 'us', error: expect.objectContaining(error) },
      ],
    ]);
    expect(ranges.of('us')?.contains('192.0.2.1')).toBe(true);
    expect((await open()).of('us')?.contains('192.0.2.1')).toBe(true);
  });

  test('of a data centre without a file are not known, whatever was kept before; nor where none could ever be read', async () => {
    const { settings, read, open } = await world({ 'us.json': new Error('offline') });
    settings.values.set('sources.eu', '["192.0.2.1"]');
    const ranges = await open();
    expect([ranges.of('us'), ranges.of('eu')]).toEqual([null, null]);
    expect(read).toEqual(['us.json']);
  });

  test('are read again every hour, until the end', async () => {
    jest.useFakeTimers();
    const { read, open, texts } = await world({ 'us.json': file('192.0.2.1') });
    const ranges = await open();
    texts['us.json'] = file('192.0.2.2');
    await jest.advanceTimersByTimeAsync(hourMs - 1);
    expect([read.length, ranges.of('us')?.contains('192.0.2.2')]).toEqual([1, false]);
    await jest.advanceTimersByTimeAsync(1);
    expect([read.length, ranges.of('us')?.contains('192.0.2.2')]).toEqual([2, true]);
    ranges.stop();
    await jest.advanceTimersByTimeAsync(3 * hourMs);
    expect(read).toHaveLength(2);
  });
});
