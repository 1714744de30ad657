import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { prepareAdminToken } from '../../connector/runtime/admin-token.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import { adminToken, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ ITC_KEEP_EVENTS_DAYS: '12' });
});
afterAll(() => server.close());

const designer = { 'x-itc-designer': '1', 'content-type': 'application/json' };

async function signIn(): Promise<string> {
  const answer = await fetch(`${server.running.url}/api/v1/session`, {
    method: 'POST',
    headers: designer,
    body: JSON.stringify({ token: adminToken }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const asBrowser = async (cookie: string, method: string, path: string) => {
  const answer = await fetch(`${server.running.url}/api/v1${path}`, { method, headers: { ...designer, cookie } });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('the server tells what it runs with', () => {
  it('shows its settings and its data folder, and no secret', async () => {
    const { body, text } = await server.api<{ data: Record<string, number> }>('GET', '/server');
    expect(body).toMatchObject({
      url: server.running.url,
      keepDays: { events: 12, jobs: 30, rejectedCalls: 7 },
      adminTokenFrom: 'environment',
      data: { folder: server.dataDir },
    });
    expect(body.data['bytes']).toBeGreaterThan(0);
    expect(body.data['freeBytes']).toBeLessThanOrEqual(body.data['totalBytes'] ?? 0);
    expect(text).not.toContain(adminToken);
  });

  it('lists the signed-in browsers and ends all but the one that asks', async () => {
    const mine = await signIn();
    const other = await signIn();
    const listed = await asBrowser(mine, 'GET', '/sessions');
    const items = listed.body['items'] as { isCurrent: boolean }[];
    expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(items.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(listed.body)).not.toContain(mine.split('=')[1]);

    const ended = await asBrowser(mine, 'DELETE', '/sessions');
    expect(ended.body['ended']).toBe(items.length - 1);
    expect((await asBrowser(other, 'GET', '/sessions')).status).toBe(401);
    expect((await asBrowser(mine, 'GET', '/sessions')).status).toBe(200);
  });

  it('refuses to rotate a token that the environment sets', async () => {
    const answer = await server.api<{ error: { code: string } }>('POST', '/admin-token/rotate');
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'ITC_TOKEN_FIXED' } } });
  });
});

describe('rotating the admin token of the data folder', () => {
  it('ends the old token and all other sessions at once, and the new one outlives a restart', async () => {
    // an empty variable counts as unset
    const own = await startTestServerWithoutToken();
    try {
      const old = own.token();
      const made = await own.call('POST', '/admin-token/rotate', old);
      const { token } = (await made.json()) as { token: string };
      expect(token).not.toBe(old);
      expect((await own.call('GET', '/sessions', old)).status).toBe(401);
      expect((await own.call('GET', '/sessions', token)).status).toBe(200);
      expect(own.token()).toBe(token);
      const again = await prepareAdminToken({
        store: own.store,
        folder: own.folder,
        fromEnvironment: null,
        newSecret: () => 'must not be made',
      });
      expect(again.matches(token)).toBe(true);
      expect(again.clear).toBe(token);
    } finally {
      await own.close();
    }
  });

  it('finds the token of a rotation that a crash cut short', async () => {
    const own = await startTestServerWithoutToken();
    try {
      const cut = 'itc_written-before-the-crash';
      writeFileSync(join(own.folder, 'admin-token.next'), `${cut}\n`);
      await own.store.putSetting('admin.tokenHash', hashSecret(cut));
      const found = await prepareAdminToken({
        store: own.store,
        folder: own.folder,
        fromEnvironment: null,
        newSecret: () => 'must not be made',
      });
      expect(found.clear).toBe(cut);
      expect(own.token()).toBe(cut);
    } finally {
      await own.close();
    }
  });
});

async function startTestServerWithoutToken() {
  const started = await startTestServer({ ITC_ADMIN_TOKEN: '' });
  const { runtime, url } = started.running;
  const folder = started.dataDir;
  return {
    folder,
    store: runtime.store,
    token: () => readFileSync(join(folder, 'admin-token'), 'utf8').trim(),
    call: (method: string, path: string, token: string) =>
      fetch(`${url}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } }),
    close: () => started.close(),
  };
}
