import { setImmediate as nextTurn } from 'node:timers/promises';

import { expect, test } from '@jest/globals';

import { aloneAnyway } from '../../connector/runtime/alone.ts';
import { createDueWork, type DueWorkParts } from '../../connector/runtime/due-work.ts';

const workOf = (changes: Partial<DueWorkParts>) =>
  createDueWork({
    name: 'errands',
    alone: aloneAnyway,
    drain: () => Promise.resolve(),
    now: () => 0,
    lookMs: 60_000,
    log: { error: () => undefined },
    ...changes,
  });

test('what comes while it works is worked on too, by one drain at a time', async () => {
  const due = ['first'];
  const done: string[] = [];
  let atOnce = 0;
  let most = 0;
  const work = workOf({
    async drain(goesOn) {
      atOnce += 1;
      most = Math.max(most, atOnce);
      while (goesOn() && due.length > 0) {
        await nextTurn();
        done.push(due.shift() ?? '');
        if (done.length === 1) {
          due.push('second');
          work.wake();
        }
      }
      atOnce -= 1;
    },
  });
  await work.settle();
  await work.stop();
  expect({ done, most }).toEqual({ done: ['first', 'second'], most: 1 });
});

test('a store that is away is asked once and then left alone until the next look', async () => {
  let tries = 0;
  const told: string[] = [];
  const work = workOf({
    alone: {
      ...aloneAnyway,
      run: () => {
        tries += 1;
        return Promise.reject(new Error('the store is away'));
      },
    },
    log: { error: (message) => told.push(message) },
  });
  work.wake();
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
  await work.stop();
  expect({ tries, told }).toEqual({ tries: 1, told: ['errands could not be worked on'] });
});

test('what is due later wakes it by itself, and nothing does after its stop', async () => {
  let drains = 0;
  const work = workOf({
    async drain(goesOn) {
      if (goesOn()) drains += 1;
    },
    nextDueMs: () => Promise.resolve(drains < 3 ? 1 : null),
  });
  work.wake();
  while (drains < 3) await nextTurn();
  await work.stop();
  work.wake();
  await nextTurn();
  expect(drains).toBe(3);
});
