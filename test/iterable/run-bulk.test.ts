import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { bulkUpsertUsers } from '../../actions/users/bulk-upsert-users.ts';
import type { Action } from '../../connector/define.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { startFakeIterable, type Answer, type FakeIterable, type SeenCall } from './fake-iterable.ts';

interface Row {
  email?: string;
  userId?: string;
  dataFields?: Record<string, unknown>;
}

let fake: FakeIterable;
let answer: (users: Row[], call: SeenCall) => Answer;
beforeAll(async () => {
  fake = await startFakeIterable((call) => answer((JSON.parse(call.body) as { users: Row[] }).users, call));
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.calls.length = 0;
  answer = (users) => ({ body: { successCount: users.length, failCount: 0 } });
});

// the published limit would make this suite wait for real seconds
const action: Action = { ...bulkUpsertUsers, endpoint: { method: 'POST', path: '/api/users/bulkUpdate' } };
const run = (users: unknown, change: Partial<Action> = {}) =>
  runAction({
    action: { ...action, ...change },
    input: { users },
    connection: fake.connection,
    stepKey: 's',
    client: fake.client,
  });
const sentRows = () =>
  fake.calls.map(({ body }) =>
    (JSON.parse(body) as { users: Row[] }).users.map(({ email, userId }) => email ?? userId),
  );

/** As Iterable does: a wrong type refuses the whole call, bad addresses are listed in lower case, too much is refused. */
function strictIterable(maxItems: number): (users: Row[]) => Answer {
  return (users) => {
    if (users.length > maxItems) return { status: 413, body: 'too large' };
    const bad = users.find(({ dataFields }) => typeof dataFields?.age === 'string');
    if (bad !== undefined) {
      const age = {
        incomingTypes: ['string'],
        expectedType: 'long',
        offendingValue: bad.dataFields?.age,
        category: 'user',
      };
      return {
        status: 400,
        body: { msg: 'x', code: 'RequestFieldsTypesMismatched', params: { validationErrors: { age } } },
      };
    }
    const invalid = users.filter(({ email }) => email?.startsWith('bad')).map(({ email }) => email!.toLowerCase());
    return {
      body: {
        successCount: users.length - invalid.length,
        failCount: invalid.length,
        invalidEmails: invalid,
        failedUpdates: { invalidEmails: invalid },
      },
    };
  };
}

describe('A bulk action', () => {
  test('Whatever rows are mixed, each gets its own result in order, no good row is lost, and no call is over the limits.', async () => {
    const row = fc.oneof(
      fc.record({ kind: fc.constant('good'), n: fc.nat(30) }),
      fc.record({ kind: fc.constantFrom('bad', 'mistyped', 'nobody', 'misshapen'), n: fc.nat(30) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), async (rows, serverMax) => {
        fake.calls.length = 0;
        answer = strictIterable(serverMax);
        const users = rows.map(({ kind, n }) => {
          if (kind === 'good') return { email: `Good${n}@Example.com`, dataFields: { age: n } };
          if (kind === 'bad') return { email: `bad${n}@Example.com` };
          if (kind === 'mistyped') return { email: `typed${n}@example.com`, dataFields: { age: `x${n % 3}` } };
          return kind === 'nobody' ? { dataFields: {} } : { email: 5 };
        });
        const result = await run(users, { batch: { items: 'users', maxItems: 10, maxBytes: 700 } });
        const items = result.items ?? [];
        expect(items.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
        expect(items.map(({ outcome }) => outcome)).toEqual(
          rows.map(({ kind }) => (kind === 'good' ? 'accepted' : 'failed')),
        );
        const good = rows.filter(({ kind }) => kind === 'good').length;
        expect(result.output).toMatchObject({ successCount: good, failCount: rows.length - good });
        const code =
          good === rows.length ? undefined : good > 0 ? 'ITC_ITERABLE_PARTIAL' : expect.stringMatching(/^ITC_/);
        expect(result.error?.code).toEqual(code);
        expect(result.outcome).toBe(good > 0 || rows.length === 0 ? 'success' : 'rejected');
        for (const { body } of fake.calls) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(700);
        for (const sent of sentRows()) {
          expect(sent.length).toBeLessThanOrEqual(10);
          expect(new Set(sent).size).toBe(sent.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('2,500 users go out in three calls of at most 1,000.', async () => {
    const result = await run(Array.from({ length: 2500 }, (_, n) => ({ email: `u${n}@example.com` })));
    expect(sentRows().map(({ length }) => length)).toEqual([1000, 1000, 500]);
    expect(result.output).toMatchObject({ successCount: 2500, failCount: 0 });
  });

  test('Calls are cut by bytes in UTF-8 before 4 MB, and a single user beyond it fails alone.', async () => {
    const note = 'ü'.repeat(600_000);
    const users = [1, 2, 3, 4].map((n) => ({ email: `u${n}@example.com`, dataFields: { note } }));
    const result = await run([...users, { email: 'big@example.com', dataFields: { note: 'x'.repeat(4_000_000) } }]);
    expect(sentRows().map(({ length }) => length)).toEqual([3, 1]);
    expect(result.items?.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'failed',
    ]);
    expect(result.error?.code).toBe('ITC_ITERABLE_PARTIAL');
  });

  test('An empty list is a success without a call.', async () => {
    expect(await run([])).toMatchObject({ outcome: 'success', items: [], error: null, output: { successCount: 0 } });
    expect(fake.calls).toHaveLength(0);
  });

  test('Two rows of one person go into different calls, in their order, so that their results can be told apart.', async () => {
    answer = (users) =>
      users[0]?.dataFields?.n === 2
        ? { body: { successCount: 0, failCount: 1, failedUpdates: { invalidDataEmails: ['ada@example.com'] } } }
        : { body: { successCount: users.length, failCount: 0 } };
    const result = await run([
      { email: 'Ada@example.com', dataFields: { n: 1 } },
      { email: 'ben@example.com', dataFields: { n: 1 } },
      { email: 'ada@example.com', dataFields: { n: 2 } },
    ]);
    expect(sentRows()).toEqual([['Ada@example.com', 'ben@example.com'], ['ada@example.com']]);
    expect(result.items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'failed']);
  });

  test('One row of the wrong type costs three calls and not twenty, because Iterable names the value.', async () => {
    answer = strictIterable(1000);
    const users = Array.from({ length: 1000 }, (_, n) => ({
      email: `u${n}@example.com`,
      dataFields: { age: n === 617 ? 'x' : n },
    }));
    const result = await run(users);
    expect(fake.calls).toHaveLength(3);
    expect(result.items?.filter(({ outcome }) => outcome === 'failed')).toEqual([
      {
        index: 617,
        key: 'u617@example.com',
        outcome: 'failed',
        reason: '`age` is long in Iterable, and string was sent.',
      },
    ]);
  });

  test('A row that the error names by its place in the body is taken out.', async () => {
    answer = (users) => {
      const place = users.findIndex(({ email }) => email === 'u2@example.com');
      return place < 0
        ? { body: { successCount: users.length, failCount: 0 } }
        : {
            status: 400,
            body: { msg: 'x', code: 'BadJsonBody', params: { [`obj.users[${place}].dataFields`]: 'Object expected' } },
          };
    };
    const result = await run([0, 1, 2, 3].map((n) => ({ email: `u${n}@example.com` })));
    expect(result.items?.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'failed', 'accepted']);
    expect(fake.calls).toHaveLength(3);
  });

  test('A refusal that concerns every row ends the run at once, and the rest counts as not sent.', async () => {
    answer = () => ({ status: 403, body: { msg: 'no', code: 'Forbidden' } });
    const result = await run(Array.from({ length: 1500 }, (_, n) => ({ email: `u${n}@example.com` })));
    expect(fake.calls).toHaveLength(1);
    expect(result).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_ITERABLE_FORBIDDEN' },
      output: { failCount: 1000, skippedCount: 500 },
    });
  });

  test('A broken call in the middle keeps the results of the calls before it and asks for a retry.', async () => {
    answer = (users) => (fake.calls.length === 2 ? 'reset' : { body: { successCount: users.length, failCount: 0 } });
    const result = await run(Array.from({ length: 2500 }, (_, n) => ({ email: `u${n}@example.com` })));
    expect(result).toMatchObject({ outcome: 'retry', output: { successCount: 1000, skippedCount: 1500 } });
    expect(fake.calls).toHaveLength(2);
  });

  test('Failures that are counted but not named leave no row of that call accepted.', async () => {
    answer = () => ({ body: { successCount: 1, failCount: 1 } });
    const result = await run([{ email: 'a@example.com' }, { email: 'b@example.com' }]);
    expect(result.items?.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(result.items?.[0]?.reason).toMatch(/without naming them/);
  });

  test('A row with both names is found by either of them.', async () => {
    answer = () => ({ body: { successCount: 0, failCount: 1, failedUpdates: { conflictUserIds: ['u-1'] } } });
    const result = await run([{ email: 'a@example.com', userId: 'u-1' }]);
    expect(result.items).toEqual([
      { index: 0, key: 'a@example.com', outcome: 'failed', reason: 'Email and user ID belong to two different users.' },
    ]);
  });
});
