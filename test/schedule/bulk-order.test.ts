import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { checkAction } from '../../connector/check-declaration.ts';
import { startBulkRun } from '../../connector/bulk/bulk-action.ts';
import { createBulkFiles } from '../../connector/bulk/bulk-files.ts';
import { createBulkRunner, type BulkParts } from '../../connector/bulk/bulk-runner.ts';
import { runBulkOrder } from '../../connector/bulk/run-bulk-order.ts';
import { picklists } from '../../actions/index.ts';
import { createScheduler } from '../../connector/schedule/scheduler.ts';
import { newId } from '../../connector/store/new-id.ts';
import type { JsonObject } from '../../errors/json.ts';
import { eventually, startTestServer, type TestServer } from '../http/test-server.ts';
import { endedJob, fieldsOf, recipeOf, type Reader, type Run } from './bulk-order-world.ts';

describe('the step "Start bulk run"', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ ITC_OUTBOUND_ALLOW: '127.0.0.1' });
  });
  afterEach(() => server.close());

  const read: Reader = async <T>(method: 'GET', path: string) => (await server.api<T>(method, path)).body;
  const runs = async (): Promise<Run[]> => (await read<{ items: Run[] }>('GET', '/bulk')).items;
  const ended = async (id: string): Promise<Run> =>
    eventually('the run ends', async () => {
      const run = await read<Run>('GET', `/bulk/${id}`);
      return ['done', 'failed', 'cancelled'].includes(run.status) ? run : null;
    });
  const failedRows = async (id: string): Promise<{ row: number; key: string; reason: string }[]> => {
    const answer = await fetch(`${server.running.url}/api/v1/bulk/${id}/results?outcome=failed`, {
      headers: { authorization: 'Bearer test-admin-token-0001' },
    });
    const lines = (await answer.text()).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as { row: number; key: string; reason: string });
  };
  /** saves the recipe and lets the clock of other schedulers stand at the same hour of the next day */
  const fire = async (input: JsonObject, values: JsonObject = {}): Promise<void> =>
    fireRecipe(recipeOf({ use: 'on_schedule', with: { cron: '0 6 * * *', values } }, input));
  const fireRecipe = async (document: unknown): Promise<void> => {
    const saved = await server.api('POST', '/recipes', { document, enable: true });
    expect(saved).toMatchObject({ status: 201, body: { enabled: true } });
    const { store, registry, wakeWorker, log } = server.running.runtime;
    for (const days of [0, 1, 1]) {
      const now = (): number => Date.now() + days * 24 * 60 * 60_000;
      await createScheduler({ store, registry, newId, now, log, onJobs: wakeWorker, dedupWindowMs: 60_000 }).tick();
    }
  };
  const order = async (input: JsonObject, stepKey: string) => {
    const { bulk, connections } = server.running.runtime;
    const parts = { bulk, newId, sleep: (ms: number) => sleep(ms), stopping: new AbortController().signal };
    return runBulkOrder(parts, await connections.open('sandbox'), input, stepKey);
  };
  const started = async (input: JsonObject, stepKey = 'job_1/write'): Promise<Run> => {
    const { output, error } = await order(input, stepKey);
    expect(error).toBeNull();
    return ended((output as { run: string }).run);
  };

  test('keeps the contract of actions, and each of its inputs is refused by its reason', () => {
    expect(() => checkAction(startBulkRun, new Map(picklists.map((one) => [one.name, one])))).not.toThrow();
  });

  test('L9 L21: a schedule writes a CSV with a value for each person, and the job shows the counts and leads to the failed rows', async () => {
    const audience = 'mail,variant\nown1@example.com,a\nown2@example.com,{{ row.mail }}\nno address,b\n';
    await fire(
      {
        csv: '{{ trigger.values.audience }}',
        person: 'mail',
        columns: { lf_variant: 'variant' },
        values: { note: '{{ trigger.values.note }}' },
        wait: true,
      },
      { audience, note: '{{ row.mail }} \\{{' },
    );
    const job = await endedJob(read);
    expect(job).toMatchObject({
      status: 'succeeded',
      ledger: [{ stepId: 'write', output: { isNew: true, status: 'done', accepted: 2, failed: 1, unknown: 0 } }],
    });
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(job.ledger[0]?.output).toMatchObject({ run: run?.id });
    // no text of the audience or of the trigger is read as a pill
    expect(fieldsOf(server.sandbox, 'own1@example.com')).toMatchObject({
      lf_variant: 'a',
      note: '{{ row.mail }} \\{{',
    });
    expect(fieldsOf(server.sandbox, 'own2@example.com')).toMatchObject({ lf_variant: '{{ row.mail }}' });
    expect(await failedRows(run?.id ?? '')).toEqual([
      expect.objectContaining({ row: 3, reason: expect.stringMatching(/email/) }),
    ]);
  });

  test('the template fetches its CSV and writes all of it', async () => {
    const people = Array.from({ length: 2_000 }, (_, n) => `p${String(n)}@example.com`);
    const csv = ['email,variant', ...people.map((email, n) => `${email},v${String(n)}`)].join('\n');
    const source = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/csv' }).end(csv));
    source.listen(0, '127.0.0.1');
    await once(source, 'listening');
    try {
      const { items } = await read<{ items: { name: string; document: JsonObject }[] }>('GET', '/recipe-templates');
      const template = JSON.stringify(items.find(({ name }) => name === 'write_back_csv')?.document);
      const here = `http://127.0.0.1:${String((source.address() as AddressInfo).port)}`;
      await fireRecipe(JSON.parse(template.replace('https://www.example.com', here)));
      const job = await endedJob(read);
      expect(job).toMatchObject({ status: 'succeeded' });
      expect(job.ledger.at(-1)?.output).toMatchObject({ status: 'done', accepted: 2_000, failed: 0 });
    } finally {
      source.close();
      await once(source, 'close');
    }
    const written = people.map((email) => (fieldsOf(server.sandbox, email) as JsonObject | undefined)?.['lf_variant']);
    expect(written).toEqual(people.map((_, n) => `v${String(n)}`));
  });

  test('without waiting the step ends when the run is stored', async () => {
    await fire({ rows: [{ email: 'later@example.com', tier: 'gold' }], columns: { tier: 'tier' } });
    expect(await endedJob(read)).toMatchObject({
      status: 'succeeded',
      ledger: [{ output: { isNew: true, status: 'queued', accepted: 0, failed: 0 } }],
    });
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(await ended(run?.id ?? '')).toMatchObject({ status: 'done', counts: { accepted: 1 } });
    expect(fieldsOf(server.sandbox, 'later@example.com')).toMatchObject({ tier: 'gold' });
  });

  test('attempts of one step make one run, one after another and at once; another step makes its own', async () => {
    const input = { csv: 'email;tier\nonce@example.com;gold\n', delimiter: ';', columns: { tier: 'tier' } };
    const answers = await Promise.all(Array.from({ length: 5 }, () => order(input, 'job_1/write')));
    answers.push(await order({ ...input, wait: true }, 'job_1/write'));
    const outputs = answers.map(({ outcome, output }) => {
      expect(outcome).toBe('success');
      return output as { run: string; isNew: boolean };
    });
    expect(new Set(outputs.map(({ run }) => run)).size).toBe(1);
    expect(outputs.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(answers.at(-1)?.output).toMatchObject({ isNew: false, status: 'done', accepted: 1 });
    expect(server.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate')).toHaveLength(1);
    await started(input, 'job_2/write');
    expect(await runs()).toHaveLength(2);
  });

  test('a run whose process is gone with its file before it began is taken up by the next attempt', async () => {
    const { runtime } = server.running;
    const folder = mkdtempSync(join(tmpdir(), 'itc-gone-'));
    try {
      const gone = createBulkRunner({
        store: runtime.store,
        files: createBulkFiles(folder, 1_000_000),
        findAction: (name) => ({ action: runtime.registry.action(name), inputSchema: null }),
        openConnection: runtime.connections.open,
        now: () => Date.now(),
        newId,
      } as Partial<BulkParts> as BulkParts);
      const input = { csv: 'email,tier\ngone@example.com,gold\n', columns: { tier: 'tier' } };
      const parts = { bulk: gone, newId, sleep: (ms: number) => sleep(ms), stopping: new AbortController().signal };
      const connection = await runtime.connections.open('sandbox');
      expect(await runBulkOrder(parts, connection, input, 'job_1/write')).toMatchObject({ outcome: 'success' });
      expect((await order({ ...input, wait: true }, 'job_1/write')).output).toMatchObject({
        isNew: false,
        status: 'done',
        accepted: 1,
      });
      expect(fieldsOf(server.sandbox, 'gone@example.com')).toMatchObject({ tier: 'gold' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a wait that the end of the process cuts off is left to the next attempt', async () => {
    server.sandbox.addFault({ match: { path: '/api/users/bulkUpdate' }, kind: 'status', status: 429, retryAfter: 600 });
    const { bulk, connections } = server.running.runtime;
    const stopping = new AbortController();
    const answer = runBulkOrder(
      { bulk, newId, sleep: (ms, signal) => sleep(ms, undefined, { signal }), stopping: stopping.signal },
      await connections.open('sandbox'),
      { csv: 'email,tier\na@example.com,b\n', columns: { tier: 'tier' }, wait: true },
      'job_1/write',
    );
    await eventually('the run is there', async () => (await runs())[0]);
    stopping.abort();
    expect(await answer).toMatchObject({ outcome: 'retry', error: { code: 'ITC_STOPPING' } });
  });

  test('everybody on a list gets the values, and the people of events get those of their events', async () => {
    const made = await server.api<{ output: { listId: number } }>('POST', '/actions/create_list/run', {
      connection: 'sandbox',
      input: { name: 'Audience' },
    });
    const { listId } = made.body.output;
    await server.api('POST', '/actions/add_subscribers_to_list/run', {
      connection: 'sandbox',
      input: { listId, subscribers: [{ email: 'one@example.com' }, { email: 'two@example.com' }] },
    });
    expect(await started({ list: listId, values: { season: ['spring'] } })).toMatchObject({ counts: { accepted: 2 } });
    for (const address of ['one@example.com', 'two@example.com']) {
      expect(fieldsOf(server.sandbox, address)).toMatchObject({ season: ['spring'] });
    }

    for (const [email, plan] of [
      ['one@example.com', 'basic'],
      ['two@example.com', 'pro'],
    ]) {
      await server.api('POST', '/actions/track_event/run', {
        connection: 'sandbox',
        input: { eventName: 'planChosen', email, dataFields: { plan, seats: { count: 3 } } },
      });
    }
    const events = { dataTypeName: 'customEvent', range: 'All', onlyFields: ['email', 'plan', 'seats'] };
    const run = await started({ events, columns: { chosen: 'plan', seats: 'seats.count' } }, 'job_2/write');
    expect(run).toMatchObject({ status: 'done', error: null });
    expect(fieldsOf(server.sandbox, 'one@example.com')).toMatchObject({ chosen: 'basic', seats: 3 });
    expect(fieldsOf(server.sandbox, 'two@example.com')).toMatchObject({ chosen: 'pro', seats: 3 });
  });

  test('cells with JSON become lists and objects, and one that is none fails alone', async () => {
    const csv = 'email,assigned\na@example.com,"[{""variant"":""b""}]"\nb@example.com,[oops\nc@example.com,\n';
    const run = await started({ csv, columns: { assigned: 'assigned' }, jsonColumns: ['assigned'] });
    expect(run).toMatchObject({ status: 'done', counts: { accepted: 2, failed: 1 } });
    expect(fieldsOf(server.sandbox, 'a@example.com')).toMatchObject({ assigned: [{ variant: 'b' }] });
    expect(await failedRows(run.id)).toEqual([expect.objectContaining({ row: 2 })]);
  });

  test.each([
    [{ csv: 'mail,variant\na@example.com,b\n', columns: { v: 'variant' } }, 'person', 'email'],
    [{ csv: 'email,variant\na@example.com,b\n', columns: { v: 'variante' } }, 'columns.v', 'variante'],
    [{ csv: '', columns: { v: 'variant' } }, 'person', 'email'],
    [{ rows: [{ email: 'a@example.com', v: { x: 1 } }], columns: { v: 'v.y' } }, 'columns.v', 'v.y'],
    [{ list: 1068682, columns: { v: 'variant' } }, 'columns.v', 'variant'],
  ])('a column that is missing in %j is refused by its name', async (input, path, column) => {
    const { outcome, error, output } = await order(input as JsonObject, 'job_1/write');
    expect({ outcome, output }).toEqual({ outcome: 'rejected', output: null });
    expect(error).toMatchObject({ code: 'ITC_INPUT_INVALID', details: { path } });
    expect(error?.message).toContain(`\`${column}\``);
    expect(JSON.stringify(error)).not.toContain('a@example.com');
    expect(await runs()).toEqual([]);
  });

  test('a column that no event has ends the run and the step that waits for it, by its name', async () => {
    await server.api('POST', '/actions/track_event/run', {
      connection: 'sandbox',
      input: { eventName: 'planChosen', email: 'one@example.com', dataFields: { plan: 'pro' } },
    });
    await fire({
      events: { dataTypeName: 'customEvent', range: 'All' },
      columns: { chosen: 'plans' },
      wait: true,
    });
    const job = await endedJob(read);
    expect(job).toMatchObject({ status: 'failed', ledger: [{ output: { status: 'failed', accepted: 0 } }] });
    expect(job.error?.message).toContain('`plans`');
    expect(server.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate')).toEqual([]);
    // an export without rows has nobody and lacks nothing
    const none = { dataTypeName: 'emailComplaint', range: 'All' };
    expect(await started({ events: none, columns: { chosen: 'plans' } }, 'job_2/write')).toMatchObject({
      status: 'done',
      counts: { accepted: 0, failed: 0 },
    });
  });
});
