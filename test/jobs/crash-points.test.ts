import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { JobPorts } from '../../connector/jobs/job-ports.ts';
import { createJobWorld, success, until, type JobWorld } from './job-world.ts';

let world: JobWorld;
beforeEach(async () => {
  world = await createJobWorld();
});
afterEach(() => world.dispose());

const never = new Promise<never>(() => undefined);

const points = {
  'before the intent': { isWritten: false, at: 'recordIntent' },
  'after the intent': { isWritten: true, at: 'recordIntent' },
  'after the call': { isWritten: false, at: 'recordOutcome' },
  'after the outcome': { isWritten: true, at: 'recordOutcome' },
} as const;
type Point = keyof typeof points;

/** Runs what is due until the process dies at a point of one step, then starts another process on the same file. */
async function crashAt(point: Point, path: string): Promise<void> {
  const { isWritten, at } = points[point];
  let isDead = false;
  const dieAt =
    (name: 'recordIntent' | 'recordOutcome'): JobPorts['store']['recordOutcome'] =>
    async (step, claim, change) => {
      if (isDead) return never;
      const isHere = name === at && step.path === path;
      if (isHere && !isWritten) isDead = true;
      if (isDead) return never;
      const answer =
        name === 'recordIntent'
          ? world.store.recordIntent(step, claim)
          : world.store.recordOutcome(step, claim, change);
      if (!isHere) return answer;
      await answer;
      isDead = true;
      return never;
    };
  void world.runDue({
    store: {
      recordIntent: (step, claim) => dieAt('recordIntent')(step, claim),
      recordOutcome: dieAt('recordOutcome'),
      // the change of the job follows the outcome in the same turn, and dies with the process
      changeJob: () => never,
    },
  });
  await until(() => isDead);
  await world.restart();
}

const callsOf = (path: string): number => world.calls.filter(({ stepKey }) => stepKey.endsWith(`/${path}`)).length;

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
      const isIntentOpen = point === 'after the intent' || point === 'after the call';
      const recipe = await world.recipe([
        { id: 'first', use },
        { id: 'second', use },
      ]);
      const id = await world.start(recipe);
      await crashAt(point, path);
      await world.runDue();

      const job = (await world.store.getJob(id))!;
      const beforeTheCrash = point === 'after the call' ? 1 : 0;
      if (isIntentOpen && !isRepeatable) {
        expect(job).toMatchObject({ status: 'held', error: { code: 'ITC_SEND_HELD' } });
        expect(job.ledger.at(-1)).toMatchObject({ path, attempt: 1, outcome: 'unknown' });
        expect(callsOf(path)).toBe(beforeTheCrash);
        expect(callsOf('second')).toBe(path === 'first' ? 0 : beforeTheCrash);
        return;
      }
      expect(job).toMatchObject({ status: 'succeeded', error: null, steps: 2 });
      expect(callsOf(path)).toBe(isIntentOpen ? beforeTheCrash + 1 : 1);
      expect(callsOf(path === 'first' ? 'second' : 'first')).toBe(1);
      expect(job.ledger.every(({ outcome }) => outcome !== null)).toBe(true);
      // one key over all attempts, so that Iterable can recognise a repetition
      expect(new Set(world.calls.map(({ stepKey }) => stepKey)).size).toBe(2);
    },
  );

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

  test('a step that brings the process down each time ends at its last attempt', async () => {
    const recipe = await world.recipe([{ id: 'look', use: 'read_it', maxAttempts: 3 }]);
    const id = await world.start(recipe);
    for (let attempt = 0; attempt < 3; attempt += 1) await crashAt('after the call', 'look');
    await world.runDue();
    expect(await world.store.getJob(id)).toMatchObject({ status: 'failed', error: { code: 'ITC_ITERABLE_NO_ANSWER' } });
    expect(callsOf('look')).toBe(3);
  });

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
    await crashAt('after the outcome', 'each[0].write');
    await crashAt('after the outcome', 'each[1].text');
    await crashAt('before the intent', 'each[2].write');
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
