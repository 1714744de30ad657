import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { startSandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { newDatabase } from '../postgres/shared-server.ts';
import { content, settings } from '../sends/send-world.ts';
import { freePort, fromSources, ServerProcess } from '../server/server-process.ts';

interface Template {
  templateType: string;
  clientTemplateId?: string;
}
interface Job {
  status: string;
  error: { code: string } | null;
}
interface Targeted {
  campaignId: number;
  recipientEmail: string;
}

const sends = 1_000;
const contents = 7;
const addressOf = (n: number): string => `reader${String(n)}@example.com`;

test('G7: 1,000 sends of 7 contents in two workers that start together on PostgreSQL make 7 templates and 7 campaigns, and reach each person once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'itc-sends-'));
  const sandbox = await startSandbox({ limits: false });
  const shared = { DATABASE_URL: await newDatabase(), ITC_MASTER_KEY: randomBytes(32).toString('base64') };
  const token = 'itc_sends_test_token_0123456789';
  const processOf = async (name: string, role: 'receive' | 'work'): Promise<ServerProcess> =>
    new ServerProcess({
      port: await freePort(),
      dataDir: join(folder, name),
      token,
      env: { ...shared, ITC_ROLE: role },
      run: fromSources,
    });
  const receiver = await processOf('receiver', 'receive');
  const workers = [await processOf('first', 'work'), await processOf('second', 'work')];
  try {
    const people = Array.from({ length: sends }, (_, n) => ({ email: addressOf(n) }));
    const known = await fetch(`${sandbox.url}/api/users/bulkUpdate`, {
      method: 'POST',
      headers: { 'api-key': sandbox.key, 'content-type': 'application/json' },
      body: JSON.stringify({ users: people }),
    });
    expect(known.status).toBe(200);
    await receiver.start(60_000);
    const { webhookUrl, secret } = await receiver.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: sandbox.key,
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    await receiver.api('POST', '/connections/sandbox/send-settings', settings());
    const mail = content({ html: '{{ trigger.dataFields.html }}', recipientEmail: '{{ trigger.email }}' });
    await receiver.api('POST', '/recipes', {
      document: {
        name: 'letters',
        connection: 'sandbox',
        trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
        steps: [{ id: 'mail', use: 'send_content', with: mail }],
      },
      enable: true,
    });
    await receiver.api('POST', '/recipes/letters/permissions', { sendsPerDay: sends });
    let next = 0;
    const deliver = async (): Promise<void> => {
      for (let n = next++; n < sends; n = next++) {
        const answer = await fetch(webhookUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
          body: JSON.stringify({
            email: addressOf(n),
            eventName: 'emailSubscribe',
            dataFields: { html: `<p>Letter ${String(n % contents)}</p>` },
          }),
        });
        expect(await answer.json()).toMatchObject({ id: expect.any(String) });
      }
    };
    await Promise.all(Array.from({ length: 16 }, deliver));
    expect(await receiver.all('/jobs?status=queued')).toHaveLength(sends);

    await Promise.all(workers.map((worker) => worker.start(120_000)));
    const called = (path: string): number => sandbox.calls.filter((call) => call.path === path).length;
    // an end is final, so a list that is read while jobs move on does not show one too early
    const ends = await eventually(
      'all jobs have ended',
      async () => {
        if (called('/api/email/target') < sends) return null;
        const counts: Record<string, number> = {};
        for (const { status, error } of await receiver.all<Job>('/jobs')) {
          if (['queued', 'running', 'waiting'].includes(status)) return null;
          const end = error === null ? status : `${status} ${error.code}`;
          counts[end] = (counts[end] ?? 0) + 1;
        }
        return counts;
      },
      300_000,
    );
    expect(ends).toEqual({ succeeded: sends });

    const { templates, campaigns } = sandbox.state as unknown as {
      templates: Template[];
      campaigns: { id: number; name: string }[];
    };
    const made = templates.filter(
      ({ templateType, clientTemplateId = '' }) => templateType === 'Base' && clientTemplateId.startsWith('itc-'),
    );
    expect(made).toHaveLength(contents);
    expect(campaigns.filter(({ name }) => name.startsWith('Content '))).toHaveLength(contents);
    expect(called('/api/templates/email/upsert')).toBe(contents);
    expect(called('/api/campaigns/create')).toBe(contents);

    const targeted = sandbox.calls
      .filter(({ path }) => path === '/api/email/target')
      .map(({ body }) => body as unknown as Targeted);
    expect(new Set(targeted.map(({ recipientEmail }) => recipientEmail)).size).toBe(sends);
    expect(targeted).toHaveLength(sends);
    expect(new Set(targeted.map(({ campaignId }) => campaignId)).size).toBe(contents);
    const campaignOf = new Map<number, number>();
    for (const { recipientEmail, campaignId } of targeted) {
      const letter = Number(/\d+/.exec(recipientEmail)?.[0]) % contents;
      expect(campaignOf.get(letter) ?? campaignId).toBe(campaignId);
      campaignOf.set(letter, campaignId);
    }
  } finally {
    await Promise.all([receiver, ...workers].map((one) => one.kill()));
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 480_000);
