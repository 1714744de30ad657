import { randomBytes } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { JobPorts } from '../../connector/jobs/job-ports.ts';
import { createOutputSeal } from '../../connector/runtime/masking.ts';
import { createSealer } from '../../connector/security/seal.ts';
import { createJobWorld, failure, success, type JobWorld } from './job-world.ts';

let world: JobWorld;
const sealer = createSealer(randomBytes(32));
const masking = (fields: string[]): Pick<JobPorts, 'masking'> => ({
  masking: { ...createOutputSeal(sealer), fieldsOf: async () => fields },
});
beforeEach(async () => {
  world = await createJobWorld();
});
afterEach(() => world.dispose());

const payload = { email: 'ada@example.com', dataFields: { ssn: '078-05-1120', plan: 'pro' } };

describe('masked fields of the history', () => {
  test('are hidden in inputs, outputs, calls, errors and reasons, and the steps still work on what was sent', async () => {
    const recipe = await world.recipe([
      { id: 'read', use: 'read_it', with: { to: '{{ trigger.dataFields.ssn }}' } },
      { id: 'write', use: 'write_it', with: { to: '{{ steps.read.found.email }}' } },
      { id: 'end', stop: { as: 'failed', reason: 'no plan for {{ trigger.email }}' } },
    ]);
    world.script.push(() => ({
      ...success({ found: { email: 'other@example.com', plan: 'pro' } }),
      exchanges: [
        {
          method: 'GET',
          url: 'https://x/api?q=078-05-1120',
          requestBody: { a: ['ada@example.com'] },
          status: 200,
          responseBody: { email: 'other@example.com' },
          requestId: null,
          startedAt: '',
          durationMs: 1,
        },
      ],
    }));
    const id = await world.start(recipe, payload);
    await world.runDue(masking(['email', 'dataFields.ssn']));
    expect(world.calls.map(({ input }) => input)).toEqual([{ to: '078-05-1120' }, { to: 'other@example.com' }]);
    const job = await world.store.getJob(id);
    const text = JSON.stringify(job);
    for (const hidden of ['ada@example.com', 'other@example.com', '078-05-1120']) expect(text).not.toContain(hidden);
    expect(text).toContain('pro');
    expect(job?.reason).toContain('no plan for [');
  });

  test('do not reach the steps after a wait: they go on with the output as it was', async () => {
    const recipe = await world.recipe([
      { id: 'read', use: 'read_it', with: {} },
      { id: 'write', use: 'write_it', with: { to: '{{ steps.read.email }}' } },
    ]);
    world.script.push(
      () => success({ email: 'other@example.com' }),
      () => failure('retry', 'ITC_ITERABLE_RATE_LIMIT'),
    );
    await world.start(recipe, payload);
    await world.runDue(masking(['email']));
    await world.restart();
    world.clock.now += 60_000;
    await world.runDue(masking(['email']));
    expect(world.calls.map(({ input }) => input)).toEqual([
      {},
      { to: 'other@example.com' },
      { to: 'other@example.com' },
    ]);
  });

  test('hide nothing where none are named', async () => {
    const recipe = await world.recipe([{ id: 'write', use: 'write_it', with: { to: '{{ trigger.email }}' } }]);
    const id = await world.start(recipe, payload);
    await world.runDue(masking([]));
    expect((await world.store.getJob(id))?.ledger[0]?.input).toEqual({ to: 'ada@example.com' });
  });
});
