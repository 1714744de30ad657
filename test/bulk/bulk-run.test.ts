import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { RowResult } from '../../connector/bulk/result-file.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Fault } from '../../sandbox/index.ts';
import { jsonLines, startBulkWorld, type BulkWorld } from './bulk-world.ts';

let world: BulkWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

interface SandboxUser {
  email?: string;
  dataFields: Record<string, unknown>;
}
const usersOf = ({ sandbox }: BulkWorld): Map<string, SandboxUser> =>
  new Map((sandbox.state.users as unknown as SandboxUser[]).map((user) => [user.email ?? '', user]));
const byOutcome = (results: RowResult[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};

const fault = fc.oneof(
  fc
    .constantFrom<Fault['kind']>('reset', 'resetAfterProcessing', 'truncate', 'badJson', 'html')
    .map((kind) => ({ kind })),
  fc.constantFrom(413, 429, 500, 503).map((status) => ({
    kind: 'status' as const,
    status,
    body: { msg: 'x', code: status === 413 ? 'BatchTooLarge' : status === 429 ? 'RateLimitExceeded' : 'GenericError' },
  })),
);

describe('A bulk run', () => {
  test('For random rows and random faults of the network, the result of every row is what the sandbox holds, once each.', async () => {
    const row = fc.record({
      kind: fc.constantFrom('good', 'good', 'good', 'invalid', 'mistyped', 'unshaped', 'broken'),
      person: fc.nat(25),
      value: fc.nat(1000),
    });
    world = await startBulkWorld({ batch: { maxItems: 7, maxBytes: 900 } });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), fc.array(fault, { maxLength: 6 }), async (rows, faults) => {
        const { sandbox } = world as BulkWorld;
        await fetch(`${sandbox.url}/sandbox/reset`, { method: 'POST' });
        for (const one of faults) {
          sandbox.addFault({ match: { path: '/api/users/bulkUpdate' }, times: 1, ...one } as Fault);
        }
        const lines = rows.map(({ kind, person, value }) => {
          const email = `p${String(person)}@example.com`;
          if (kind === 'good') return JSON.stringify({ email, dataFields: { value } });
          if (kind === 'invalid')
            return JSON.stringify({ email: `no address ${String(person)}`, dataFields: { value } });
          if (kind === 'mistyped')
            return JSON.stringify({ email, dataFields: { shoeSize: value % 2 ? value : 'large' } });
          return kind === 'unshaped' ? JSON.stringify({ mail: email }) : '{"email":';
        });
        const { begin, settled, results: resultsOf } = world as BulkWorld;
        const id = await begin(lines.join('\n'));
        const run = await settled(id);
        const results = await resultsOf(id);
        // a row that is refused alone for its size has nothing left to be split
        const isCut = faults.some((one) => 'status' in one && one.status === 413);
        expect(run.status).toBe('done');
        expect(results.map((result) => result.row).sort((a, b) => a - b)).toEqual(rows.map((_, index) => index + 1));
        expect(run.progress.counts).toMatchObject(byOutcome(results));
        const outcomeOf = new Map(results.map(({ row: number, outcome }) => [number, outcome]));
        const users = usersOf(world as BulkWorld);
        const expected = new Map<string, number>();
        for (const [index, { kind, person, value }] of rows.entries()) {
          const outcome = outcomeOf.get(index + 1);
          if (kind === 'good' && !isCut) expect(outcome).toBe('accepted');
          if (['unshaped', 'broken'].includes(kind) || (kind === 'invalid' && !isCut)) expect(outcome).toBe('failed');
          if (kind === 'invalid') expect(outcome).not.toBe('accepted');
          if (kind === 'good' && outcome === 'accepted') expected.set(`p${String(person)}@example.com`, value);
        }
        // the last row of each person stands: repeats kept their order
        for (const [email, value] of expected) expect(users.get(email)?.dataFields.value).toBe(value);
        const peopleOf = (outcome: string): string[] =>
          rows.flatMap(({ person, kind }, index) =>
            outcomeOf.get(index + 1) === outcome && kind !== 'invalid' ? [`p${String(person)}@example.com`] : [],
          );
        const written = [...users.keys()].filter((email) => /^p\d+@example\.com$/.test(email));
        expect(written).toEqual(expect.arrayContaining(peopleOf('accepted')));
        expect([...peopleOf('accepted'), ...peopleOf('unknown')]).toEqual(expect.arrayContaining(written));
        // only a refusal after a lost answer leaves a row that may be repeated in the dark
        if (!isCut) expect(peopleOf('unknown')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('A row that is refused for its size after an attempt with a lost answer is unknown, not failed.', async () => {
    world = await startBulkWorld();
    const path = '/api/users/bulkUpdate';
    world.sandbox.addFault({ match: { path }, times: 1, kind: 'resetAfterProcessing' });
    world.sandbox.addFault({ match: { path }, times: 1, kind: 'status', status: 413 });
    const id = await world.begin(jsonLines([{ email: 'p1@example.com' }]));
    await world.settled(id);
    expect(await world.results(id)).toMatchObject([
      { outcome: 'unknown', reason: expect.stringContaining('an earlier attempt was lost') },
    ]);
    expect(usersOf(world).has('p1@example.com')).toBe(true);

    world.sandbox.addFault({ match: { path }, times: 1, kind: 'status', status: 429 });
    world.sandbox.addFault({ match: { path }, times: 1, kind: 'status', status: 413 });
    const second = await world.begin(jsonLines([{ email: 'p2@example.com' }]));
    await world.settled(second);
    expect(await world.results(second)).toMatchObject([{ outcome: 'failed' }]);
    expect(usersOf(world).has('p2@example.com')).toBe(false);
  });

  test('Rows of one person go out in their order although calls overlap, and each is accepted.', async () => {
    world = await startBulkWorld({ batch: { maxItems: 10 }, sandbox: { latencyMs: 3 } });
    const rows = Array.from({ length: 200 }, (_, n) => ({
      email: `p${String(n % 20)}@example.com`,
      dataFields: { n },
    }));
    const id = await world.begin(jsonLines(rows));
    await world.settled(id);
    expect(byOutcome(await world.results(id))).toEqual({ accepted: 200 });
    const users = usersOf(world);
    for (let person = 0; person < 20; person++) {
      expect(users.get(`p${String(person)}@example.com`)?.dataFields.n).toBe(180 + person);
    }
    expect(world.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate').length).toBeLessThanOrEqual(30);
  });

  test('A paused run sends nothing more and goes on from its last recorded row; a cancelled one ends.', async () => {
    world = await startBulkWorld({ batch: { maxItems: 5 }, sandbox: { latencyMs: 10 } });
    const rows = Array.from({ length: 400 }, (_, n) => ({ email: `p${String(n)}@example.com` }));
    const id = await world.begin(jsonLines(rows));
    while ((await world.runner.get(id)).progress.counts.accepted < 20) await new Promise((next) => setTimeout(next, 2));
    await world.runner.pause(id);
    const paused = await world.settled(id);
    expect(paused.status).toBe('paused');
    expect(paused.progress.counts.accepted).toBeLessThan(400);
    const calls = world.sandbox.calls.length;
    await new Promise((next) => setTimeout(next, 30));
    expect(world.sandbox.calls.length).toBe(calls);
    await expect(world.runner.pause(id)).rejects.toMatchObject({ code: 'ITC_BULK_STATE' });
    await world.runner.resume(id);
    const done = await world.settled(id);
    expect(done).toMatchObject({ status: 'done', progress: { counts: { accepted: 400, failed: 0 } } });
    expect(new Set((await world.results(id)).map(({ row }) => row)).size).toBe(400);

    const second = await world.begin(jsonLines(rows));
    await world.runner.cancel(second);
    expect((await world.settled(second)).status).toBe('cancelled');
    await expect(world.runner.resume(second)).rejects.toMatchObject({ code: 'ITC_BULK_STATE' });
  });

  test('A run whose begin failed after it was stored is begun once more, and each row is written once.', async () => {
    let faults = 0;
    world = await startBulkWorld({
      wrapStore: (store) => ({
        ...store,
        async moveBulkRun(id, from, change) {
          const moved = await store.moveBulkRun(id, from, change);
          if (change.status !== 'running' || faults > 0) return moved;
          faults += 1;
          throw new ConnectorError('ITC_STORE_UNAVAILABLE');
        },
      }),
    });
    const id = await world.begin(jsonLines([{ email: 'ada@example.com', dataFields: { value: 1 } }]));
    expect(await world.settled(id)).toMatchObject({ status: 'done', progress: { counts: { accepted: 1 } } });
    expect(faults).toBe(1);
    expect(world.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate')).toHaveLength(1);
  });

  test('A redrive takes the failed rows alone, under the numbers that they had.', async () => {
    world = await startBulkWorld({ batch: { maxItems: 4 } });
    world.sandbox.addFault({
      match: { path: '/api/users/bulkUpdate' },
      kind: 'status',
      status: 400,
      body: { msg: 'odd', code: 'BadParams', params: null },
      times: 1,
      probability: 1,
    });
    const lines = jsonLines(Array.from({ length: 12 }, (_, n) => ({ email: `p${String(n)}@example.com` })));
    const first = await world.begin(`${lines}{"email":"late@example.com","x":1}\n`);
    const stopped = await world.settled(first);
    // nothing was accepted yet, so the refusal is taken for a fault of the whole run
    expect(stopped).toMatchObject({ status: 'failed', error: { code: 'ITC_ITERABLE_REJECTED' } });
    await world.runner.resume(first);
    const run = await world.settled(first);
    expect(run.progress.counts).toMatchObject({ accepted: 12, failed: 1 });
    const calls = world.sandbox.calls.length;
    const again = await world.settled((await world.runner.redrive(first, ['failed'])).id);
    expect(again.status).toBe('done');
    expect(await world.results(again.id)).toEqual([expect.objectContaining({ row: 13, outcome: 'failed' })]);
    expect(world.sandbox.calls.slice(calls).filter(({ path }) => path.endsWith('bulkUpdate'))).toHaveLength(0);
  });

  test('A refused key ends the run at once with its rows unsettled, and they go out once the key is right.', async () => {
    world = await startBulkWorld({ batch: { maxItems: 3 } });
    const keys = world.sandbox.settings.apiKeys;
    world.sandbox.settings.apiKeys = [{ key: 'another', kind: 'server', region: 'us' }];
    const id = await world.begin(
      jsonLines(Array.from({ length: 9 }, (_, n) => ({ email: `p${String(n)}@example.com` }))),
    );
    const failed = await world.settled(id);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'ITC_ITERABLE_KEY_REJECTED' } });
    expect(failed.progress.counts).toEqual({ accepted: 0, failed: 0, skipped: 0, unknown: 0 });
    world.sandbox.settings.apiKeys = keys;
    await world.runner.resume(id);
    expect((await world.settled(id)).progress.counts.accepted).toBe(9);
  });

  test('An action that must not be repeated leaves the rows of a lost answer unknown, and sends each row once.', async () => {
    world = await startBulkWorld({ batch: { maxItems: 5 }, change: { idempotent: false, onUnknownOutcome: 'hold' } });
    world.sandbox.addFault({ match: { path: '/api/users/bulkUpdate' }, kind: 'resetAfterProcessing', times: 1 });
    const id = await world.begin(
      jsonLines(Array.from({ length: 20 }, (_, n) => ({ email: `p${String(n)}@example.com` }))),
    );
    const run = await world.settled(id);
    expect(run.status).toBe('done');
    expect(run.progress.counts).toMatchObject({ accepted: 15, unknown: 5 });
    expect(world.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate')).toHaveLength(4);
    expect(run.progress.unsure).toBe('');
  });

  test('The members of a list are brought from Iterable and written like the rows of a file.', async () => {
    world = await startBulkWorld();
    const list = [...world.sandbox.state.lists].find(({ listType }) => listType === 'Standard');
    const fill = await world.begin(
      jsonLines(Array.from({ length: 30 }, (_, n) => ({ email: `m${String(n)}@example.com` }))),
      {
        action: 'add_subscribers_to_list',
        input: { listId: list?.id ?? 0 },
      },
    );
    expect((await world.settled(fill)).progress.counts.accepted).toBe(30);
    const { id } = await world.runner.create({
      action: 'bulk_upsert_users',
      connection: 'test',
      source: { kind: 'list', format: 'ndjson', listId: list?.id ?? 0 },
      upload: null,
      mapping: { email: '{{ row.email }}', dataFields: { wave: 'first' } },
      isAuto: false,
      input: {},
    });
    expect((await world.settled(id)).progress.counts.accepted).toBeGreaterThanOrEqual(30);
    expect(usersOf(world).get('m7@example.com')?.dataFields.wave).toBe('first');
  });

  test('A type that does not fit costs its row and no call, and CSV text becomes the type of its field.', async () => {
    world = await startBulkWorld();
    const first = await world.begin(
      jsonLines([{ email: 'a@example.com', dataFields: { age: 5, score: 1.5, vip: true, zip: '02134' } }]),
    );
    await world.settled(first);
    const csv = 'Email,age,score,vip,zip\nb@example.com,42,7.25,TRUE,02135\nc@example.com,old,1,false,02136\n';
    const id = await world.begin(csv, { format: 'csv', isAuto: true });
    await world.settled(id);
    expect(await world.results(id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ row: 1, outcome: 'accepted' }),
        expect.objectContaining({ row: 2, outcome: 'failed', reason: expect.stringContaining('`age`') as unknown }),
      ]),
    );
    expect(usersOf(world).get('b@example.com')?.dataFields).toMatchObject({
      age: 42,
      score: 7.25,
      vip: true,
      zip: '02135',
    });
    expect(world.sandbox.calls.filter(({ path }) => path.endsWith('bulkUpdate'))).toHaveLength(2);
  });

  test('What is wrong with the whole run is said before anything is stored or sent.', async () => {
    world = await startBulkWorld();
    await expect(world.begin('', { mapping: { email: '{{ trigger.email }}' } })).rejects.toMatchObject({
      code: 'ITC_INPUT_INVALID',
    });
    await expect(world.begin('', { mapping: { email: '{{ row.email | shout }}' } })).rejects.toMatchObject({
      code: 'ITC_FUNCTION_UNKNOWN',
    });
    await expect(world.begin('', { action: 'add_subscribers_to_list' })).rejects.toMatchObject({
      code: 'ITC_INPUT_INVALID',
    });
    await expect(world.begin('', { action: 'no_such' })).rejects.toMatchObject({ code: 'ITC_ACTION_UNKNOWN' });
    expect(world.sandbox.calls).toHaveLength(0);
  });
});
