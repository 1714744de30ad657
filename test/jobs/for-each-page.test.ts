import { Readable } from 'node:stream';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { ActionResult } from '../../connector/iterable/action-result.ts';
import type { StepCall } from '../../connector/jobs/job-ports.ts';
import type { ForEachPageStep, Step } from '../../recipes/recipe.ts';
import { createJobWorld, failure, success, type JobWorld } from './job-world.ts';

let world: JobWorld;
beforeEach(async () => {
  world = await createJobWorld();
});
afterEach(() => world.dispose());

const jobOf = async (id: string) => (await world.store.getJob(id))!;
const lines = (count: number): string => Array.from({ length: count }, (_, n) => `{"n":${String(n)}}\n`).join('');

/** Brings the text as Iterable would. */
const bring =
  (text: string, form: 'ndjson' | 'csv' = 'ndjson') =>
  async (call: StepCall): Promise<ActionResult> =>
    success(await world.rows.write('con_1', call.stepKey.split('/')[0] ?? '', form, Readable.from([text])));

const filesLeft = async (): Promise<string[]> => (await world.rows.ofConnection('con_1')).map(({ path }) => path);

const loop = (changes: Partial<ForEachPageStep> = {}): Step => ({
  id: 'people',
  forEachPage: { use: 'read_it', with: { to: '{{ trigger.email }}' } },
  pageSize: 4,
  steps: [{ id: 'write', use: 'write_it', with: { page: '{{ index }}', rows: '{{ item | map: "n" }}' } }],
  ...changes,
});
const written = (): unknown[] =>
  world.calls.filter(({ action }) => action.name === 'write_it').map(({ input }) => input['rows']);

describe('for each page of rows', () => {
  test('the steps run once for each page with its rows, and the output counts pages, rows and bad rows', async () => {
    const id = await world.start(await world.recipe([loop()]));
    world.script.push(bring(`${lines(6)}no json\n${lines(2)}`));
    await world.runDue();
    const { status, ledger } = await jobOf(id);
    expect(status).toBe('succeeded');
    expect(world.calls[0]).toMatchObject({ asRows: true, input: { to: 'ada@example.com' } });
    expect(written()).toEqual([[0, 1, 2, 3], [4, 5, 0], [1]]);
    expect(ledger.map(({ path }) => path)).toEqual([
      'people.rows',
      'people[0]',
      'people[0].write',
      'people[1]',
      'people[1].write',
      'people[2]',
      'people[2].write',
      'people',
    ]);
    expect(ledger.find(({ path }) => path === 'people[1]')?.output).toEqual({
      firstRow: 5,
      read: 4,
      rows: 3,
      badRows: 1,
    });
    expect(ledger.at(-1)?.output).toEqual({ pages: 3, rows: 8, badRows: 1 });
  });

  test.each([
    ['nothing', '', 0, 0],
    ['exactly one page', lines(4), 1, 0],
    ['rows that cannot be read only', 'a\nb\nc\nd\ne\n', 0, 5],
  ])('an answer of %s runs the steps as often as there are pages with rows', async (_, text, pages, badRows) => {
    const id = await world.start(await world.recipe([loop()]));
    world.script.push(bring(text));
    await world.runDue();
    expect(written()).toHaveLength(pages);
    expect((await jobOf(id)).ledger.at(-1)?.output).toMatchObject({ pages, badRows });
  });

  test('columns of CSV are the fields of a row, also of the pages behind the first', async () => {
    await world.start(await world.recipe([loop({ pageSize: 2 })]));
    world.script.push(bring('n,name\n1,"a,b"\n2,c\n3,d\n', 'csv'));
    await world.runDue();
    expect(written()).toEqual([['1', '2'], ['3']]);
  });

  test('a new process goes on at the page that was under way, and brings the rows no second time', async () => {
    const id = await world.start(await world.recipe([loop()]));
    world.script.push(bring(lines(12)));
    // the process dies within the second page: its intent is on disk, its outcome is not
    const recordSteps = world.store.recordSteps.bind(world.store);
    let isDead = false;
    const store = {
      ...world.store,
      changeJob: world.store.changeJob,
      recordSteps: async (...args: Parameters<typeof recordSteps>) => {
        const isOutcome = args[0].some(({ path, outcome }) => path === 'people[1].write' && outcome !== null);
        if (isDead || isOutcome) return ((isDead = true), false);
        return recordSteps(...args);
      },
    };
    await world.runDue({ store });
    const before = world.calls.length;
    await world.restart();
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'succeeded' });
    const later = world.calls.slice(before);
    expect(later.map(({ stepKey }) => stepKey)).toEqual([`${id}/people[1].write`, `${id}/people[2].write`]);
    expect(later.map(({ input }) => input['rows'])).toEqual([
      [4, 5, 6, 7],
      [8, 9, 10, 11],
    ]);
  });

  test('rows that broke off are asked for again after a wait, and a refusal fails the job', async () => {
    const id = await world.start(await world.recipe([loop()]));
    world.script.push(
      () => failure('retry', 'ITC_ITERABLE_NO_ANSWER'),
      () => failure('rejected', 'ITC_ITERABLE_REJECTED'),
    );
    await world.runDue();
    expect((await jobOf(id)).status).toBe('waiting');
    world.clock.now += 60_000;
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({ status: 'failed', reason: expect.stringContaining('people.rows') });
  });

  test('rows stay while the job can go on from where it failed, and go when it ended well', async () => {
    const recipe = await world.recipe([loop()]);
    world.script.push(bring(lines(1)), () => failure('rejected', 'ITC_ITERABLE_REJECTED'));
    await world.start(recipe);
    await world.runDue();
    const [kept, ...others] = await filesLeft();
    expect(others).toEqual([]);
    world.script.push(bring(lines(1)));
    await world.start(recipe);
    await world.runDue();
    expect(await filesLeft()).toEqual([kept]);
    await world.rows.removeOld(Date.now() + 60_000);
    expect(await filesLeft()).toEqual([]);
  });

  test('a job whose rows are gone says so and names the page', async () => {
    const recipe = await world.recipe([loop()]);
    world.script.push(() => success({ file: 'con_1/job_x.rows_y.ndjson' }));
    const id = await world.start(recipe);
    await world.runDue();
    expect(await jobOf(id)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('people[0]'),
      error: { code: 'ITC_ROWS_GONE' },
    });
  });

  test.each(['../../etc/passwd', 'con_1/../x.ndjson', '/etc/hosts', ''])(
    'a reference such as %p leads to no file outside of the folder of rows',
    async (file) => {
      await expect(world.rows.read(file, { row: 0, offset: 0 }, 1)).rejects.toMatchObject({ code: 'ITC_ROWS_GONE' });
    },
  );

  test('rows are there only when they are whole', async () => {
    const broken = new Readable({
      read() {
        this.push('{"n":1}\n');
        this.destroy(new Error('cut'));
      },
    });
    await expect(world.rows.write('con_1', 'job_1', 'ndjson', broken)).rejects.toThrow('cut');
    expect(await filesLeft()).toEqual([]);
  });
});
