import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createDeliveryIndex, hashesOf } from '../../connector/store/sqlite/delivery-index.ts';

test('the delivery index finds every key that was added, across several segments, and no other', () => {
  const index = createDeliveryIndex();
  const count = 450_000;
  for (let seq = 1; seq <= count; seq += 1) index.add(hashesOf(`key-${seq}`), seq, seq);
  const rowOf = (key: string) => index.find(hashesOf(key), (seq) => (`key-${seq}` === key ? seq : null));
  for (let seq = 1; seq <= count; seq += 97) expect(rowOf(`key-${seq}`)).toBe(seq);
  for (let other = 0; other < 5_000; other += 1) expect(rowOf(`other-${other}`)).toBeNull();
  expect(index.bytes / count).toBeLessThan(15);
});

test('the delivery index lets the reader choose among equal keys, newest segment first', () => {
  const index = createDeliveryIndex();
  fc.assert(
    fc.property(fc.string(), (key) => {
      index.add(hashesOf(key), 1, 0);
      index.add(hashesOf(key), 2, 0);
      expect(index.find(hashesOf(key), (seq) => (seq === 2 ? 'second' : null))).toBe('second');
      expect(index.find(hashesOf(key), () => null)).toBeNull();
    }),
    { numRuns: 200 },
  );
});

test('old segments of the delivery index are forgotten whole', () => {
  const index = createDeliveryIndex();
  for (let seq = 1; seq <= 400_000; seq += 1) index.add(hashesOf(`key-${seq}`), seq, seq);
  const before = index.bytes;
  index.dropBefore(250_000);
  expect(index.bytes).toBeLessThan(before);
  expect(index.find(hashesOf('key-1'), (seq) => seq)).toBeNull();
  expect(index.find(hashesOf('key-400000'), (seq) => seq)).toBe(400_000);
});
