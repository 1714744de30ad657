import { gzipSync } from 'node:zlib';

import { expect, test } from '@jest/globals';

import { createIntake, type Intake } from '../../connector/intake/intake.ts';
import { createTrackingIntake } from '../../connector/intake/tracking-intake.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import { triggers } from '../../triggers/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { callInProcess } from './call-in-process.ts';
import { createMemoryStore } from './memory-store.ts';
import { connectionRecord, secret, startMs } from './records.ts';

const bombs = 1_000;
const seed = 20_310_207;
const key = 'wk_1';
const connection = connectionRecord({
  writeKeys: [{ hash: hashSecret(key), expiresAt: null }] as never,
  callsPerSecond: bombs,
});
const random = seededRandom(seed);
const from = (least: number, most: number): number => least + Math.floor(random() * (most - least));
const event = (rest: string): Buffer => Buffer.from(`{"eventName":"x","dataFields":${rest}}`);
const list = <T>(length: number, of: (index: number) => T): T[] => Array.from({ length }, (_, index) => of(index));

/** What is sent where, and how it must be answered: small to send, or small to look at, and dear to read. */
const kinds: Record<string, { status: number; isTracking?: true; body: () => Buffer }> = {
  'lists in lists': {
    status: 422,
    body: () => ((depth) => event('['.repeat(depth) + ']'.repeat(depth)))(from(64, 200_000)),
  },
  'objects in objects': {
    status: 422,
    body: () => ((depth) => event('{"a":'.repeat(depth) + '1' + '}'.repeat(depth)))(from(64, 100_000)),
  },
  'brackets that never close': { status: 422, body: () => event('[{"a":'.repeat(from(40, 100_000))) },
  'keys without end': {
    status: 422,
    body: () => event(`{${list(from(10_000, 50_000), (index) => `"k${String(index)}":1`).join(',')}}`),
  },
  'one key again and again': { status: 422, body: () => event(`{${'"a":1,'.repeat(from(10_000, 90_000))}"b":1}`) },
  'keys that share a beginning': {
    status: 200,
    body: () => event(`{${list(9_000, (index) => `"${'a'.repeat(64)}${String(index)}":1`).join(',')}}`),
  },
  'a long text': { status: 200, body: () => event(`{"a":"${'é'.repeat(from(1_000, 500_000))}"}`) },
  'a text of escapes': { status: 200, body: () => event(`{"a":"${'\\u0000\\"'.repeat(from(1_000, 100_000))}"}`) },
  'a text that never ends': { status: 400, body: () => event(`{"a":"${'\\"'.repeat(from(1_000, 400_000))}`) },
  'a number of many digits': { status: 200, body: () => event(`{"a":${'9'.repeat(from(400, 900_000))}}`) },
  'a number of many places': {
    status: 200,
    body: () => event(`{"a":0.${'1'.repeat(from(400, 900_000))}e-${'9'.repeat(from(1, 300))}}`),
  },
  'numbers beyond all': {
    status: 200,
    body: () => event(`{"a":[${list(from(10, 50_000), () => '1e999').join(',')}]}`),
  },
  'more than it may': { status: 413, body: () => Buffer.alloc(from(1_048_577, 1_200_000), ' ') },
  'gzip of blanks': {
    status: 413,
    isTracking: true,
    body: () => gzipSync(Buffer.alloc(from(600_000, 20_000_000), ' ')),
  },
  'gzip of gzip': { status: 415, isTracking: true, body: () => gzipSync(gzipSync(Buffer.alloc(from(1_000, 400_000)))) },
  'gzip of deep lists': { status: 422, isTracking: true, body: () => gzipSync('['.repeat(from(65, 400_000))) },
  'gzip cut off': {
    status: 415,
    isTracking: true,
    body: () => gzipSync(Buffer.alloc(100_000, '[')).subarray(0, -from(1, 100)),
  },
};

test('1,000 bodies that are dear to read, deep, wide, long or compressed, are each answered as documented', async () => {
  const store = createMemoryStore();
  const parts = {
    triggers,
    now: () => startMs,
    newId: (prefix: string) => `${prefix}_1`,
    log: { warn: () => undefined, error: () => undefined },
  };
  const recipes = { enabledOf: () => [], byJourneyToken: () => undefined };
  const intake: Intake = createIntake({ ...parts, store, recipes, connections: { byHookToken: () => connection } });
  const tracking = createTrackingIntake({
    ...parts,
    recipes,
    store: { appendEvents: async () => [], appendRejectedCall: store.appendRejectedCall },
    connections: { byWriteKeyHash: () => connection },
  });
  const names = Object.keys(kinds);
  const wrong: string[] = [];
  for (let tried = 0; tried < bombs; tried += 1) {
    const name = names[tried % names.length] ?? '';
    const { status: wanted, isTracking, body } = kinds[name]!;
    const { status } =
      isTracking === true
        ? await callInProcess(tracking, {
            path: '/v1/batch',
            headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-encoding': 'gzip' },
            body: body(),
          })
        : await callInProcess(intake, {
            path: `/hooks/${connection.hookToken}`,
            headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
            body: body(),
          });
    if (status !== wanted) wrong.push(`${String(tried)} ${name}: ${String(status)}`);
  }
  tellFigure({
    goal: 'G24',
    what: 'bodies that are dear to read, in 17 kinds (deep, wide, long, numbers, gzip), that were answered otherwise than documented',
    tried: bombs,
    failed: wrong.length,
    seed,
  });
  expect(wrong).toEqual([]);
}, 120_000);
