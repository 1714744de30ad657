import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from '@jest/globals';

import { freePort, mainScript, ServerProcess } from '../server/server-process.ts';
import { scarceDisks } from './scarce-disk.ts';

interface Answer {
  status: number;
  retryAfter: string | null;
  body: { id?: string; error?: { code: string; message: string; hint: string } };
}

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A server that takes webhooks, and what it acknowledged. */
async function startReceiver(settings: { dataDir: string; env?: Record<string, string>; run?: string[] }) {
  const server = new ServerProcess({ port: await freePort(), token: 'itc_disk_test_token_0123456789', ...settings });
  cleanups.push(() => server.kill());
  await server.start();
  const { webhookUrl, secret } = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
    name: 'main',
    apiKey: 'sandbox-server-key-0001',
    region: 'us',
    projectType: 'email',
    // nobody listens there, and nothing is called
    sandboxUrl: 'http://127.0.0.1:9',
  });
  const hook = `${server.url}${new URL(webhookUrl).pathname}`;
  const acked: string[] = [];
  let sent = 0;
  const post = async (): Promise<Answer> => {
    sent += 1;
    const dataFields = { messageId: `m${String(sent)}`, text: 'x'.repeat(20_000) };
    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
      body: JSON.stringify({ email: 'ada@example.com', eventName: 'emailOpen', dataFields }),
    });
    const body = (await answer.json()) as Answer['body'];
    if (answer.status === 200) acked.push(body.id!);
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body };
  };
  /** posts until an answer has this status */
  const postUntil = async (status: number, tries: number): Promise<Answer> => {
    for (let left = tries; ; left -= 1) {
      const answer = await post();
      if (answer.status === status || left === 0) return answer;
    }
  };
  const ready = async () => {
    const answer = await fetch(`${server.url}/api/v1/ready`);
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
  const stored = async (): Promise<Set<string>> =>
    new Set((await server.all<{ id: string }>('/events')).map(({ id }) => id));
  return { server, acked, post, postUntil, ready, stored };
}

describe('a disk without room', () => {
  test.each(scarceDisks)(
    '%s: what cannot be kept is answered 503 with the advice, what was acknowledged stays, and room lets events in again',
    async (_name, make) => {
      const disk = make();
      cleanups.push(() => disk.dispose());
      const { server, acked, post, postUntil, ready, stored } = await startReceiver({ dataDir: disk.folder });
      for (let count = 0; count < 20; count += 1) expect((await post()).status).toBe(200);
      disk.fill(server.pid);
      // the log may have room inside its file at first
      const refused = await postUntil(503, 3_000);
      expect(refused).toMatchObject({
        status: 503,
        retryAfter: '2',
        body: { error: { code: 'ITC_STORE_UNAVAILABLE' } },
      });
      expect(refused.body.error?.hint).toMatch(/disk/);
      const before = acked.length;
      expect((await post()).status).toBe(503);
      expect(await ready()).toMatchObject({ status: 503, body: { error: { code: 'ITC_STORE_UNAVAILABLE' } } });

      disk.free(server.pid);
      expect((await post()).status).toBe(200);
      expect((await ready()).status).toBe(200);
      expect(acked.length).toBe(before + 1);
      await server.kill();
      await server.start();
      const kept = await stored();
      expect(acked.filter((id) => !kept.has(id))).toEqual([]);
      expect(kept.size).toBe(acked.length);
    },
    120_000,
  );
});

test('after a failed sync nothing is acknowledged until a restart, and what was acknowledged before is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'itc-sync-'));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  const broken = join(folder, 'broken');
  const { server, acked, post, ready, stored } = await startReceiver({
    dataDir: join(folder, 'data'),
    env: { ITC_BROKEN_FILE: broken },
    run: ['--import', new URL('./fail-sync.js', import.meta.url).href, mainScript],
  });
  for (let count = 0; count < 10; count += 1) expect((await post()).status).toBe(200);
  writeFileSync(broken, '');
  const refused = await Promise.all([post(), post(), post()]);
  for (const answer of refused) {
    expect(answer).toMatchObject({ status: 503, retryAfter: '2', body: { error: { code: 'ITC_STORE_UNAVAILABLE' } } });
    expect(answer.body.error?.hint).toMatch(/disk.*restart/);
  }
  // a sync that succeeds later says nothing of what was lost before it
  rmSync(broken);
  expect((await post()).status).toBe(503);
  expect((await ready()).status).toBe(503);
  expect(acked).toHaveLength(10);
  await server.kill();
  await server.start();
  const kept = await stored();
  expect(acked.filter((id) => !kept.has(id))).toEqual([]);
  expect((await post()).status).toBe(200);
}, 120_000);
