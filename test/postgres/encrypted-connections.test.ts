import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, describe, expect, test } from '@jest/globals';

import { createLog } from '../../connector/log.ts';
import { openPostgresStore } from '../../connector/store/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { freePort, mainScript, ServerProcess } from '../server/server-process.ts';
import { startEncryptedServer } from './encrypted-server.ts';
import { newDatabase } from './shared-server.ts';

const server = await startEncryptedServer();
const { folder, password, database, connectionsOf, show } = server;
const { authority, stranger, own, strange, expired, client } = server.certificates;
const roots = `sslrootcert=${authority.certificate}`;
afterAll(() => server.stop());

const open = (url: string) => openPostgresStore({ url, now: Date.now, random: () => 0.5, log: createLog('silent') });
const refusal = (url: string): Promise<unknown> =>
  open(url).then(
    async (store) => {
      await store.close();
      throw new Error('the store opened');
    },
    (error: unknown) => error,
  );

describe('a connection to a server that demands encryption', () => {
  test.each([
    ['verify-full', `sslmode=verify-full&${roots}`],
    ['require', `sslmode=require&${roots}`],
    ['a file of the CA alone', roots],
    ['the channel bound to the certificate', `sslmode=verify-full&${roots}&channel_binding=require`],
    ['no-verify', 'sslmode=no-verify'],
  ])('is encrypted with %s: the pool, and the one that listens', async (_what, query) => {
    const url = await database(query);
    const store = await open(url);
    await store.ping();
    const connections = await connectionsOf(url);
    await store.close();
    expect(connections.length).toBeGreaterThanOrEqual(2);
    expect(connections.filter(({ listens }) => listens)).toHaveLength(1);
    expect(connections.filter(({ encrypted }) => !encrypted)).toEqual([]);
  });

  test('by another name of its host goes with verify-ca, and not with verify-full or require', async () => {
    const elsewhere = async (query: string) => (await database(query)).replace('127.0.0.1', 'localhost');
    const store = await open(await elsewhere(`sslmode=verify-ca&${roots}`));
    await store.close();
    for (const mode of ['verify-full', 'require']) {
      expect(await refusal(await elsewhere(`sslmode=${mode}&${roots}`))).toMatchObject({
        code: 'ITC_STORE_UNAVAILABLE',
        message: expect.stringMatching(/^DATABASE_URL: .* certificate for another host .*localhost/),
        hint: expect.stringContaining('a name of the certificate'),
      });
    }
  });

  test('goes by a certificate of the client, and says so where it has none', async () => {
    const url = await database(`sslmode=verify-full&${roots}`, 'certified');
    const store = await open(`${url}&sslcert=${client.certificate}&sslkey=${client.key}`);
    await store.close();
    expect(await refusal(url)).toMatchObject({
      code: 'ITC_STORE_UNAVAILABLE',
      message: expect.stringContaining('wants a client certificate'),
      hint: expect.stringContaining('sslcert=<file> and sslkey=<file>'),
    });
    expect(await refusal(`${url}&sslcert=${client.certificate}&sslkey=${own.key}`)).toMatchObject({
      code: 'ITC_CONFIG_INVALID',
      message: expect.stringContaining('sslcert and sslkey cannot be used together'),
    });
  });

  test('by the folder of its sockets is plain, and refused where encryption is asked for', async () => {
    const { pathname } = new URL(await database(''));
    const url = `postgres://itc:${password}@${pathname}?host=${folder}&port=${String(server.port)}`;
    const store = await open(url);
    await store.close();
    expect(await refusal(`${url}&sslmode=no-verify`)).toMatchObject({
      message: expect.stringContaining('speaks no TLS'),
    });
  });

  test.each([
    ['is not there', '/nowhere/ca.pem', 'cannot be read (ENOENT)'],
    ['holds no certificate', own.key, 'holds no certificate in PEM form'],
  ])('is not tried when the file of the CA %s', async (_what, file, found) => {
    for (const mode of ['verify-full', 'verify-ca']) {
      expect(await refusal(await database(`sslmode=${mode}&sslrootcert=${file}`))).toMatchObject({
        code: 'ITC_CONFIG_INVALID',
        message: expect.stringContaining(found),
      });
    }
  });

  test('a switch of Node that trusts everybody does not reach it', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await refusal(await database('sslmode=verify-full'))).toMatchObject({
        message: expect.stringContaining('not trusted here'),
      });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });
});

/** Runs a program of the connector to its end; what it wrote, and its exit code. */
async function run(args: readonly string[], env: Record<string, string>): Promise<{ output: string; code: number }> {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env['PATH'], ITC_SANDBOX: 'off', ITC_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output: out + error, code: code as number };
}

describe('a start ends with what was found and what to do, without the password', () => {
  const verified = `sslmode=verify-full&${roots}`;
  const cases: [what: string, url: () => Promise<string>, says: RegExp][] = [
    [
      'a certificate of no public authority',
      () => database('sslmode=verify-full'),
      /not trusted here .*\nAdd sslrootcert=<file>/,
    ],
    [
      'a certificate of another authority',
      () => database(`sslmode=verify-full&sslrootcert=${stranger.certificate}`),
      /not trusted here .*\nAdd sslrootcert=<file>/,
    ],
    [
      'a certificate for another host',
      async () => (await database(verified)).replace('127.0.0.1', 'localhost'),
      /certificate for another host .*localhost.*\nConnect by a name of the certificate/,
    ],
    [
      'a server without encryption',
      async () => `${(await newDatabase()).replace('postgres@', `postgres:${password}@`)}?${verified}`,
      /speaks no TLS, and the address demands it .*\nSwitch TLS on/,
    ],
    [
      'a server that demands what the address does not have',
      () => database(''),
      /does not let this user in without encryption.*\nAdd \?sslmode=verify-full to DATABASE_URL/,
    ],
    [
      'a wrong password',
      async () => (await database(verified)).replace(password, `${password}x`),
      /refuses the user or the password/,
    ],
  ];

  test.each(cases)('for %s', async (_what, url, says) => {
    const error = await refusal(await url());
    if (!(error instanceof ConnectorError)) throw error;
    expect(error.code).toBe('ITC_STORE_UNAVAILABLE');
    expect(error.message).toMatch(/^DATABASE_URL: the PostgreSQL server /);
    expect(`${error.message}\n${error.hint}`).toMatch(says);
    expect(JSON.stringify(error)).not.toContain(password);
  });

  test('in two lines of the process, which is not held up by the connection', async () => {
    const { output, code } = await run([mainScript], {
      DATABASE_URL: await database(verified, 'itc'),
      ITC_DATA_DIR: mkdtempSync(join(folder, 'data-')),
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^ITC_STORE_UNAVAILABLE: DATABASE_URL: .*password must be.*\nCheck both.*\n$/);
  });

  test('for a certificate that is out of date, which a running store calls a store that is away', async () => {
    const store = await open(await database(verified));
    await show(expired);
    try {
      expect(await refusal(await database(verified))).toMatchObject({
        code: 'ITC_STORE_UNAVAILABLE',
        message: expect.stringContaining('out of date (CERT_HAS_EXPIRED'),
      });
      // the first may still meet a connection that was cut off
      await store.ping().catch(() => undefined);
      await expect(store.ping()).rejects.toMatchObject({
        code: 'ITC_STORE_UNAVAILABLE',
        cause: { code: 'CERT_HAS_EXPIRED' },
      });
    } finally {
      await show(own);
      await store.close();
    }
  });
});

test('the copy of an embedded database is encrypted too, and refused like a start', async () => {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  await (await openSqliteStore({ file: join(dataDir, 'connector.db'), now: Date.now })).close();
  const migrate = async (query: string) =>
    run([join(dirname(mainScript), 'cli', 'itc.js'), 'migrate'], {
      DATABASE_URL: await database(query),
      ITC_DATA_DIR: dataDir,
    });
  const refused = await migrate('sslmode=verify-full');
  expect(refused.output).toMatch(/certificate that is not trusted here .*\n.*Add sslrootcert=<file>/);
  expect(refused.output).not.toContain(password);
  expect(refused.code).not.toBe(0);
  // the server lets nobody in without encryption
  expect(await migrate(`sslmode=verify-full&${roots}`)).toEqual({
    output: expect.stringContaining('Both sides are the same.'),
    code: 0,
  });
});

test('a connector keeps webhooks and runs their jobs over encrypted connections alone, also after they broke, and refuses while the server shows a strange certificate', async () => {
  const sandbox = await startSandbox({ limits: false });
  const url = await database(`sslmode=verify-full&${roots}`);
  const connector = new ServerProcess({
    port: await freePort(),
    dataDir: join(folder, 'whole'),
    token: 'itc_encrypted_test_token_0123',
    env: { DATABASE_URL: url, ITC_MASTER_KEY: randomBytes(32).toString('base64'), ITC_LOG_LEVEL: 'error' },
  });
  try {
    await connector.start();
    const { webhookUrl, secret } = await connector.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: sandbox.key,
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    await connector.api('POST', '/recipes', {
      document: {
        name: 'welcome',
        connection: 'sandbox',
        trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
        steps: [{ id: 'user', use: 'upsert_user', with: { email: '{{ trigger.email }}', dataFields: { seen: true } } }],
      },
      enable: true,
    });
    const post = async (email: string): Promise<number> => {
      const answer = await fetch(webhookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
        body: JSON.stringify({ email, eventName: 'emailSubscribe', dataFields: {} }),
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    const succeeded = (count: number): Promise<true> =>
      eventually('the jobs succeed', async () =>
        (await connector.all('/jobs?status=succeeded')).length === count ? true : null,
      );
    const allEncrypted = (): Promise<true> =>
      eventually('the pool and the listening connection are there', async () => {
        const connections = await connectionsOf(url);
        expect(connections.filter(({ encrypted }) => !encrypted)).toEqual([]);
        return connections.length >= 2 && connections.some(({ listens }) => listens) ? true : null;
      });

    expect(await post('ada@example.com')).toBe(200);
    await succeeded(1);
    await allEncrypted();

    await show(strange);
    expect([await post('bob@example.com'), await post('bob@example.com')]).toEqual([503, 503]);
    await show(own);
    await eventually('webhooks are taken again', async () => ((await post('cy@example.com')) === 200 ? true : null));
    await succeeded(2);
    await allEncrypted();
    // an advised setting draws no warning of a library
    expect(connector.output).not.toMatch(/warning/i);
    expect(connector.output).not.toContain(password);
  } finally {
    await connector.kill();
    await sandbox.close();
  }
});
