import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { trackEvent } from '../../actions/events/track-event.ts';
import { upsertUser } from '../../actions/users/upsert-user.ts';
import type { Action } from '../../connector/define.ts';
import type { ActionResult, IterableConnection } from '../../connector/iterable/action-result.ts';
import { createBulkSender } from '../../connector/iterable/bulk-sender.ts';
import { createIterableClient } from '../../connector/iterable/client.ts';
import { createPersonGate } from '../../connector/iterable/person-gate.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { TransportFailure, type Transport } from '../../connector/iterable/transport.ts';
import type { JsonObject } from '../../errors/json.ts';

const connection: IterableConnection = {
  id: 'con_1',
  name: 'test',
  region: 'us',
  sandboxUrl: 'http://127.0.0.1:1',
  projectType: 'email',
  apiKey: 'sandbox-server-key-0001',
};
const actions: readonly Action[] = [upsertUser, trackEvent];
const refusedPerson = 4;
const emailOf = (person: number): string => `p${person}@example.com`;
const answerOf = (status: number, body: object) => ({ status, headers: {}, text: JSON.stringify(body) });

interface Arrival {
  email: string;
  n: number;
  isBulk: boolean;
  /** number of the HTTP call */
  call: number;
}

/** Iterable as far as the sender sees it: keeps what arrived, in order, and answers after a few turns of the loop. */
function createWorld(delays: readonly number[], faults: readonly ('none' | 'reset' | 'busy' | 'broken')[]) {
  const arrivals: Arrival[] = [];
  let calls = 0;
  const transport: Transport = async ({ url, body }) => {
    calls += 1;
    const call = calls;
    const fault = faults[call % Math.max(1, faults.length)] ?? 'none';
    if (fault === 'busy')
      return { ...answerOf(429, { code: 'RateLimitExceeded', msg: '' }), headers: { 'retry-after': '1' } };
    const isBulk = /bulk/i.test(url);
    const given = JSON.parse(body ?? '{}') as JsonObject;
    const items = (isBulk ? (given['users'] ?? given['events']) : [given]) as {
      email: string;
      dataFields: { n: number };
    }[];
    const refused = items.filter(({ email }) => email === emailOf(refusedPerson));
    for (const { email, dataFields } of items) {
      if (!refused.some((one) => one.email === email)) arrivals.push({ email, n: dataFields.n, isBulk, call });
    }
    for (let turns = delays[call % Math.max(1, delays.length)] ?? 0; turns > 0; turns -= 1) await nextTurn();
    if (fault === 'reset') throw new TransportFailure('no_answer', 'socket hang up');
    if (fault === 'broken') return answerOf(500, { code: 'GenericError', msg: '' });
    if (!isBulk && refused.length > 0) return answerOf(400, { code: 'InvalidEmailAddressError', msg: 'Invalid email' });
    if (!isBulk) return answerOf(200, { code: 'Success', msg: '', params: null });
    return answerOf(200, {
      successCount: items.length - refused.length,
      failCount: refused.length,
      invalidEmails: [...new Set(refused.map(({ email }) => email))],
      invalidUserIds: [],
    });
  };
  return { arrivals, transport, calls: () => calls };
}

async function drive(
  steps: readonly { person: number; action: number; pause: number }[],
  world: ReturnType<typeof createWorld>,
): Promise<ActionResult[]> {
  let clockMs = 0;
  const clock = { now: () => (clockMs += 1), sleep: () => nextTurn(), random: () => 0 };
  const limiter = { waitFor: async () => 0, penalise: () => undefined };
  const client = createIterableClient({ ...clock, limiter, transport: world.transport });
  const gate = createPersonGate();
  const bulkSender = createBulkSender({ now: () => 0, singlesAtOnce: 2, waitForRoom: () => nextTurn() });
  const results: Promise<ActionResult>[] = [];
  for (const [n, { person, action, pause }] of steps.entries()) {
    const input = {
      email: emailOf(person),
      dataFields: { n },
      ...(action === 1 ? { eventName: 'seen', id: `e${n}` } : {}),
    };
    results.push(
      runAction({ action: actions[action]!, input, connection, stepKey: `job/${n}`, client, gate, bulkSender }),
    );
    for (let turns = pause; turns > 0; turns -= 1) await nextTurn();
  }
  return Promise.all(results);
}

const steps = fc.array(
  fc.record({ person: fc.nat({ max: 5 }), action: fc.nat({ max: 1 }), pause: fc.nat({ max: 2 }) }),
  { minLength: 1, maxLength: 40 },
);
const delays = fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 8 });
const faults = fc.array(fc.constantFrom('none', 'none', 'none', 'reset', 'busy', 'broken'), {
  minLength: 1,
  maxLength: 9,
});

describe('calls gathered under load', () => {
  test('D6: whatever comes in between, the calls of one person arrive in their order and each at most once', async () => {
    await fc.assert(
      fc.asyncProperty(steps, delays, faults, async (given, wait, fault) => {
        const world = createWorld(wait, fault);
        await drive(given, world);
        for (let person = 0; person <= 5; person += 1) {
          const seen = world.arrivals.filter(({ email }) => email === emailOf(person)).map(({ n }) => n);
          expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('D6: each caller is told what became of its own item and of no other', async () => {
    await fc.assert(
      fc.asyncProperty(steps, delays, faults, async (given, wait, fault) => {
        const world = createWorld(wait, fault);
        const results = await drive(given, world);
        for (const [n, { outcome, error, exchanges }] of results.entries()) {
          const { person } = given[n]!;
          const hasArrived = world.arrivals.some((arrival) => arrival.n === n);
          if (outcome === 'success') expect(hasArrived).toBe(true);
          if (outcome === 'rejected')
            expect({ person, hasArrived }).toEqual({ person: refusedPerson, hasArrived: false });
          expect(outcome === 'success').toBe(error === null);
          const shown = JSON.stringify(exchanges);
          for (let other = 0; other <= 5; other += 1) {
            if (other !== person) expect(shown).not.toContain(emailOf(other));
          }
          if (hasArrived) expect(shown).toContain(emailOf(person));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('D6: the calls of one person never change between single and bulk calls within a minute, per action', async () => {
    await fc.assert(
      fc.asyncProperty(steps, delays, async (given, wait) => {
        const world = createWorld(wait, ['none']);
        await drive(given, world);
        for (let person = 0; person <= 5; person += 1) {
          for (const action of [0, 1]) {
            const own = world.arrivals.filter(
              ({ email, n }) => email === emailOf(person) && given[n]!.action === action,
            );
            expect(new Set(own.map(({ isBulk }) => isBulk)).size).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('D6: few calls go out one by one, many together', async () => {
    const few = createWorld([1], ['none']);
    await drive(
      [
        { person: 0, action: 0, pause: 3 },
        { person: 1, action: 0, pause: 3 },
      ],
      few,
    );
    expect(few.arrivals.map(({ isBulk }) => isBulk)).toEqual([false, false]);

    const sent = Array.from({ length: 500 }, (_, person) => ({ person: person + 10, action: 1, pause: 0 }));
    const many = createWorld([20], ['none']);
    const results = await drive(sent, many);
    expect(results.every(({ outcome }) => outcome === 'success')).toBe(true);
    expect(many.arrivals).toHaveLength(500);
    expect(many.calls()).toBeLessThan(10);
    expect(results.at(-1)?.output).toMatchObject({ code: 'Success' });
  });

  test('D6: a caller whose call differs in what stands beside the items does not share a bulk call', async () => {
    const world = createWorld([10], ['none']);
    const limiter = { waitFor: async () => 0, penalise: () => undefined };
    const client = createIterableClient({
      now: () => 0,
      sleep: () => nextTurn(),
      random: () => 0,
      limiter,
      transport: world.transport,
    });
    const gate = createPersonGate();
    const bulkSender = createBulkSender({ now: () => 0, singlesAtOnce: 0, waitForRoom: () => nextTurn() });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        runAction({
          action: upsertUser,
          input: { email: emailOf(n + 10), dataFields: { n }, createNewFields: n % 2 === 0 },
          connection,
          stepKey: `job/${n}`,
          client,
          gate,
          bulkSender,
        }),
      ),
    );
    const kindOfCall = new Map(world.arrivals.map(({ call, n }) => [call, n % 2]));
    expect(world.arrivals.every(({ call, n }) => kindOfCall.get(call) === n % 2)).toBe(true);
    expect(world.arrivals).toHaveLength(20);
  });
});
