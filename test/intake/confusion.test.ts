import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { RawClient } from '../hostile/raw-client.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { secret, startIntake, systemPath, type IntakeServer } from './intake-server.ts';

let server: IntakeServer;
let client: RawClient;
beforeAll(async () => {
  server = await startIntake();
  client = new RawClient(server.port);
});
afterAll(async () => {
  client.close();
  await server.close();
});

const accepted = [
  'application/json',
  'Application/JSON',
  'application/json; charset=utf-8',
  'application/json;charset="UTF-8"',
  'application/vnd.x+json',
  'application/json; charset=us-ascii',
  'application/json; boundary=x',
];
const refused = [
  '',
  ' ',
  ',',
  '*/*',
  'json',
  'application',
  'application/',
  '/json',
  'application/jsonp',
  'application/x-json',
  'text/json',
  'text/plain',
  'text/html',
  'text/xml',
  'application/xml',
  'application/soap+xml',
  'multipart/form-data',
  'multipart/form-data; boundary=----x',
  'multipart/mixed; boundary=x',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'application/octet-stream',
  'application/cbor',
  'application/msgpack',
  'application/x-ndjson',
  'application/json, application/json',
  'application/json application/json',
  'application/json; charset=utf-7',
  'application/json; charset=utf-16',
  'application/json; charset=utf-8; charset=utf-16',
  'application/json\u00a0',
  'application/json/x',
  'image/png',
];
const fileKeys = [
  'files',
  'file',
  'filepath',
  'path',
  'rawBody',
  'body',
  '_parsedBody',
  'upload',
  'mimetype',
  'originalFilename',
];
const bodies = [
  ...fileKeys.map((key) => JSON.stringify({ eventName: 'emailOpen', [key]: { filepath: '/etc/passwd', size: 1 } })),
  '{"eventName":"emailOpen","files":[{"path":"/proc/self/environ"}]}',
  'eventName=emailOpen&files[0][filepath]=/etc/passwd',
  '------x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n------x--',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  '',
  'null',
  '"eventName"',
  '[{"eventName":"emailOpen"}]',
  '\u0000',
  '{"eventName":"emailOpen"}{"eventName":"emailOpen"}',
];
const isEvent = (text: string): boolean => {
  try {
    return (JSON.parse(text) as { eventName?: unknown } | null)?.eventName === 'emailOpen';
  } catch {
    return false;
  }
};

test('of 40 content types x 20 bodies exactly the JSON events of a JSON type are kept, byte for byte', async () => {
  expect([accepted.length + refused.length, bodies.length]).toEqual([40, 20]);
  const wrong: unknown[] = [];
  let kept = 0;
  for (const type of [...accepted, ...refused]) {
    for (const text of bodies) {
      const payload = Buffer.from(text);
      const head = `POST ${systemPath} HTTP/1.1\r\nHost: x\r\nX-Itc-Secret: ${secret}\r\nContent-Type: ${type}\r\nContent-Length: ${payload.length}\r\n\r\n`;
      const before = server.store.events.length;
      const { status } = await client.send(Buffer.concat([Buffer.from(head, 'latin1'), payload]));
      const isRight = accepted.includes(type) && isEvent(text);
      const isKept = server.store.events.length === before + 1;
      if (isKept) kept += 1;
      const isAnswered = isRight ? status === 200 : [400, 415, 422].includes(status);
      if (isKept !== isRight || !isAnswered) wrong.push({ type, text, status });
      if (isKept) expect(Buffer.from(server.store.events.at(-1)!.body).equals(payload)).toBe(true);
    }
  }
  expect(wrong).toEqual([]);
  expect(kept).toBe(accepted.length * bodies.filter(isEvent).length);
});

test('1,000 bombs (compressed, deep, many keys, long texts, long numbers) are answered and hold no memory', async () => {
  const bombs = [
    { headers: 'Content-Encoding: gzip\r\n', body: gzipSync(Buffer.alloc(1_000_000)) },
    { headers: 'Content-Encoding: identity, gzip\r\n', body: gzipSync(gzipSync(Buffer.alloc(1_000_000))) },
    { headers: '', body: Buffer.from('['.repeat(500_000)) },
    { headers: '', body: Buffer.from(`{"eventName":"x","a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`) },
    {
      headers: '',
      body: Buffer.from(`{"eventName":"x",${Array.from({ length: 60_000 }, (_, index) => `"${index}":0`).join(',')}}`),
    },
    { headers: '', body: Buffer.from(`{"eventName":"${'x'.repeat(900_000)}"}`) },
    { headers: '', body: Buffer.from(`{"eventName":"x","n":[${'9'.repeat(900_000)}x]}`) },
    { headers: '', body: Buffer.from(`"${'\\u0000'.repeat(150_000)}`) },
  ];
  // what is held, and not what has not been collected yet: that depends on the tests before
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const measured = async (): Promise<{ heldMb: number; rssMb: number }> => {
    collect();
    // what the last answer still held is let go
    await sleep(50);
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heldMb: (heapUsed + external) / 2 ** 20, rssMb: rss / 2 ** 20 };
  };
  const before = await measured();
  const statuses = new Map<number, number>();
  for (let index = 0; index < 1_000; index += 1) {
    const { headers, body } = bombs[index % bombs.length]!;
    const head = `POST ${systemPath} HTTP/1.1\r\nHost: x\r\nX-Itc-Secret: ${secret}\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\n\r\n`;
    const { status } = await client.send(Buffer.concat([Buffer.from(head), body]));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  const refusals = [400, 415, 422];
  tellFigure({
    goal: 'G24',
    what: 'bombs (compressed, deep, many keys, long texts, long numbers) that were not refused',
    tried: 1_000,
    failed: 1_000 - refusals.reduce((sum, status) => sum + (statuses.get(status) ?? 0), 0),
    seed: null,
  });
  expect([...statuses.keys()].sort()).toEqual(refusals);
  const after = await measured();
  expect(after.heldMb - before.heldMb).toBeLessThan(16);
  expect(after.rssMb - before.rssMb).toBeLessThan(256);
}, 120_000);
