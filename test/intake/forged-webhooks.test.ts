import { Agent, request as httpRequest } from 'node:http';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { createIntake, type Intake } from '../../connector/intake/intake.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import { triggers } from '../../triggers/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { callInProcess } from './call-in-process.ts';
import { connectionRecord, goodHeaders, secret, startIntake, systemPath, type IntakeServer } from './intake-server.ts';
import { createMemoryStore } from './memory-store.ts';

const expired = 'whs_expired-horse-battery-staple';
const nowMs = Date.UTC(2026, 0, 5, 12);
const connection = connectionRecord({
  secrets: [
    {
      hash: hashSecret(expired),
      createdAt: new Date(nowMs - 2).toISOString(),
      expiresAt: new Date(nowMs).toISOString(),
    },
    { hash: hashSecret(secret), createdAt: new Date(nowMs).toISOString(), expiresAt: null },
  ],
});
const body = Buffer.from('{"eventName":"emailOpen","email":"ada@example.com","dataFields":{"messageId":"m1"}}');

const seed = 20_310_205;
const random = seededRandom(seed);
const below = (count: number): number => Math.floor(random() * count);
const letter = (): string => String.fromCharCode(33 + below(94));
const at = (text: string, change: (index: number) => string): string => change(below(text.length));

/** How somebody who knows all but the secret may present one; none of them is the secret. */
const guesses: readonly (() => string)[] = [
  () => at(secret, (index) => `${secret.slice(0, index)}${letter()}${secret.slice(index + 1)}`),
  () => at(secret, (index) => secret.slice(0, index)),
  () => at(secret, (index) => secret.slice(index + 1)),
  () => at(secret, (index) => `${secret.slice(0, index)}${letter()}${secret.slice(index)}`),
  () => `${secret}${letter()}`,
  () => `${secret},${secret}`,
  () => secret.toUpperCase(),
  () => encodeURIComponent(`${secret} `),
  () => Buffer.from(secret).toString('base64'),
  () => Buffer.from(secret).toString('hex'),
  () => hashSecret(secret),
  () => connection.hookToken,
  () => expired,
  () => `whs_${Array.from({ length: 43 }, letter).join('')}`,
  () => '',
  () => 'null',
  () => `\u00a0${secret}`,
];
/** The headers a guess can come in; `Basic` with a colon holds two guesses, both wrong. */
const headersOf: readonly ((guess: string) => Record<string, string>)[] = [
  (guess) => ({ 'x-itc-secret': guess }),
  (guess) => ({ authorization: guess }),
  (guess) => ({ authorization: `OAuth2 ${guess}` }),
  (guess) => ({ authorization: `Bearer ${guess}` }),
  (guess) => ({ authorization: `Basic ${Buffer.from(`user:${guess}`).toString('base64')}` }),
  (guess) => ({ authorization: `Digest ${secret}`, 'x-itc-secret': guess }),
  (guess) => ({ 'x-itc-secret ': secret, 'x-itc-secret': guess }),
  (guess) => ({ 'x-secret': secret, cookie: `x-itc-secret=${secret}`, 'x-itc-secret': guess }),
];

const forged = (tried: number): Record<string, string> => {
  let guess = guesses[tried % guesses.length]!();
  while (guess === secret) guess = guesses[0]!();
  return { 'content-type': 'application/json', ...headersOf[below(headersOf.length)]!(guess) };
};
const refusals = [401, 403];

test('none of 100,000 forged webhooks is taken', async () => {
  const store = createMemoryStore();
  const intake: Intake = createIntake({
    store,
    connections: { byHookToken: (token) => (token === connection.hookToken ? connection : undefined) },
    recipes: { enabledOf: () => [], byJourneyToken: () => undefined },
    triggers,
    now: () => nowMs,
    newId: (prefix) => `${prefix}_1`,
    log: { warn: () => undefined, error: () => undefined },
  });
  const taken: string[] = [];
  for (let tried = 0; tried < 100_000; tried += 1) {
    const headers = forged(tried);
    const { status } = await callInProcess(intake, { path: systemPath, headers, body });
    if (!refusals.includes(status)) taken.push(`${status}: ${JSON.stringify(headers)}`);
  }
  tellFigure({ goal: 'G17', what: 'forged webhooks that were taken', tried: 100_000, failed: taken.length, seed });
  expect(taken.slice(0, 10)).toEqual([]);
  expect(store.events).toEqual([]);
  const real = await callInProcess(intake, { path: systemPath, headers: goodHeaders, body });
  expect([real.status, store.events.length]).toEqual([200, 1]);
}, 120_000);

let server: IntakeServer;
beforeAll(async () => {
  server = await startIntake();
  server.connections = [connection];
  server.clockMs = nowMs;
});
afterAll(() => server.close());

test('none of 2,000 forged webhooks over HTTP is taken', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const send = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({ port: server.port, method: 'POST', path: systemPath, headers, agent }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.on('error', reject).end(body);
    });
  const statuses = new Map<number, number>();
  for (let tried = 0; tried < 2_000;) {
    const headers = forged(tried);
    // what no HTTP client can send is left to the test without a socket
    if (!Object.entries(headers).every(([name, value]) => !name.endsWith(' ') && /^[\x20-\x7e]*$/.test(value))) {
      headers['x-itc-secret'] = `forged ${tried}`;
      delete headers['x-itc-secret '];
    }
    const status = await send(headers);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    tried += 1;
  }
  agent.destroy();
  const taken = [...statuses].filter(([status]) => !refusals.includes(status));
  tellFigure({
    goal: 'G17',
    what: 'forged webhooks over HTTP that were taken',
    tried: 2_000,
    failed: taken.reduce((sum, [, count]) => sum + count, 0),
    seed,
  });
  expect(taken).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(2_000);
  expect(server.store.events).toEqual([]);
}, 60_000);
