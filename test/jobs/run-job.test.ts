import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { runJob } from '../../connector/jobs/run-job.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { iso, t0 } from '../store/store-records.ts';
import { createJobWorld, failure, success, type JobWorld } from './job-world.ts';

let world: JobWorld;
beforeEach(async () => {
  world = await createJobWorld();
});
afterEach(() => world.dispose());

const jobOf = async (id: string) => (await world.store.getJob(id))!;

describe('running a job', () => {
  test('each step is kept with its resolved input, its answer and its times', async () => {
    const recipe = await world.recipe([{ id: 'look', use: 'read_it', with: { to: '{{ trigger.email }}' } }]);
    const id = await world.start(recipe);
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({
      status: 'succeeded',
      startedAt: iso(t0),
      endedAt: iso(t0),
      ledger: [
        {
          path: 'look',
          action: 'read_it',
          effect: 'read',
          attempt: 1,
          input: { to: 'ada@example.com' },
          outcome: 'success',
          output: { ok: true },
          startedAt: iso(t0),
          endedAt: iso(t0),
        },
      ],
    });
  });

  test('a secret field of an action reaches the call and not the ledger', async () => {
    const recipe = await world.recipe([{ id: 'seal', use: 'seal_it', with: { to: 'canary-secret' } }]);
    const id = await world.start(recipe);
    await world.runDue();
    expect(world.calls[0]?.input).toEqual({ to: 'canary-secret' });
    expect((await jobOf(id)).ledger).toMatchObject([{ path: 'seal', input: { to: '[redacted]' } }]);
  });

  test('the intent is on disk before the call leaves', async () => {
    const recipe = await world.recipe([{ id: 'text', use: 'send_it' }]);
    const id = await world.start(recipe);
    let atTheCall: unknown = null;
    world.script = [
      async () => {
        atTheCall = (await jobOf(id)).ledger;
        return success();
      },
    ];
    await world.runDue();
    expect(atTheCall).toMatchObject([{ path: 'text', outcome: null, endedAt: null }]);
  });

  test('an answer that asks to wait is tried again when it is due, until the attempts are used up', async () => {
    const recipe = await world.recipe([{ id: 'text', use: 'send_it', maxAttempts: 3 }]);
    const id = await world.start(recipe);
    world.script = [1, 2, 3].map(() => () => failure('retry', 'ITC_ITERABLE_RATE_LIMIT'));
    await world.runDue();
    const first = await jobOf(id);
    expect(first).toMatchObject({ status: 'waiting', error: { code: 'ITC_ITERABLE_RATE_LIMIT' } });
    expect(Date.parse(first.runAt!)).toBeGreaterThan(t0);
    await world.runDue();
    expect(world.calls).toHaveLength(1);
    for (let attempt = 2; attempt <= 3; attempt += 1) {
      world.clock.now += 60_000;
      await world.runDue();
    }
    expect(await jobOf(id)).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_ITERABLE_RATE_LIMIT' },
      runAt: null,
    });
    expect((await jobOf(id)).ledger.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'retry'],
      [2, 'retry'],
      [3, 'retry'],
    ]);
  });

  test('a send without an answer is held, a read without one is tried again', async () => {
    world.script = [1, 2].map(() => () => failure('unknown', 'ITC_ITERABLE_NO_ANSWER'));
    const sending = await world.start(await world.recipe([{ id: 'text', use: 'send_it' }], 'sending'));
    const reading = await world.start(await world.recipe([{ id: 'look', use: 'read_it' }], 'reading'));
    await world.runDue();
    expect(await jobOf(sending)).toMatchObject({ status: 'held', error: { code: 'ITC_SEND_HELD' }, endedAt: null });
    expect(await jobOf(reading)).toMatchObject({ status: 'waiting' });
    world.clock.now += 60_000;
    await world.runDue();
    expect(await jobOf(sending)).toMatchObject({ status: 'held' });
    expect(await jobOf(reading)).toMatchObject({ status: 'succeeded' });
    expect(world.calls.filter(({ action }) => action.effect === 'send')).toHaveLength(1);
  });

  test('a refused step fails the job, and is passed over where the step says so', async () => {
    world.script = [1, 2].map(() => () => failure('rejected', 'ITC_ITERABLE_REJECTED'));
    const stopping = await world.start(await world.recipe([{ id: 'a', use: 'write_it' }], 'stopping'));
    await world.runDue();
    expect(await jobOf(stopping)).toMatchObject({ status: 'failed', error: { code: 'ITC_ITERABLE_REJECTED' } });
    const going = await world.recipe(
      [
        { id: 'a', use: 'write_it', onRejected: 'continue' },
        { id: 'b', use: 'write_it' },
      ],
      'going',
    );
    const id = await world.start(going);
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'succeeded', steps: 2 });
  });

  test('a bug in an action fails a read with ITC_STEP_FAILED and holds a send, without its text outside', async () => {
    const bug = () => {
      throw new TypeError('secret-internal-text');
    };
    world.script = [bug, bug];
    const reading = await world.start(await world.recipe([{ id: 'look', use: 'read_it' }], 'reading'));
    const sending = await world.start(await world.recipe([{ id: 'text', use: 'send_it' }], 'sending'));
    await world.runDue();
    expect(await jobOf(reading)).toMatchObject({ status: 'failed', error: { code: 'ITC_STEP_FAILED' } });
    expect(await jobOf(sending)).toMatchObject({ status: 'held', error: { code: 'ITC_SEND_HELD' } });
    expect(JSON.stringify([await jobOf(reading), await jobOf(sending)])).not.toContain('secret-internal-text');
    expect(world.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  test('a coded error of an action is the refusal of its step', async () => {
    world.script = [
      () => {
        throw new ConnectorError('ITC_CONNECTION_UNKNOWN');
      },
    ];
    const id = await world.start(await world.recipe([{ id: 'text', use: 'send_it' }]));
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'failed', error: { code: 'ITC_CONNECTION_UNKNOWN' } });
  });

  test('an action that does not exist fails the job with its name', async () => {
    const id = await world.start(await world.recipe([{ id: 'a', use: 'no_such_action' }]));
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'failed', error: { code: 'ITC_ACTION_UNKNOWN' } });
    expect((await jobOf(id)).error!.message).toContain('no_such_action');
  });

  test('a worker that lost its claim writes nothing more and sends nothing more', async () => {
    const recipe = await world.recipe([
      { id: 'first', use: 'write_it' },
      { id: 'second', use: 'send_it' },
    ]);
    const id = await world.start(recipe);
    const [lost] = await world.store.claimJobs(1, iso(t0), iso(t0 + 30_000));
    world.script = [
      async () => {
        // the lease ends during the call and another worker takes over
        await world.store.reclaimJobs(iso(t0), true);
        await world.store.claimJobs(1, iso(t0), iso(t0 + 30_000));
        return success();
      },
    ];
    await runJob(lost!, world.ports());
    expect(world.calls).toHaveLength(1);
    expect(await jobOf(id)).toMatchObject({ status: 'running', ledger: [{ path: 'first', outcome: null }] });
  });

  test('a caller that waits is answered once, however often the job runs on', async () => {
    const recipe = await world.recipe([
      { id: 'answer', respond: { status: 202, body: { hello: '{{ trigger.email }}' } } },
      { id: 'look', use: 'read_it' },
    ]);
    world.script = [() => failure('retry', 'ITC_ITERABLE_UNAVAILABLE')];
    const id = await world.start(recipe);
    await world.runDue();
    world.clock.now += 60_000;
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'succeeded', steps: 2 });
    expect(world.answers).toMatchObject([{ status: 202, body: { hello: 'ada@example.com' } }]);
  });

  test('a stop step ends the job with its reason', async () => {
    const recipe = await world.recipe([
      { id: 'end', stop: { as: 'stopped', reason: 'enough' } },
      { id: 'text', use: 'send_it' },
    ]);
    const id = await world.start(recipe);
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'stopped', reason: 'enough' });
    expect(world.calls).toEqual([]);
  });

  test('a store that fails leaves the job to its lease, and the ledger says how far it came', async () => {
    const recipe = await world.recipe([
      { id: 'first', use: 'write_it' },
      { id: 'text', use: 'send_it' },
    ]);
    const id = await world.start(recipe);
    const refuse = () => Promise.reject(new ConnectorError('ITC_STORE_UNAVAILABLE'));
    const { recordSteps } = world.store;
    const running = world.runDue({
      store: {
        ...world.store,
        recordSteps: (...args) => (args[0].some(({ path }) => path === 'text') ? refuse() : recordSteps(...args)),
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'ITC_STORE_UNAVAILABLE' });
    // no send without its intent on disk
    expect(world.calls).toHaveLength(1);
    expect(await jobOf(id)).toMatchObject({ status: 'running' });
    await world.restart();
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'succeeded' });
    // the outcome of the write went with the intent of the send, so the write, which may be repeated, was
    expect(world.calls.map(({ action }) => action.name)).toEqual(['write_it', 'write_it', 'send_it']);
  });
});
