import { afterEach, expect, test } from '@jest/globals';

import { bulkAnswer } from '../../actions/fields.ts';
import { email, startCalls, type CallWorld } from './call-world.ts';

let world: CallWorld;
afterEach(() => world.fake.close());

const outcomes = ({ items }: Awaited<ReturnType<CallWorld['run']>>) => items?.map(({ outcome }) => outcome);
const countAll = ({ body }: { body: string }) => {
  const { users, subscribers, events } = JSON.parse(body) as Record<string, unknown[] | undefined>;
  return { body: { successCount: (users ?? subscribers ?? events ?? []).length, failCount: 0 } };
};

test('n8n 6: failCount decides about a list, whatever the status says.', async () => {
  world = await startCalls(() => ({
    body: { successCount: 1, failCount: 1, failedUpdates: { invalidEmails: ['bad@'] } },
  }));
  const result = await world.run('add_subscribers_to_list', { listId: 1, subscribers: [{ email }, { email: 'bad@' }] });
  expect(result.error?.code).toBe('ITC_ITERABLE_PARTIAL');
  expect(outcomes(result)).toEqual(['accepted', 'failed']);
});

test.each(['n8n 7: no call is larger than 4 MB.', 'iterable-go 7: 4 MB are counted before anything is sent.'])(
  '%s',
  async () => {
    world = await startCalls(countAll);
    const dataFields = { text: 'ä'.repeat(500_000) };
    const users = Array.from({ length: 9 }, (_, n) => ({ email: `u${n}@example.com`, dataFields }));
    expect((await world.run('bulk_upsert_users', { users })).outcome).toBe('success');
    expect(world.fake.calls.length).toBeGreaterThan(1);
    for (const { body } of world.fake.calls) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_000_000);
  },
);

test('Segment 2: a list that refuses some members says which, in spite of 200.', async () => {
  world = await startCalls(() => ({
    body: { successCount: 1, failCount: 1, failedUpdates: { forgottenUserIds: ['u-2'] } },
  }));
  const subscribers = [{ userId: 'u-1' }, { userId: 'u-2' }];
  const result = await world.run('add_subscribers_to_list', { listId: 1, subscribers }, 'userId');
  expect(outcomes(result)).toEqual(['accepted', 'failed']);
});

test('Segment 4: the list is a field of the call and no field of an item.', async () => {
  world = await startCalls(countAll);
  const result = await world.run('add_subscribers_to_list', { listId: 1, subscribers: [{ email, listId: 2 }] });
  expect(result).toMatchObject({ outcome: 'rejected', items: [{ outcome: 'failed' }] });
  expect(world.fake.calls).toHaveLength(0);
});

test('Segment 5: each item of a batch needs a person, and those without one stop no other.', async () => {
  world = await startCalls(countAll);
  const events = [{ eventName: 'a', email }, { eventName: 'b' }, { eventName: 'c', userId: 'u-1' }];
  const result = await world.run('bulk_track_events', { events });
  expect(outcomes(result)).toEqual(['accepted', 'failed', 'failed']);
  expect(world.sent().events).toHaveLength(1);
});

test('Segment 9: further properties of an item are written once, in its data fields.', async () => {
  world = await startCalls();
  const item = { id: 'sku-1', name: 'Mug', price: 9.5, quantity: 1, dataFields: { colour: 'blue' } };
  await world.run('track_purchase', { user: { email }, items: [item], total: 9.5 });
  expect(world.sent().items).toEqual([item]);
});

test('mParticle 3: a malformed row stops no other row.', async () => {
  world = await startCalls(countAll);
  const users = [{ email, dataFields: 7 }, { email: 'b@example.com' }];
  expect(outcomes(await world.run('bulk_upsert_users', { users }))).toEqual(['failed', 'accepted']);
});

test('iterable-go 8: what counts for a whole batch is no field of an item.', async () => {
  world = await startCalls(countAll);
  const subscribers = [{ email }, { email: 'b@example.com', updateExistingUsersOnly: true }];
  const result = await world.run('add_subscribers_to_list', { listId: 1, updateExistingUsersOnly: false, subscribers });
  expect(outcomes(result)).toEqual(['accepted', 'failed']);
  expect(world.sent()).toEqual({ listId: 1, updateExistingUsersOnly: false, subscribers: [{ email }] });
  expect(bulkAnswer.safeParse(result.output).success).toBe(true);
});
