import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from '@jest/globals';

import { newDatabase } from '../postgres/shared-server.ts';
import { freePort, ServerProcess } from '../server/server-process.ts';
import { FaultProxy } from './fault-proxy.ts';

const healthMs = 100;

test('two receivers behind a load balancer are restarted one after the other without a failed webhook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'itc-rolling-'));
  const env = {
    DATABASE_URL: await newDatabase(),
    ITC_ROLE: 'receive',
    ITC_MASTER_KEY: randomBytes(32).toString('base64'),
    ITC_STOP_DELAY_MS: '2000',
  };
  const token = 'itc_rolling_test_token_0123456789';
  const ports = [await freePort(), await freePort()];
  const receivers = ports.map((port) => new ServerProcess({ port, dataDir: join(folder, String(port)), token, env }));
  const healthy = new Set<number>();
  let isOver = false;
  const checkHealth = async (port: number): Promise<void> => {
    while (!isOver) {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/api/v1/health`).catch(() => null);
      if (answer?.ok === true) healthy.add(port);
      else healthy.delete(port);
      await answer?.arrayBuffer();
      await sleep(healthMs);
    }
  };
  let turn = 0;
  const balancer = await new FaultProxy(() => {
    const up = ports.filter((port) => healthy.has(port));
    turn += 1;
    return up[turn % up.length] ?? null;
  }).start();
  const checks: Promise<void>[] = [];
  try {
    for (const receiver of receivers) await receiver.start(60_000);
    const [first] = receivers as [ServerProcess];
    const { webhookUrl, secret } = await first.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'main',
      apiKey: 'sandbox-server-key-0001',
      region: 'us',
      projectType: 'email',
    });
    checks.push(...ports.map(checkHealth));
    while (healthy.size < 2) await sleep(20);
    await sleep(500);

    const statuses: (number | string)[] = [];
    const url = `http://127.0.0.1:${String(balancer.port)}${new URL(webhookUrl).pathname}`;
    const send = async (sender: number): Promise<void> => {
      for (let n = 0; !isOver; n += 1) {
        const body = JSON.stringify({
          email: 'ada@example.com',
          eventName: 'emailOpen',
          n: `${String(sender)}/${String(n)}`,
        });
        const headers = { 'content-type': 'application/json', 'x-itc-secret': secret };
        const answer = await fetch(url, { method: 'POST', headers, body }).catch((error: unknown) => String(error));
        statuses.push(typeof answer === 'string' ? answer : answer.status);
        if (typeof answer !== 'string') await answer.arrayBuffer();
      }
    };
    const senders = Promise.all(Array.from({ length: 4 }, (_, sender) => send(sender)));
    for (const receiver of receivers) {
      const before = statuses.length;
      await receiver.kill('SIGTERM');
      await receiver.start(60_000);
      while (healthy.size < 2) await sleep(20);
      expect(statuses.length).toBeGreaterThan(before);
    }
    isOver = true;
    await senders;
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await first.all('/events')).length).toBe(statuses.length);
  } finally {
    isOver = true;
    await Promise.all(checks);
    await Promise.all(receivers.map((receiver) => receiver.kill()));
    await balancer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 240_000);
