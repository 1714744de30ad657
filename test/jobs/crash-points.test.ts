import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { recipeLimits } from '../../recipes/recipe-limits.ts';
import { createJobWorld, failure, success, until, type JobWorld } from './job-world.ts';

let world: JobWorld;
beforeEach(async () => {
  world = await createJobWorld();
});
afterEach(() => world.dispose());

const never = new Promise<never>(() => undefined);

const points = {
  'before the intent': { isWritten: false, isIntent: true },
  'after the intent': { isWritten: true, isIntent: true },
  'after the call': { isWritten: false, isIntent: false },
  'after the outcome': { isWritten: true, isIntent: false },
} as const;
type Point = keyof typeof points;

/** Runs what is due until the process dies at a point of one step, then starts another process on the same file. */
async function crashAt(point: Point, path: string): Promise<void> {
  const { isWritten, isIntent } = points[point];
  // `isDying`: nothing more is written; `isDead`: what was written before is on disk
  let isDying = false;
  let isDead = false;
  const { store } = world;
  void world.runDue({
    store: {
      recordSteps: async (steps, claim, change) => {
        if (isDying) return never;
        isDying = steps.some((step) => step.path === path && (step.outcome === null) === isIntent);
        if (!isDying) return store.recordSteps(steps, claim, change);
        if (isWritten) await store.recordSteps(steps, claim, change);
        isDead = true;
        return never;
      },
      changeJob: (...args) => (isDying ? never : store.changeJob(...args)),
    },
  });
  await until(() => isDead);
  await world.restart();
}

const callsOf = (path: string): number => world.calls.filter(({ stepKey }) => stepKey.endsWith(`/${path}`)).length;

/**
 * The step whose intent is on disk without its outcome, by point and step: the outcome of a step and the intent of the next are one
 * transaction, so what lies before the second is after the call of the first.
 */
const openAfter: Record<Point, Record<'first' | 'second', 'first' | 'second' | null>> = {
  'before the intent': { first: null, second: 'first' },
  'after the intent': { first: 'first', second: 'second' },
  'after the call': { first: 'first', second: 'second' },
  'after the outcome': { first: 'second', second: null },
};

describe('a crash at any point of a step', () => {
  const cases = Object.keys(points).flatMap((point) =>
    ['read_it', 'write_it', 'send_it', 'append_it'].flatMap((use) =>
      ['first', 'second'].map((path) => ({ point: point as Point, use, path })),
    ),
  );

  test.each(cases)(
    '$point of a $use as the $path step: nothing lost, no send repeated',
    async ({ point, use, path }) => {
      const isRepeatable = use === 'read_it' || use === 'write_it';
      const recipe = await world.recipe([
        { id: 'first', use },
        { id: 'second', use },
      ]);
      const id = await world.start(recipe);
      await crashAt(point, path);
      const madeBefore = { first: callsOf('first'), second: callsOf('second') };
      await world.runDue();

      const job = (await world.store.getJob(id))!;
      const open = openAfter[point][path as 'first' | 'second'];
      if (open !== null && !isRepeatable) {
        expect(job).toMatchObject({ status: 'held', error: { code: 'ITC_SEND_HELD' } });
        expect(job.ledger.at(-1)).toMatchObject({ path: open, attempt: 1, outcome: 'unknown' });
        expect({ first: callsOf('first'), second: callsOf('second') }).toEqual(madeBefore);
        return;
      }
      expect(job).toMatchObject({ status: 'succeeded', error: null, steps: 2 });
      for (const one of ['first', 'second'] as const) {
        expect(callsOf(one)).toBe(one === open ? madeBefore[one] + 1 : 1);
      }
      expect(job.ledger.every(({ outcome }) => outcome !== null)).toBe(true);
      // one key over all attempts, so that Iterable can recognise a repetition
      expect(new Set(world.calls.map(({ stepKey }) => stepKey)).size).toBe(2);
    },
  );

  test('a store that fails beside a send records no refusal: the job keeps its intent, and is held when its lease ends', async () => {
    const recipe = await world.recipe([{ id: 'text', use: 'send_it' }]);
    const id = await world.start(recipe);
    // the message went out, and what was to be noted of it could not be stored
    world.script = [() => Promise.reject(new ConnectorError('ITC_STORE_UNAVAILABLE'))];
    await expect(world.runDue()).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
    expect(await world.store.getJob(id)).toMatchObject({
      status: 'running',
      ledger: [{ path: 'text', outcome: null }],
    });
    await world.restart();
    await world.runDue();
    expect(await world.store.getJob(id)).toMatchObject({ status: 'held', error: { code: 'ITC_SEND_HELD' } });
    expect(callsOf('text')).toBe(1);
  });

  test('a held send that a person releases runs once more, and one that is discarded does not', async () => {
    const recipe = await world.recipe([{ id: 'text', use: 'send_it' }]);
    const released = await world.start(recipe);
    await crashAt('after the call', 'text');
    await world.runDue();
    expect(await world.store.releaseJob(released)).toBe(true);
    await world.runDue();
    expect(callsOf('text')).toBe(2);
    expect(await world.store.getJob(released)).toMatchObject({
      status: 'succeeded',
      ledger: [
        { attempt: 1, outcome: 'retry' },
        { attempt: 2, outcome: 'success' },
      ],
    });

    const discarded = await world.start(recipe);
    await crashAt('after the intent', 'text');
    await world.runDue();
    expect(await world.store.discardJob(discarded, null)).toBe(true);
    await world.runDue();
    expect(await world.store.getJob(discarded)).toMatchObject({ status: 'discarded', steps: 1 });
    expect(callsOf('text')).toBe(2);
  });

  /** Ends the process that often while a call of the job's step is under way; answers the waits before the calls, in milliseconds. */
  async function cutOff(id: string, times: number): Promise<number[]> {
    const waits: number[] = [];
    for (let cut = 1; cut <= times; cut += 1) {
      const calls = world.calls.length;
      world.script = [() => never];
      let isPaused = false;
      void world.runDue().then(() => {
        isPaused = true;
      });
      await until(() => isPaused || world.calls.length > calls);
      let waitMs = 0;
      if (isPaused) {
        const runAt = Date.parse((await world.store.getJob(id))?.runAt ?? '');
        waitMs = runAt - world.clock.now;
        world.clock.now = runAt;
        void world.runDue();
        await until(() => world.calls.length > calls);
      }
      waits.push(waitMs);
      await world.restart();
    }
    return waits;
  }

  test('the end of a process uses up no try of what may be repeated: after it the step has all its answers left', async () => {
    const id = await world.start(await world.recipe([{ id: 'look', use: 'read_it', maxAttempts: 2 }]));
    expect(await cutOff(id, 3)).toEqual([0, 0, 0]);
    world.script = [1, 2].map(() => () => failure('retry', 'ITC_ITERABLE_UNAVAILABLE'));
    await world.runDue();
    expect(await world.store.getJob(id)).toMatchObject({
      status: 'waiting',
      error: { code: 'ITC_ITERABLE_UNAVAILABLE' },
    });
    world.clock.now += 60_000;
    await world.runDue();
    expect(await world.store.getJob(id)).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_ITERABLE_UNAVAILABLE' },
    });
    expect(world.calls).toHaveLength(5);
  });

  test('a step that brings the process down each time waits longer and longer, and fails in the end', async () => {
    const id = await world.start(await world.recipe([{ id: 'look', use: 'read_it', maxAttempts: 1 }]));
    const waits = await cutOff(id, recipeLimits.cutOffs);
    expect(waits.slice(0, 7)).toEqual([0, 0, 0, 0, 500, 1000, 2000]);
    expect(waits.at(-1)).toBe(450_000);
    await world.runDue();
    const job = (await world.store.getJob(id))!;
    expect(job).toMatchObject({ status: 'failed', error: { code: 'ITC_STEP_CUT_OFF' } });
    expect(job.ledger).toHaveLength(recipeLimits.cutOffs);
  });

  test.each([
    ['send_it', 'held'],
    ['append_it', 'failed'],
  ])(
    'a %s that may be repeated by the word of its recipe is made no more often than it says: then %s',
    async (use, status) => {
      const step = { id: 'only', use, maxAttempts: 2, onUnknownOutcome: 'retry' } as const;
      const id = await world.start(await world.recipe([step]));
      await cutOff(id, 2);
      await world.runDue();
      expect(await world.store.getJob(id)).toMatchObject({ status });
      expect(world.calls).toHaveLength(2);
    },
  );

  test('a choice and a loop go on where they were, with the values they had', async () => {
    const recipe = await world.recipe([
      {
        id: 'each',
        forEach: '{{ trigger.names }}',
        steps: [
          {
            id: 'choice',
            if: { left: '{{ item }}', op: 'equals', right: 'b' },
            then: [{ id: 'text', use: 'send_it', with: { to: '{{ item }}' } }],
            else: [{ id: 'write', use: 'write_it', with: { to: '{{ item }}' } }],
          },
        ],
      },
    ]);
    const id = await world.start(recipe, { names: ['a', 'b', 'c'] });
    await crashAt('after the intent', 'each[0].write');
    await crashAt('after the outcome', 'each[1].text');
    await world.runDue();
    expect(await world.store.getJob(id)).toMatchObject({ status: 'succeeded' });
    expect(world.calls.map(({ input }) => input.to)).toEqual(['a', 'b', 'c']);
  });

  test('an output recorded before the crash is what later steps map', async () => {
    world.script = [() => success({ list: { id: 'from before' } }), () => success({ list: { id: 'again' } })];
    const recipe = await world.recipe([
      { id: 'make', use: 'append_it' },
      { id: 'use_it', use: 'write_it', with: { to: '{{ steps.make.list.id }}' } },
    ]);
    await world.start(recipe);
    await crashAt('after the intent', 'use_it');
    await world.runDue();
    expect(world.calls.at(-1)?.input).toEqual({ to: 'from before' });
  });
});
