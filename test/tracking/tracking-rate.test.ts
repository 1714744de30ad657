import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, expect, test } from '@jest/globals';

import { createTrackingIntake } from '../../connector/intake/tracking-intake.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import { triggers } from '../../triggers/index.ts';
import { connectionRecord } from '../intake/intake-server.ts';
import { createMemoryStore } from '../intake/memory-store.ts';
import { startTrackingServer } from './tracking-server.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

test('a connection that sends tracking requests beyond its rate is told to wait, and neither its neighbour nor a wrong key uses it up', async () => {
  const clock = { ms: Date.UTC(2026, 0, 5, 12) };
  const store = createMemoryStore();
  const connectionOf = (id: string, key: string, callsPerSecond?: number) =>
    connectionRecord({
      id,
      name: id,
      writeKeys: [{ hash: hashSecret(key), createdAt: new Date(clock.ms).toISOString(), expiresAt: null }],
      ...(callsPerSecond === undefined ? {} : { callsPerSecond }),
    });
  const connections = [connectionOf('con_1', 'wk_first', 2), connectionOf('con_2', 'wk_second')];
  let count = 0;
  const intake = createTrackingIntake({
    store: { ...store, appendEvents: (events) => Promise.all(events.map(store.appendEvent)) },
    connections: {
      byWriteKeyHash: (hash) => connections.find(({ writeKeys }) => writeKeys?.some((key) => key.hash === hash)),
    },
    recipes: { enabledOf: () => [] },
    triggers,
    now: () => clock.ms,
    newId: (prefix) => `${prefix}_${String((count += 1))}`,
    log: { warn: () => undefined, error: () => undefined },
  });
  server = createServer((request, response) => void intake(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1/track`;
  const send = async (times: number, key = 'wk_first'): Promise<Record<string, number>> => {
    const answers: Record<string, number> = {};
    for (let n = 0; n < times; n += 1) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${key}:`)}` },
        body: JSON.stringify({ userId: 'ada', event: 'Seen' }),
      });
      const { error } = (await answer.json()) as { error?: { code: string } };
      const seen = `${String(answer.status)} ${error?.code ?? ''} ${answer.headers.get('retry-after') ?? ''}`.trim();
      answers[seen] = (answers[seen] ?? 0) + 1;
    }
    return answers;
  };
  expect(await send(50, 'wk_wrong')).toEqual({ '401 ITC_CALL_WRONG_KEY': 50 });
  expect(await send(30)).toEqual({ '200': 20, '429 ITC_HOOK_RATE 2': 10 });
  expect(await send(5, 'wk_second')).toEqual({ '200': 5 });
  clock.ms += 1_000;
  expect(await send(5)).toEqual({ '200': 2, '429 ITC_HOOK_RATE 2': 3 });
  expect(store.events).toHaveLength(27);
});

test('the metrics count tracking requests and their calls, kept, repeated and refused, and name nobody', async () => {
  const { server: tracked, post, settledJobs } = await startTrackingServer();
  try {
    const call = { type: 'track', userId: 'u-1', event: 'Seen', messageId: 'm-1' };
    await post('/v1/batch', { batch: [call, { ...call, messageId: 'm-2' }, { type: 'track', userId: 'u-1' }] });
    await post('/v1/track', call);
    await post('/v1/track', call, { key: 'wrong' });
    const text = await (await fetch(`${tracked.running.url}/metrics`)).text();
    const counted = text.split('\n').filter((line) => /^itc_tracking_(requests|calls)_total\{/.test(line));
    expect(counted.sort()).toEqual([
      'itc_tracking_calls_total{result="duplicate",code=""} 1',
      'itc_tracking_calls_total{result="kept",code=""} 2',
      'itc_tracking_calls_total{result="refused",code="ITC_CALL_INVALID"} 1',
      'itc_tracking_requests_total{result="kept",code=""} 2',
      'itc_tracking_requests_total{result="refused",code="ITC_CALL_WRONG_KEY"} 1',
    ]);
    expect(text).toContain('itc_tracking_duration_seconds_count 2');
    expect(text).not.toMatch(/u-1|m-1|shop/);
    await settledJobs();
  } finally {
    await tracked.close();
  }
});
