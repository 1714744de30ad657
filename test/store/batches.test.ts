import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';

import { createBatches } from '../../connector/store/postgres/batches.ts';

const reset = (): Error => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const unavailable = { code: 'ITC_STORE_UNAVAILABLE' };

/** Batches on a database that answers as it is told to. */
function setUp() {
  const database = { isBroken: false, isAway: false, isSilent: false, isLocked: false, runs: 0 };
  let breakSilence: (error: Error) => void = () => undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    breakSilence = reject;
  });
  silence.catch(() => undefined);
  const batches = createBatches<number, number>({
    async run(items) {
      database.runs += 1;
      // whoever asks one that is away waits for it
      if (database.isAway) await sleep(50);
      if (database.isSilent) await silence;
      if (database.isBroken) throw reset();
      return items;
    },
    keysOf: () => [],
    random: () => 0,
    probe: async () => {
      if (database.isAway) throw reset();
      if (database.isSilent && !database.isLocked) await silence;
    },
  });
  return { database, batches, breakSilence };
}

/** Of what is asked for before, meanwhile and after it was found away, one statement has left. */
async function expectAllRefused({ database, batches }: ReturnType<typeof setUp>): Promise<void> {
  const first = batches.add(1);
  await sleep(5);
  const behind = batches.add(2);
  await expect(first).rejects.toMatchObject(unavailable);
  await expect(behind).rejects.toMatchObject(unavailable);
  await expect(batches.add(3)).rejects.toMatchObject(unavailable);
  expect(database.runs).toBe(1);
}

async function untilTaken({ add }: ReturnType<typeof setUp>['batches']): Promise<void> {
  let tries = 0;
  while ((await add(4).catch(() => null)) !== 4) {
    expect((tries += 1)).toBeLessThan(1_000);
    await sleep(10);
  }
}

describe('batches for a database that goes away', () => {
  test('after the first fault nobody waits for it: all are refused at once, until it answers again', async () => {
    const world = setUp();
    const { database, batches } = world;
    Object.assign(database, { isBroken: true, isAway: true });
    await expectAllRefused(world);
    Object.assign(database, { isBroken: false, isAway: false });
    await untilTaken(batches);
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

  test('one that falls silent is not waited for, and what it answers late changes nothing', async () => {
    const world = setUp();
    const { database, batches, breakSilence } = world;
    database.isSilent = true;
    await expectAllRefused(world);
    breakSilence(reset());
    await sleep(5);
    await expect(batches.add(3)).rejects.toMatchObject(unavailable);
    database.isSilent = false;
    await untilTaken(batches);
    await batches.close();
  });

  test('a statement that waits for a lock is waited for', async () => {
    const { database, batches } = setUp();
    Object.assign(database, { isSilent: true, isLocked: true });
    let isOver = false;
    const first = batches.add(1).finally(() => (isOver = true));
    first.catch(() => undefined);
    await sleep(1_500);
    expect(isOver).toBe(false);
    // the database goes too, after all
    database.isLocked = false;
    await expect(first).rejects.toMatchObject(unavailable);
    await batches.close();
  });
});
