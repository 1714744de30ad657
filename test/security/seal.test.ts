import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { createSealer } from '../../connector/security/seal.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';

const place = { table: 'connections', row: 'con_1', field: 'api_key' };
const sealer = createSealer(randomBytes(32));
const refused = expect.objectContaining({ code: 'ITC_MASTER_KEY' });
const thrown = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('sealed secrets', () => {
  test.each(['', 'key', 'ключ 🔑', 'x'.repeat(10_000)])('what was sealed opens at its place (%#)', (clear) => {
    const sealed = sealer.seal(clear, place);
    expect(sealer.open(sealed, place)).toBe(clear);
    expect(sealed).toMatch(/^itc2\.[0-9a-f]{16}\.[\w-]+\.[\w-]+$/);
  });

  test('a record with any one bit turned does not open', () => {
    const sealed = Buffer.from(sealer.seal('whs_secret', place), 'latin1');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(thrown(() => sealer.open(changed.toString('latin1'), place))).toEqual(refused);
    }
  });

  test('a record that is cut or lengthened anywhere does not open', () => {
    const sealed = sealer.seal('whs_secret', place);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(thrown(() => sealer.open(sealed.slice(0, length), place))).toEqual(refused);
    }
    for (const more of ['A', '=', '.', '.A', '\n'])
      expect(thrown(() => sealer.open(sealed + more, place))).toEqual(refused);
  });

  test.each([{ table: 'settings' }, { row: 'con_2' }, { field: 'secret' }])(
    'a record moved to %j does not open',
    (moved) => {
      expect(thrown(() => sealer.open(sealer.seal('a', place), { ...place, ...moved }))).toEqual(refused);
    },
  );

  test('the halves of two records do not fit together', () => {
    const [one, two] = [sealer.seal('a', place).split('.'), sealer.seal('b', place).split('.')];
    expect(thrown(() => sealer.open([one[0], one[1], one[2], two[3]].join('.'), place))).toEqual(refused);
  });

  test('another master key does not open a record, and its error tells no value', () => {
    const error = thrown(() => createSealer(randomBytes(32)).open(sealer.seal('hush', place), place));
    expect(error).toEqual(refused);
    expect(JSON.stringify(error)).not.toContain('hush');
  });

  test('sealing the same text 2,000 times gives 2,000 different records', () => {
    expect(new Set(Array.from({ length: 2_000 }, () => sealer.seal('same', place))).size).toBe(2_000);
  });

  test('10,000 tampered or swapped records do not open, wherever they are put', () => {
    const seed = 20_310_204;
    const random = seededRandom(seed);
    const below = (count: number): number => Math.floor(random() * count);
    const places = Array.from({ length: 20 }, (_, row) => ({ ...place, row: `con_${row}` }));
    const records = places.map((at, index) => sealer.seal(`secret ${index}`, at));
    const withPart = (record: string, part: number, change: (bytes: Buffer) => Buffer): string => {
      const parts = record.split('.');
      parts[part] = change(Buffer.from(parts[part] ?? '', 'base64url')).toString('base64url');
      return parts.join('.');
    };
    // the wrapped key and the value: bits turned, cut, lengthened, set to nothing, and whole parts of other records
    const faults: ((record: string, other: string) => string)[] = [
      (record) =>
        withPart(record, 2 + below(2), (bytes) => {
          const bit = below(bytes.length * 8);
          bytes[bit >> 3]! ^= 1 << (bit & 7);
          return bytes;
        }),
      (record) => withPart(record, 2 + below(2), (bytes) => bytes.subarray(below(bytes.length), below(bytes.length))),
      (record) => withPart(record, 2 + below(2), (bytes) => Buffer.concat([bytes, Buffer.from([below(256)])])),
      (record) => withPart(record, 2 + below(2), (bytes) => bytes.fill(0, below(bytes.length))),
      (record, other) => [...record.split('.').slice(0, 3), other.split('.')[3]].join('.'),
      (record, other) =>
        [...record.split('.').slice(0, 2), ...other.split('.').slice(2, 3), record.split('.')[3]].join('.'),
      (_record, other) => other,
    ];
    const opened: string[] = [];
    for (let tried = 0; tried < 10_000; tried += 1) {
      const [at, other] = [below(20), below(19)];
      const fault = faults[tried % faults.length]!;
      const changed = fault(records[at]!, records[other < at ? other : other + 1]!);
      if (changed === records[at]) continue;
      const error = thrown(() => sealer.open(changed, places[at]!)) as { code?: string } | undefined;
      if (error?.code !== 'ITC_MASTER_KEY') opened.push(`${tried}: ${changed}`);
    }
    tellFigure({
      goal: 'G21',
      what: 'tampered or swapped secrets that opened',
      tried: 10_000,
      failed: opened.length,
      seed,
    });
    expect(opened).toEqual([]);
    expect(places.map((at, index) => sealer.open(records[index]!, at))).toEqual(
      places.map((_, index) => `secret ${index}`),
    );
  });
});
