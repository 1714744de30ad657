import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, startReceiver } from './sandbox-client.ts';

const ada = 'ada@example.com';
const start = Date.UTC(2031, 0, 10);
const hourMs = 3_600_000;
const media: [name: string, campaignId: number][] = [
  ['email', 7001001],
  ['push', 7001002],
  ['sms', 7001003],
  ['inApp', 7001004],
  ['webPush', 7001005],
  ['whatsApp', 7001006],
];

describe('scheduled messages of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => start });
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { phoneNumber: '+15550177702' } });
  });
  afterEach(() => sandbox.close());
  const advance = (advanceMs: number) => call(sandbox, '/sandbox/clock', { advanceMs });
  const later = (name: string, campaignId: number, sendAt = '2031-01-10 02:00:00') =>
    call(sandbox, `/api/${name}/target`, { campaignId, recipientEmail: ada, sendAt });

  test.each(media)(
    'A scheduled %s message waits, fires its send event when due, and cannot be cancelled then.',
    async (name, campaignId) => {
      const receiver = await startReceiver(200);
      sandbox.addWebhook({ url: receiver.url });
      expect((await later(name, campaignId)).status).toBe(200);
      await advance(hourMs);
      await sandbox.idle();
      expect([sandbox.state.messages[0]?.status, receiver.received.length]).toEqual(['scheduled', 0]);
      await advance(hourMs);
      await sandbox.idle();
      expect(sandbox.state.messages[0]).toMatchObject({ status: 'sent', createdAt: start + 2 * hourMs });
      expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
        eventName: `${name}Send`,
        dataFields: { campaignId, createdAt: '2031-01-10 02:00:00 +00:00' },
      });
      expect((await call(sandbox, `/api/${name}/cancel`, { campaignId, email: ada })).status).toBe(400);
      await receiver.close();
    },
  );

  test.each(media)(
    'A cancelled %s message is never sent, by its id or by campaign and user.',
    async (name, campaignId) => {
      const { params } = (await later(name, campaignId)).body as { params: { scheduledMessageId: number } };
      await later(name, campaignId);
      const byId = await call(sandbox, `/api/${name}/cancel`, { scheduledMessageId: params.scheduledMessageId });
      expect(byId.status).toBe(200);
      expect(sandbox.state.messages.map(({ status }) => status)).toEqual(['cancelled', 'scheduled']);
      expect((await call(sandbox, `/api/${name}/cancel`, { campaignId, email: ada })).status).toBe(200);
      await advance(24 * hourMs);
      expect(sandbox.state.messages.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    },
  );

  test('A send time in the past sends now, one beyond a year or in another layout is refused.', async () => {
    expect((await later('sms', 7001003, '2030-12-31 00:00:00')).body).toMatchObject({ params: null });
    expect((await later('sms', 7001003, '2032-01-11 00:00:00')).status).toBe(400);
    expect((await later('sms', 7001003, '2031-01-10T02:00:00')).status).toBe(400);
    expect((await later('sms', 7001003, '2031-01-10 02:00:00 +0000')).status).toBe(200);
  });

  test('Data fields of more than 12,000 characters are refused.', async () => {
    const send = (text: string) =>
      call(sandbox, '/api/sms/target', { campaignId: 7001003, recipientEmail: ada, dataFields: { text } });
    expect((await send('x'.repeat(12_000))).status).toBe(400);
    expect((await send('x'.repeat(11_000))).status).toBe(200);
  });

  test('A scheduled message outlives a restart of the sandbox.', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const stateFile = join(folder, 'state.json');
    const first = await startSandbox({ stateFile, now: () => start });
    const body = { campaignId: 7001001, recipientEmail: ada, sendAt: '2031-01-10 02:00:00' };
    await call(first, '/api/email/target', body);
    await first.close();
    const second = await startSandbox({ stateFile, now: () => start + hourMs });
    expect(second.state.messages).toMatchObject([{ status: 'scheduled' }]);
    await call(second, '/sandbox/clock', { advanceMs: hourMs });
    expect(second.state.messages).toMatchObject([{ status: 'sent' }]);
    await second.close();
    rmSync(folder, { recursive: true });
  });

  test('Without a clock from outside a scheduled message goes out by itself.', async () => {
    const running = await startSandbox();
    const receiver = await startReceiver(200);
    running.addWebhook({ url: receiver.url });
    const sendAt = new Date(Date.now() + 1000).toISOString().slice(0, 19).replace('T', ' ');
    await call(running, '/api/email/target', { campaignId: 7001001, recipientEmail: ada, sendAt });
    const deadline = Date.now() + 10_000;
    while (receiver.received.length === 0 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(JSON.parse(receiver.received[0]?.body ?? '{}')).toMatchObject({ eventName: 'emailSend', email: ada });
    await running.close();
    await receiver.close();
  });

  test('A triggered journey posts to its webhook with the user and the given data.', async () => {
    const receiver = await startReceiver(200);
    sandbox.addWebhook({ url: receiver.url, kind: 'journey', workflowId: 612001 });
    const trigger = (body: object) => call(sandbox, '/api/workflows/triggerWorkflow', { workflowId: 612001, ...body });
    expect((await trigger({ email: ada, dataFields: { step: 3 } })).body).toEqual({
      msg: '',
      code: 'Success',
      params: null,
    });
    await sandbox.idle();
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({
      email: ada,
      workflowId: 612001,
      dataFields: { step: 3 },
    });
    expect((await trigger({})).body).toMatchObject({ code: 'GenericError' });
    expect((await trigger({ workflowId: 612003, email: ada })).status).toBe(400);
    await receiver.close();
  });
});
