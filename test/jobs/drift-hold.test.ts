import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { JobPorts } from '../../connector/jobs/job-ports.ts';
import type { RecipeRecord } from '../../connector/store/store.ts';
import { createJobWorld, type JobWorld } from './job-world.ts';

const schema = {
  type: 'object',
  properties: { email: { type: 'string' }, total: { type: 'number' } },
  required: ['email', 'total'],
};
const saved: Partial<JobPorts> = { savedSchemaOf: async () => schema };

let world: JobWorld;
beforeEach(async () => {
  world = await createJobWorld();
});
afterEach(() => world.dispose());

async function recipe(onDrift?: 'warn' | 'hold'): Promise<RecipeRecord> {
  const plain = await world.recipe([{ id: 'write', use: 'write_it', with: { to: '{{ trigger.email }}' } }]);
  const { trigger } = plain.document;
  const document = { ...plain.document, trigger: onDrift === undefined ? trigger : { ...trigger, onDrift } };
  return world.store.saveRecipe({ ...plain, document }, plain.version, plain.updatedAt);
}

describe('a job whose payload breaks a mapped field', () => {
  it('is held with the field and nothing sent, where the recipe says so', async () => {
    const id = await world.start(await recipe('hold'), { email: 5, total: 1 });
    await world.runDue(saved);
    const job = await world.store.getJob(id);
    expect(job).toMatchObject({
      status: 'held',
      reason: expect.stringContaining('/email is number, not string'),
      error: { code: 'ITC_PAYLOAD_DRIFTED', details: { path: '/email' } },
    });
    expect(job?.ledger).toMatchObject([{ path: '$trigger', outcome: 'unknown' }]);
    expect(JSON.stringify(job)).toContain('steps[0].with.to');
    expect(world.calls).toEqual([]);
  });

  it('stays held over a restart, runs once when a person releases it, and is not held again', async () => {
    const id = await world.start(await recipe('hold'), {});
    await world.runDue(saved);
    await world.restart();
    await world.runDue(saved);
    expect((await world.store.getJob(id))?.status).toBe('held');
    expect(await world.store.releaseJob(id)).toBe(true);
    // a crash between the release and the run
    await world.restart();
    await world.runDue(saved);
    expect((await world.store.getJob(id))?.status).toBe('succeeded');
    expect(world.calls).toHaveLength(1);
  });

  it('is checked anew when the process died before the hold was written', async () => {
    const id = await world.start(await recipe('hold'), {});
    await world.store.claimJobs(1, new Date(world.clock.now).toISOString(), new Date(world.clock.now).toISOString());
    await world.restart();
    await world.runDue(saved);
    expect((await world.store.getJob(id))?.status).toBe('held');
  });

  it('ends without a call when a person discards it', async () => {
    const id = await world.start(await recipe('hold'), {});
    await world.runDue(saved);
    expect(await world.store.discardJob(id, 'wrong event')).toBe(true);
    await world.runDue(saved);
    expect(await world.store.getJob(id)).toMatchObject({ status: 'discarded', reason: 'wrong event' });
    expect(world.calls).toEqual([]);
  });

  it.each(['warn', undefined] as const)('runs and shows the warning in its ledger with onDrift %s', async (onDrift) => {
    const id = await world.start(await recipe(onDrift), {});
    await world.runDue(saved);
    const job = await world.store.getJob(id);
    expect(job?.status).toBe('succeeded');
    expect(job?.ledger[0]).toMatchObject({
      path: '$trigger',
      outcome: 'success',
      output: { warnings: [expect.stringContaining('/email is missing')] },
    });
  });

  it('does not stop a job that has begun when a schema is saved meanwhile', async () => {
    const id = await world.start(await recipe('hold'), {});
    world.script.push(() => ({ ...retry, retryAfterMs: 1_000 }));
    await world.runDue();
    expect((await world.store.getJob(id))?.status).toBe('waiting');
    world.clock.now += 60_000;
    await world.runDue(saved);
    expect((await world.store.getJob(id))?.status).toBe('succeeded');
  });

  it('leaves no trace on a job whose payload fits', async () => {
    const id = await world.start(await recipe('hold'), { email: 'a', total: 1 });
    await world.runDue(saved);
    const job = await world.store.getJob(id);
    expect(job?.status).toBe('succeeded');
    expect(job?.ledger.map(({ path }) => path)).toEqual(['write']);
  });
});

const retry = { outcome: 'retry', output: null, items: null, error: null, exchanges: [] as never[] } as const;
