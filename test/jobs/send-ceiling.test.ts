import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { RecipeRecord } from '../../connector/store/store.ts';
import { iso } from '../store/store-records.ts';
import { createJobWorld, failure, until, type JobWorld } from './job-world.ts';

let world: JobWorld;
let recipe: RecipeRecord;
const day = 24 * 60 * 60_000;

beforeEach(async () => {
  world = await createJobWorld();
  recipe = await world.recipe([
    { id: 'write', use: 'write_it', with: {} },
    { id: 'send', use: 'send_it', with: {} },
  ]);
  await world.store.setRecipeGrant(recipe.name, { tiers: ['write', 'send'], sendsPerDay: 3 }, iso(world.clock.now));
});
afterEach(() => world.dispose());

const counted = () => ({ countSend: world.store.countSend });
const sends = (): number => world.calls.filter(({ action }) => action.name === 'send_it').length;
async function startAndRun(jobs: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < jobs; index += 1) ids.push(await world.start(recipe));
  await world.runDue(counted());
  return ids;
}
const statusOf = async (id: string) => {
  const job = await world.store.getJob(id);
  return [job?.status, job?.error?.code];
};

describe('the daily ceiling on sends of a recipe', () => {
  test('of 20 jobs at once exactly as many send as the ceiling allows, the others are held before their send', async () => {
    const ids = await startAndRun(20);
    expect(sends()).toBe(3);
    const states = await Promise.all(ids.map(statusOf));
    expect(states.filter(([status]) => status === 'succeeded')).toHaveLength(3);
    expect(states.filter(([, code]) => code === 'ITC_SENDS_PER_DAY')).toHaveLength(17);
    // what came before the send was done, once
    expect(world.calls.filter(({ action }) => action.name === 'write_it')).toHaveLength(20);
  });

  test('a restart forgets no send of the day', async () => {
    await startAndRun(2);
    await world.restart();
    await startAndRun(5);
    expect(sends()).toBe(3);
  });

  test('a held job that is released goes on where it stood, on the next day or under a higher ceiling', async () => {
    const ids = await startAndRun(5);
    const held = ids.slice(3);
    world.clock.now += day;
    for (const id of held) expect(await world.store.releaseJob(id)).toBe(true);
    await world.runDue(counted());
    expect(sends()).toBe(5);
    expect(await Promise.all(ids.map(statusOf))).toEqual(ids.map(() => ['succeeded', undefined]));
    expect(world.calls.filter(({ action }) => action.name === 'write_it')).toHaveLength(5);
  });

  test('a send that is tried again counts once, and writes do not count', async () => {
    world.script.push(() => failure('retry', 'ITC_ITERABLE_RATE_LIMIT'));
    world.script.unshift(() => ({ ...failure('rejected', 'ITC_INPUT_INVALID'), outcome: 'success', error: null }));
    const [id = ''] = await startAndRun(1);
    world.clock.now += 60_000;
    await world.runDue(counted());
    expect(await statusOf(id)).toEqual(['succeeded', undefined]);
    expect(sends()).toBe(2);
    await startAndRun(5);
    expect(sends()).toBe(4);
  });

  test('a process that dies between the count and the intent of a send counts it once', async () => {
    const never = new Promise<never>(() => undefined);
    const id = await world.start(recipe);
    let isCounted = false;
    const { store } = world;
    void world.runDue({
      countSend: async (...given) => {
        isCounted = await store.countSend(...given);
        // nothing after it reaches the disk
        return never;
      },
    });
    await until(() => isCounted);
    await world.restart();
    await world.runDue(counted());
    expect(await statusOf(id)).toEqual(['succeeded', undefined]);
    expect(sends()).toBe(1);
    await startAndRun(5);
    expect(sends()).toBe(3);
  });

  test('a ceiling of nothing lets nothing out', async () => {
    await world.store.setRecipeGrant(recipe.name, { tiers: ['send'], sendsPerDay: 0 }, iso(world.clock.now));
    await startAndRun(3);
    expect(sends()).toBe(0);
  });
});
