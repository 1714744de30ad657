import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Endpoint } from '../../connector/define.ts';
import { createLimiter } from '../../connector/iterable/limits.ts';
import { createSharedLimiter } from '../../connector/iterable/shared-limits.ts';
import { createSharedPersonGate } from '../../connector/iterable/shared-person-gate.ts';
import { createLog } from '../../connector/log.ts';
import { createRespondWaiters } from '../../connector/respond-waiters.ts';
import { shareResponds } from '../../connector/share-responds.ts';
import type { PostgresStore } from '../../connector/store/postgres/open-postgres-store.ts';
import { postgresStores } from '../store/open-postgres.ts';

const stores = postgresStores();
const now = (): number => Date.now();
const wait = async (ms: number, signal?: AbortSignal): Promise<void> => sleep(ms, undefined, { signal });
const log = createLog('silent');
const endpoint = (limit?: Endpoint['limit']): Endpoint =>
  ({ method: 'POST', path: '/api/users/update', ...(limit === undefined ? {} : { limit }) }) as Endpoint;

let processes: [PostgresStore, PostgresStore];
beforeEach(async () => {
  processes = [await stores.openEmpty(now), await stores.open(now)];
});
afterEach(() => Promise.all(processes.map((store) => store.close())));

describe('what processes on one store share', () => {
  const limiters = () =>
    processes.map(({ share }) =>
      createSharedLimiter({
        limits: share.limits,
        local: createLimiter({ now, sleep: wait }),
        now,
        sleep: wait,
        log,
      }),
    );

  test('a limit counts the calls of all processes together', async () => {
    const hourly = endpoint({ calls: 10, perMs: 3_600_000, scope: 'key' });
    const waits = await Promise.all(
      Array.from({ length: 20 }, (_, n) => limiters()[n % 2]!.waitFor('us key 1', hourly, 0)),
    );
    expect(waits.filter((ms) => ms === 0)).toHaveLength(10);
    expect(Math.min(...waits.filter((ms) => ms > 0))).toBeGreaterThan(3_000_000);
    expect(await limiters()[1]!.waitFor('us key 2', hourly, 0)).toBe(0);
    expect(await limiters()[0]!.use()).toEqual(
      expect.arrayContaining([expect.objectContaining({ used: 10, limit: { calls: 10, perMs: 3_600_000 } })]),
    );
  });

  test('when Iterable asks one process to wait, all wait', async () => {
    const [one, other] = limiters();
    one!.penalise('us key 1', endpoint(), 60_000);
    for (let tries = 0; (await other!.waitFor('us key 1', endpoint(), 0)) === 0 && tries < 100; tries += 1)
      await sleep(20);
    expect(await other!.waitFor('us key 1', endpoint(), 0)).toBeGreaterThan(30_000);
  });

  const gates = () =>
    processes.map(({ share }) => createSharedPersonGate({ turns: share.turns, sleep: wait, random: () => 0.5, log }));

  test('two processes never write the same person at the same time, whatever order they name people in', async () => {
    const both = gates();
    const inside = new Set<string>();
    let overlaps = 0;
    const write = async (n: number): Promise<void> => {
      const people = n % 3 === 0 ? ['a', 'b', 'c'] : n % 3 === 1 ? ['c', 'a'] : ['b'];
      const leave = await both[n % 2]!.enter('con_1', people);
      for (const person of people) {
        if (inside.has(person)) overlaps += 1;
        inside.add(person);
      }
      await sleep(2);
      for (const person of people) inside.delete(person);
      leave();
    };
    await Promise.all(Array.from({ length: 30 }, (_, n) => write(n)));
    expect(overlaps).toBe(0);
  });

  test('the turn of a process that is gone passes to the next', async () => {
    const [one, other] = gates();
    await one!.enter('con_1', ['a']);
    // it ends without leaving
    await processes[0].close();
    const leave = await other!.enter('con_1', ['a']);
    leave();
    processes[0] = await stores.open(now);
  });

  test('an answer reaches the call that another process holds', async () => {
    const waiters = processes.map(() => createRespondWaiters(wait));
    const responds = processes.map(({ share }, n) => shareResponds(waiters[n]!, share.answers, log));
    const answer = waiters[0]!.waitForRespond('evt_1', 20_000);
    const body = { text: 'ü'.repeat(20_000) };
    responds[1]!.respond('evt_1', { status: 201, body });
    expect(await answer).toEqual({ status: 201, body });
    for (const { close } of responds) close();
  });
});
