import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { createSealer } from '../../connector/security/seal.ts';

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
});
