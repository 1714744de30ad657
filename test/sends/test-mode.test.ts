import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import type { JsonObject } from '../../errors/json.ts';
import { content, startSendWorld, type SendWorld } from './send-world.ts';

let world: SendWorld;
beforeAll(async () => {
  world = await startSendWorld();
  await world.set({ testMode: { isOn: true, recipients: ['Tester@Example.com', '@lab.example.com', 'user-9'] } });
});
afterAll(() => world.close());

/** The times of examples lie further ahead than Iterable takes. */
const soon = (input: JsonObject): JsonObject => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
  return input.sendAt === undefined ? input : { ...input, sendAt: tomorrow };
};

const codeOf = async (action: string, input: JsonObject): Promise<string> => {
  const { outcome, error } = await world.run(action, input);
  return error?.code ?? outcome;
};

describe('Test mode', () => {
  test('G19: every example of every action that reaches people is stopped before anything leaves', async () => {
    const sending = actions.flatMap(({ name, effect, input, examples }) =>
      examples.flatMap((example) => {
        const does = typeof effect === 'function' ? effect(input.parse(example.input)) : effect;
        return does === 'send' ? [[name, soon(example.input as JsonObject)] as const] : [];
      }),
    );
    expect(new Set(sending.map(([name]) => name)).size).toBeGreaterThanOrEqual(18);
    const calls = world.sandbox.calls.length;
    for (const [name, input] of sending) {
      const { outcome, error, items } = await world.run(name, input);
      const reasons = items === null ? [error?.code] : items.map(({ reason }) => reason);
      expect([name, outcome]).toEqual([name, 'rejected']);
      for (const reason of reasons)
        expect([name, reason]).toEqual([name, expect.stringMatching(/TEST_MODE|test mode/)]);
    }
    expect(world.sandbox.calls).toHaveLength(calls);
  });

  test('G19: people on the list get their messages, by address in any spelling, by domain, and by user ID', async () => {
    for (const recipientEmail of ['tester@example.com', 'TESTER@EXAMPLE.COM', 'x@lab.example.com'])
      expect(await codeOf('send_email', { campaignId: 7001001, recipientEmail })).toBe('success');
    for (const recipientEmail of ['atester@example.com', 'x@evil-lab.example.com', 'tester@example.com.evil.com'])
      expect(await codeOf('send_email', { campaignId: 7001001, recipientEmail })).toBe('ITC_SEND_TEST_MODE');
    expect(await codeOf('send_content', content({ recipientEmail: 'tester@example.com' }))).toBe('success');
    expect(await codeOf('trigger_journey', { workflowId: 1, userId: 'user-8' })).not.toBe('success');
  });

  test('G19: in a list the others are left out, and the listed ones get the message', async () => {
    const { items } = await world.run('broadcast_content', {
      ...content({ recipientEmail: undefined }),
      maxRecipients: 5,
      recipients: [{ email: 'bo@example.com' }, { email: 'a@lab.example.com' }],
    });
    expect(items?.map(({ outcome }) => outcome)).toEqual(['failed', 'accepted']);
  });

  test('G19: reads and writes go on as before', async () => {
    expect(await codeOf('upsert_user', { email: 'anybody@example.com' })).toBe('success');
    expect(await codeOf('get_user_by_email', { email: 'anybody@example.com' })).toBe('success');
  });
});
