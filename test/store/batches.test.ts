import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';

import { createBatches } from '../../connector/store/postgres/batches.ts';

const reset = (): Error => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const unavailable = { code: 'ITC_STORE_UNAVAILABLE' };

/** Batches on a database that answers as it is told to. */
function setUp() {
  const database = { isBroken: false, isAway: false, runs: 0 };
  const batches = createBatches<number, number>({
    async run(items) {
      database.runs += 1;
      // whoever asks one that is away waits for it
      if (database.isAway) await sleep(50);
      if (database.isBroken) throw reset();
      return items;
    },
    keysOf: () => [],
    random: () => 0,
    probe: async () => {
      if (database.isAway) throw reset();
    },
  });
  return { database, batches };
}

describe('batches for a database that goes away', () => {
  test('after the first fault nobody waits for it: all are refused at once, until it answers again', async () => {
    const { database, batches } = setUp();
    Object.assign(database, { isBroken: true, isAway: true });
    const first = batches.add(1);
    await sleep(5);
    const behind = batches.add(2);
    await expect(first).rejects.toMatchObject(unavailable);
    await expect(behind).rejects.toMatchObject(unavailable);
    await expect(batches.add(3)).rejects.toMatchObject(unavailable);
    expect(database.runs).toBe(1);
    Object.assign(database, { isBroken: false, isAway: false });
    let tries = 0;
    while ((await batches.add(4).catch(() => null)) !== 4) {
      expect((tries += 1)).toBeLessThan(1_000);
      await sleep(10);
    }
    await batches.close();
  });

  test('one that answers after a connection broke goes on with what is queued', async () => {
    const { database, batches } = setUp();
    database.isBroken = true;
    const first = batches.add(1);
    first.catch(() => (database.isBroken = false));
    await expect(first).rejects.toMatchObject(unavailable);
    expect(await batches.add(2)).toBe(2);
    await batches.close();
  });
});
