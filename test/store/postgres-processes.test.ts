import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import { emptyConsentDocument } from '../../connector/consent/consent-document.ts';
import type { Store } from '../../connector/store/store.ts';
import { askFor, consentWrite, erasure } from './consent-contract.ts';
import { postgresStores } from './open-postgres.ts';
import { appendAudit } from './people-contract.ts';
import { newSuppression } from './send-contract.ts';
import { iso, newEvent, newJob, saveRecipe, stepOf, t0 } from './store-records.ts';

const stores = postgresStores();
let here: Store;
let there: Store;
let other: pg.Client;
beforeEach(async () => {
  here = await stores.openEmpty(() => t0);
  there = await stores.open(() => t0);
  other = new pg.Client({ connectionString: await stores.url() });
  await other.connect();
});
afterEach(async () => {
  await other.end();
  await Promise.all([here.close(), there.close()]);
});

const both = <T>(count: number, work: (store: Store, index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index % 2 === 0 ? here : there, index)));

/** Resolves when a statement waits for a lock. */
async function someoneWaits(): Promise<void> {
  const watcher = new pg.Client({ connectionString: await stores.url() });
  await watcher.connect();
  while ((await watcher.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rows.length === 0);
  await watcher.end();
}

describe('two processes on one PostgreSQL', () => {
  test('write one audit log, each entry made from the one before', async () => {
    await both(20, (store) => appendAudit(store, {}));
    const { items } = await here.listAudit({ oldestFirst: true });
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(items.slice(1).every(({ previous }, index) => previous === items[index]?.hash)).toBe(true);
    await expect(other.query("UPDATE audit SET entry = '{}'")).rejects.toThrow('append-only');
    await expect(other.query('DELETE FROM audit')).rejects.toThrow('append-only');
    await expect(other.query('TRUNCATE audit')).rejects.toThrow('append-only');
  });

  test('make one record of what both learn of a person at the same time', async () => {
    const place = { connectionId: 'con_1', channel: 'email', person: { email: 'ada@example.com', userId: null } };
    await both(6, (store, index) =>
      store.updateSuppression(place, (before) => {
        const marks = { [`type:${index}`]: { isOn: true, reason: 'manual' as const, at: iso(t0), source: 'x' } };
        const fresh = newSuppression({ id: `sup_${index}`, ...place.person, marks });
        return before === null ? fresh : { ...before, marks: { ...before.marks, ...marks } };
      }),
    );
    const { items } = await here.listSuppressions({});
    expect(items.map(({ marks }) => Object.keys(marks).length)).toEqual([6]);
  });

  test('lose no change of one consent, and start one erasure of one person', async () => {
    await both(10, (store, index) =>
      store.changeConsent({ connectionId: 'con_1', names: ['mail'] }, ([row]) => {
        const change = { preference: 'opt_out', atMs: index, source: 'outside', sequence: String(index) } as const;
        const registers = { ...row?.document.registers, [`list:${index}`]: change };
        return { ...consentWrite(row?.id ?? `csp_${index}`), document: { ...emptyConsentDocument(), registers } };
      }),
    );
    expect(Object.keys((await here.findConsent('con_1', ['mail']))?.document.registers ?? {})).toHaveLength(10);
    expect(await here.consentCounts('con_1')).toEqual({ applied: 10 });
    const added = await both(
      6,
      async (store, index) => (await askFor(store, `task_${index}`, erasure({ id: `era_${index}` })))[0]!,
    );
    expect(new Set(added.map(({ id }) => id)).size).toBe(1);
  });

  test('make a template once, and take no more calls of a day than there are', async () => {
    const place = { connectionId: 'con_1', fingerprint: 'f'.repeat(64) };
    const claims = await both(6, (store, index) =>
      store.claimShadow(place, { owner: `job_${index}`, at: iso(t0), leaseUntil: iso(t0 + 60_000) }),
    );
    expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1);
    const taken = await both(8, (store) => store.takeErasureCall('project', iso(t0), 5));
    expect(taken.filter((until) => until === null)).toHaveLength(5);
  });

  test('pass over no event whose number is lower and whose commit is later', async () => {
    const slow = newEvent({ body: Buffer.from('slow') });
    await here.appendEvent(newEvent());
    await other.query('BEGIN');
    await other.query(
      `INSERT INTO events (id, connection_id, connection, kind, received_at, method, content_type, headers, query, body)
       VALUES ($1, 'con_1', 'main', 'system_webhook', $2, 'POST', 'text/plain', '{}', '', $3)`,
      [slow.id, slow.receivedAt, slow.body],
    );
    const quick = newEvent();
    await there.appendEvent(quick);
    const before = await here.followEvents('sends', 10);
    expect(before).toEqual({ events: [], position: null });
    const meanwhile = here.followEvents('sends', 10);
    await other.query('COMMIT');
    expect((await meanwhile).events.slice(1).map(({ id }) => id)).toEqual([slow.id, quick.id]);
  });

  test('an erasure empties what a worker of the other process writes meanwhile, and takes the job from it', async () => {
    const recipe = await saveRecipe(here);
    const job = newJob(recipe);
    await here.appendEvent(newEvent({ body: Buffer.from('carol'), jobs: [job] }));
    const [claimed] = await there.claimJobs(1, iso(t0), iso(t0 + 30_000));
    // as a worker does it: the row of the job is locked, not changed
    await other.query('BEGIN');
    await other.query('SELECT seq FROM jobs WHERE id = $1 FOR UPDATE', [job.id]);
    await other.query(
      `INSERT INTO steps (job_seq, path, attempt, step_id, kind, idempotent, input, output, exchanges, started_at)
       SELECT seq, 'look_up', 1, 'look_up', 'action', 1, '"carol"', '"carol"', '[]', $2 FROM jobs WHERE id = $1`,
      [job.id, iso(t0)],
    );
    const mentions = (texts: readonly string[]): boolean => texts.some((text) => text.includes('carol'));
    const erasing = here.eraseEvents({ connectionId: 'con_1', after: null, mentions, openOutput: () => '' });
    await someoneWaits();
    await other.query('COMMIT');
    expect(await erasing).toEqual({ events: 1, jobs: 1, steps: 1, looked: 1, next: null });
    const erased = await here.getJob(job.id);
    expect(erased).toMatchObject({ status: 'discarded', ledger: [{ input: null, output: null }] });
    expect(await there.recordSteps([stepOf(claimed!)], claimed!.claim)).toBe(false);
  });
});
