import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { readConfig } from '../../connector/config.ts';
import { startServer, type RunningServer } from '../../connector/main.ts';
import { signInLimit } from '../../connector/security/sign-in-throttle.ts';
import { newDatabase } from './shared-server.ts';

const password = 'seven tall blue ladders';
const folder = mkdtempSync(join(tmpdir(), 'itc-throttle-'));
let databaseUrl: string;
let processes: RunningServer[] = [];
beforeAll(async () => {
  databaseUrl = await newDatabase();
  const masterKey = randomBytes(32).toString('base64');
  for (const name of ['one', 'other']) {
    const config = readConfig({
      ITC_PORT: '0',
      ITC_DATA_DIR: join(folder, name),
      ITC_SANDBOX: 'off',
      ITC_LOG_LEVEL: 'silent',
      ITC_TRUSTED_PROXIES: '127.0.0.1',
      ITC_MASTER_KEY: masterKey,
      DATABASE_URL: databaseUrl,
    });
    processes.push(await startServer(config));
  }
  await processes[0]!.runtime.people.addOwner('owner@example.com', password);
}, 120_000);
afterAll(async () => {
  await Promise.all(processes.map((process) => process.close()));
  processes = [];
  rmSync(folder, { recursive: true, force: true });
});

/** What the nth process, or the one after it, answers; each call is from another address where none is given. */
let calls = 0;
async function signIn(body: object, address = `198.51.100.${String(++calls)}`): Promise<string> {
  const { url } = processes[(calls += 1) % processes.length]!;
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-itc-designer': '1', 'x-forwarded-for': address },
    body: JSON.stringify(body),
  });
  const { error } = (await answer.json()) as { error?: { code: string } };
  return `${String(answer.status)} ${error?.code ?? ''}`.trim();
}
const wrong = (email: string) => ({ email, password: 'not the words at all' });
const all = (times: number, answer: string): string[] => Array<string>(times).fill(answer);

test('two processes on one PostgreSQL give an account its tries once, not once each', async () => {
  const answers = await Promise.all(
    Array.from({ length: 2 * signInLimit.tries }, () => signIn(wrong('nobody@example.com'))),
  );
  expect(answers.filter((answer) => answer === '401 ITC_AUTH_WRONG')).toHaveLength(signInLimit.tries);
  expect(answers.filter((answer) => answer === '429 ITC_AUTH_THROTTLED')).toHaveLength(signInLimit.tries);
}, 120_000);

test('two processes on one PostgreSQL give an address its tries once, and who signs in gets them back in both', async () => {
  const address = '203.0.113.7';
  const tries = async (count: number): Promise<string[]> => {
    const answers: string[] = [];
    for (let n = 0; n < count; n += 1) answers.push(await signIn({ token: 'not-the-token' }, address));
    return answers;
  };
  expect(await tries(signInLimit.tries - 1)).toEqual(all(signInLimit.tries - 1, '401 ITC_AUTH_WRONG'));
  expect(await signIn({ email: 'owner@example.com', password }, address)).toBe('201');
  expect(await tries(2)).toEqual(['401 ITC_AUTH_WRONG', '429 ITC_AUTH_THROTTLED']);
  expect(await signIn({ email: 'owner@example.com', password }, address)).toBe('429 ITC_AUTH_THROTTLED');
  // another account from another place is not concerned
  expect(await signIn({ email: 'owner@example.com', password })).toBe('201');
}, 120_000);

test('what is counted of sign-ins names neither a person nor an address, and goes when its time is over', async () => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const keys = async () => (await client.query<{ key: string }>('SELECT key FROM tries')).rows.map(({ key }) => key);
  await signIn(wrong('nobody.else@example.com'));
  const counted = await keys();
  expect(counted.length).toBeGreaterThan(1);
  for (const key of counted) expect(key).toMatch(/^(account|address):[0-9a-f]{64}$/);
  const [kept] = counted;
  await client.query('UPDATE tries SET expire = $1 WHERE key <> $2', [Date.now() - 1, kept]);
  const before = '2000-01-01T00:00:00.000Z';
  await processes[0]!.runtime.store.expire({ events: before, jobs: before, rejectedCalls: before });
  expect(await keys()).toEqual([kept]);
  await client.end();
});
