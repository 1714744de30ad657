import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createJobControl, type JobControl } from '../../connector/jobs/job-control.ts';
import { newId } from '../../connector/store/new-id.ts';
import type { RecipeRecord } from '../../connector/store/store.ts';
import { iso, t0 } from '../store/store-records.ts';
import { createJobWorld, failure, type JobWorld } from './job-world.ts';

let world: JobWorld;
let control: JobControl;
let matching: RecipeRecord[];
beforeEach(async () => {
  world = await createJobWorld();
  matching = [];
  control = createJobControl({ store: world.store, newId, matchingRecipes: async () => matching });
});
afterEach(() => world.dispose());

const twoSteps = () =>
  world.recipe([
    { id: 'text', use: 'send_it' },
    { id: 'note', use: 'write_it' },
  ]);
async function failedJob(recipe: RecipeRecord): Promise<string> {
  const id = await world.start(recipe);
  world.script = [
    () => ({ outcome: 'success', output: null, items: null, error: null, exchanges: [], retryAfterMs: null }),
    () => failure('rejected', 'ITC_ITERABLE_REJECTED'),
  ];
  await world.runDue();
  expect(await world.store.getJob(id)).toMatchObject({ status: 'failed' });
  world.calls.length = 0;
  return id;
}
const used = () => world.calls.map(({ action }) => action.name);

describe('running a job again', () => {
  test('from the failed step: what succeeded is not sent again', async () => {
    const id = await failedJob(await twoSteps());
    const job = await control.rerun(id, { from: 'failed', version: 'job' });
    expect(job).toMatchObject({ status: 'queued', rerunOf: id, version: 1 });
    await world.runDue();
    expect(used()).toEqual(['write_it']);
    expect(await world.store.getJob(job.id)).toMatchObject({ status: 'succeeded', steps: 2 });
    expect(await world.store.getJob(id)).toMatchObject({ status: 'failed' });
  });

  test('from the start: every step runs again', async () => {
    const id = await failedJob(await twoSteps());
    await control.rerun(id, { from: 'start', version: 'job' });
    await world.runDue();
    expect(used()).toEqual(['send_it', 'write_it']);
  });

  test('with the current version: the corrected step runs', async () => {
    const recipe = await twoSteps();
    const id = await failedJob(recipe);
    const { version: _, createdAt: __, updatedAt: ___, ...rest } = recipe;
    const steps = [
      { id: 'text', use: 'send_it' },
      { id: 'note', use: 'append_it' },
    ];
    await world.store.saveRecipe({ ...rest, document: { ...recipe.document, steps } }, 1, iso(t0));
    expect(await control.rerun(id, { from: 'failed', version: 'current' })).toMatchObject({ version: 2 });
    await world.runDue();
    expect(used()).toEqual(['append_it']);
  });

  test('a job that has not ended, or is not known, is refused', async () => {
    const options = { from: 'start', version: 'job' } as const;
    const id = await world.start(await twoSteps());
    await expect(control.rerun(id, options)).rejects.toMatchObject({ code: 'ITC_JOB_STATE' });
    world.script = [() => failure('unknown', 'ITC_ITERABLE_NO_ANSWER')];
    await world.runDue();
    // held: release or discard decides, a rerun would get around it
    await expect(control.rerun(id, options)).rejects.toMatchObject({ code: 'ITC_JOB_STATE' });
    await expect(control.rerun('job_none', options)).rejects.toMatchObject({ code: 'ITC_JOB_UNKNOWN' });
  });
});

describe('replaying an event', () => {
  test('starts the recipes that match today, or the one that is named', async () => {
    const first = await world.recipe([{ id: 'a', use: 'read_it' }], 'first');
    const second = await world.recipe([{ id: 'b', use: 'write_it' }], 'second');
    const id = await world.start(first);
    await world.runDue();
    const { event } = (await world.store.getJob(id))!;
    matching = [first, second];
    expect(await control.replay(event)).toMatchObject([{ recipe: 'first' }, { recipe: 'second' }]);
    expect(await control.replay(event, 'second')).toMatchObject([{ recipe: 'second', event }]);
    await world.runDue();
    expect(used().sort()).toEqual(['read_it', 'read_it', 'write_it', 'write_it']);
    expect((await world.store.getEvent(event))!.jobs).toHaveLength(4);
  });

  test('an unknown event or recipe is refused', async () => {
    await expect(control.replay('evt_none')).rejects.toMatchObject({ code: 'ITC_EVENT_UNKNOWN' });
    const id = await world.start(await world.recipe([]));
    const { event } = (await world.store.getJob(id))!;
    await expect(control.replay(event, 'none')).rejects.toMatchObject({ code: 'ITC_RECIPE_UNKNOWN' });
  });
});
