import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { JsonObject } from '../../errors/json.ts';
import { eventually } from '../http/test-server.ts';
import { content, startSendWorld, type SendWorld } from './send-world.ts';

interface Run {
  id: string;
  status: string;
  counts: Record<string, number>;
  error: { code: string } | null;
}

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
});
afterAll(() => world.close());

const frame = (changes: JsonObject = {}): JsonObject => {
  const { recipientEmail: _, ...rest } = content({ kind: 'marketing', ...changes });
  return { maxRecipients: 1000, messagesPerSecond: 500, ...rest };
};
const rows = (count: number, domain: string): JsonObject[] =>
  Array.from({ length: count }, (_, index) => ({
    email: `p${String(index)}@${domain}`,
    dataFields: { firstName: `P${String(index)}` },
  }));
const runAll = async (input: JsonObject, audience: JsonObject[]): Promise<Run> => {
  const body = { action: 'broadcast_content', connection: 'sandbox', rows: audience, auto: true, input };
  const made = await world.api<{ run: Run }>('POST', '/bulk', body);
  if (made.status >= 300) throw new Error(made.text);
  return eventually('the run ends', async () => {
    const { body: run } = await world.api<Run>('GET', `/bulk/${made.body.run.id}`);
    return ['done', 'failed'].includes(run.status) ? run : null;
  });
};
const targeted = (): JsonObject[] =>
  world.sandbox.calls.filter(({ path }) => path === '/api/email/target').map(({ body }) => body as JsonObject);

describe('A broadcast', () => {
  test('G10: each person of an audience gets one message with own merge fields, of one campaign, and each is in the timeline', async () => {
    const before = targeted().length;
    const run = await runAll(frame(), rows(120, 'list.example.com'));
    expect(run).toMatchObject({ status: 'done', counts: { accepted: 120, failed: 0, skipped: 0, unknown: 0 } });
    const sent = targeted().slice(before);
    expect(new Set(sent.map(({ recipientEmail }) => recipientEmail)).size).toBe(120);
    expect(new Set(sent.map(({ campaignId }) => campaignId)).size).toBe(1);
    expect(
      sent.every(({ dataFields, recipientEmail }) =>
        String(recipientEmail).startsWith(String((dataFields as JsonObject).firstName).toLowerCase()),
      ),
    ).toBe(true);
    await world.settle();
    const { body } = await world.api<{ items: { place: string; status: string; messageId: string | null }[] }>(
      'POST',
      '/sends/search',
      { connection: 'sandbox', origin: run.id, limit: 500 },
    );
    expect(body.items).toHaveLength(120);
    expect(body.items.every(({ status, messageId }) => status === 'accepted' && messageId !== null)).toBe(true);
  });

  test('G10: the ceiling holds, in a run and in a step; rows beyond it are named', async () => {
    const before = targeted().length;
    const run = await runAll(frame({ maxRecipients: 3 }), rows(5, 'ceiling.example.com'));
    expect(run.counts).toMatchObject({ accepted: 3, skipped: 2 });
    const step = await world.run('broadcast_content', {
      ...frame({ maxRecipients: 1 }),
      recipients: rows(2, 'ceiling.example.com'),
    });
    expect(step.items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'failed']);
    expect(targeted()).toHaveLength(before + 4);
  });

  test('G10: messages keep to the pace: no second carries more than it says', async () => {
    const before = world.sandbox.calls.length;
    await runAll(frame({ messagesPerSecond: 5 }), rows(12, 'pace.example.com'));
    const times = world.sandbox.calls
      .slice(before)
      .filter(({ path }) => path === '/api/email/target')
      .map(({ at }) => at);
    expect(times).toHaveLength(12);
    // calls leave by our clock and are counted by the clock of their arrival
    for (const [index, at] of times.entries()) expect((times[index + 5] ?? Infinity) - at).toBeGreaterThan(800);
  });

  test('G19 G14: a run leaves out people whom the test mode or a suppression forbids, with the reason of each', async () => {
    await world.api('POST', '/suppressions', { connection: 'sandbox', email: 'p1@rules.example.com' });
    await world.set({ testMode: { isOn: true, recipients: ['p0@rules.example.com', 'p1@rules.example.com'] } });
    const before = targeted().length;
    const run = await runAll(frame(), rows(3, 'rules.example.com'));
    expect(run.counts).toMatchObject({ accepted: 1, skipped: 2 });
    expect(targeted().slice(before)).toMatchObject([{ recipientEmail: 'p0@rules.example.com' }]);
    await world.set();
  });

  test('G10: content that cannot be made ends the run before the first message, with the cause', async () => {
    await world.set({ marketingMessageTypeId: null });
    const before = targeted().length;
    const run = await runAll(frame(), rows(3, 'none.example.com'));
    expect(run).toMatchObject({ status: 'failed', error: { code: 'ITC_SEND_TYPE_UNCONFIRMED' } });
    expect(targeted()).toHaveLength(before);
    await world.set();
  });
});
