import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Endpoint } from '../../connector/define.ts';
import { createLimiter } from '../../connector/iterable/limits.ts';
import { createSharedLimiter } from '../../connector/iterable/shared-limits.ts';
import { createSharedPersonGate } from '../../connector/iterable/shared-person-gate.ts';
import { createLog } from '../../connector/log.ts';
import { createRespondWaiters } from '../../connector/respond-waiters.ts';
import { createAlone } from '../../connector/runtime/alone.ts';
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

  test('asking for room takes no place, and tells when another process took the last', async () => {
    const [one, other] = processes.map(({ share }) => share.limits);
    const bucket = { name: 'us key 1', about: '{}', limit: { calls: 2, perMs: 3_600_000 } };
    for (let asked = 0; asked < 5; asked += 1) expect(await one!.room(bucket)).toBe(0);
    expect([await other!.take(bucket), await other!.take(bucket)]).toEqual([0, 0]);
    expect(await one!.room(bucket)).toBeGreaterThan(3_000_000);
    await other!.block({ ...bucket, name: 'us key 2', limit: null }, 60_000);
    expect(await one!.room({ ...bucket, name: 'us key 2', limit: null })).toBeGreaterThan(30_000);
  });

  test('work that one process at a time does is begun by the next when the first has ended, or died', async () => {
    const [one, other] = processes.map((store) => createAlone({ store, now: store.clock, sleep: wait, log }));
    const order: string[] = [];
    let end: () => void = () => undefined;
    const first = one!.run('sends', () => {
      order.push('first begins');
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    while (order.length === 0) await sleep(10);
    const second = other!.run('sends', async () => void order.push('second begins'));
    await other!.run('consent', async () => void order.push('other work'));
    order.push('first ends');
    end();
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'other work', 'first ends', 'second begins']);
    // what a process that died held ends by itself
    const at = (ms: number): string => new Date(processes[0].clock() + ms).toISOString();
    await processes[0].acquireLease('alone.sends', at(0), at(1_000));
    await other!.run('sends', async () => void order.push('after a death'));
    expect(order.at(-1)).toBe('after a death');
    // one that stops leaves the work to the others
    await processes[0].acquireLease('alone.sends', at(0), at(60_000));
    const left = other!.run('sends', async () => void order.push('never'));
    other!.stop();
    await left;
    expect(order).not.toContain('never');
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
