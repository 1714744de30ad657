import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { emptyConsentDocument } from '../../connector/consent/consent-document.ts';
import type { ConsentWrite, ErasureRecord, Store } from '../../connector/store/store.ts';
import type { OpenedStore } from './store-contract.ts';
import { claimOne, iso, newEvent, newJob, saveRecipe, stepOf, t0 } from './store-records.ts';

export const consentWrite = (id: string, dueAt: string | null = null): ConsentWrite => ({
  id,
  sealedIdentity: `sealed ${id}`,
  document: { ...emptyConsentDocument(), push: null },
  dueAt,
  counts: { applied: 1 },
});

export const erasure = (changes: Partial<ErasureRecord> = {}): ErasureRecord => ({
  id: 'era_1',
  connectionId: 'con_1',
  connection: 'main',
  task: null,
  status: 'pending',
  sealedIdentity: 'sealed',
  person: 'hash-1',
  proof: { salt: '00', hash: 'ff' },
  counts: {},
  attempts: 0,
  error: null,
  wait: null,
  createdAt: iso(t0),
  dueAt: iso(t0),
  begunAt: null,
  forgottenAt: null,
  place: null,
  endedAt: null,
  ...changes,
});

/** Asks for people to be erased, under a task of this id. */
export const askFor = (store: Store, task: string, ...asked: ErasureRecord[]): Promise<ErasureRecord[]> =>
  store.addErasures({ id: task, kind: 'erase_people', input: { connection: 'main' } }, asked);

/** What every store must do for consent and erasures. */
export function holdConsentContract(engine: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  let store: Store;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
  });
  afterEach(() => opened.dispose());
  const place = (...names: string[]) => ({ connectionId: 'con_1', names });

  describe(`${engine} keeps consent`, () => {
    test(`${engine}: a person is found under every name, and two rows become the one that takes their place`, async () => {
      await store.changeConsent(place('mail'), () => consentWrite('csp_1', iso(t0 + 5)));
      await store.changeConsent(place('user'), () => consentWrite('csp_2'));
      expect((await store.findConsent('con_1', ['user']))?.id).toBe('csp_2');
      const seen: string[][] = [];
      await store.changeConsent(place('mail', 'user'), (rows) => {
        seen.push(rows.map(({ id }) => id));
        return consentWrite('csp_1');
      });
      expect(seen.at(-1)).toEqual(['csp_1', 'csp_2']);
      for (const name of ['mail', 'user']) {
        expect(await store.findConsent('con_1', [name])).toMatchObject({
          id: 'csp_1',
          connectionId: 'con_1',
          sealedIdentity: 'sealed csp_1',
        });
      }
      expect((await store.listConsent({ connectionId: 'con_1' })).items).toHaveLength(1);
      expect(await store.findConsent('con_2', ['mail'])).toBeNull();
      expect(await store.consentCounts('con_1')).toEqual({ applied: 3 });
    });

    test(`${engine}: changes of one person at the same time follow each other`, async () => {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          store.changeConsent(place('mail'), ([row]) => {
            const registers = row?.document.registers ?? {};
            const next = Object.keys(registers).length;
            const change = { preference: 'opt_out', atMs: next, source: 'outside', sequence: String(next) } as const;
            return {
              ...consentWrite('csp_1'),
              document: { ...emptyConsentDocument(), registers: { ...registers, [`list:${next}`]: change } },
            };
          }),
        ),
      );
      expect(Object.keys((await store.findConsent('con_1', ['mail']))!.document.registers)).toHaveLength(20);
    });

    test(`${engine}: what is due is handed out, the longest due first, and a change of a row that is gone does nothing`, async () => {
      await store.changeConsent(place('a'), () => consentWrite('csp_1', iso(t0 + 2_000)));
      await store.changeConsent(place('b'), () => consentWrite('csp_2', iso(t0 + 1_000)));
      await store.changeConsent(place('c'), () => consentWrite('csp_3'));
      expect(await store.nextConsentDueAt()).toBe(iso(t0 + 1_000));
      expect(await store.listDueConsent(iso(t0), 10)).toEqual([]);
      expect((await store.listDueConsent(iso(t0 + 2_000), 10)).map(({ id }) => id)).toEqual(['csp_2', 'csp_1']);
      await store.changeConsentRow('csp_2', (row) => ({ ...consentWrite(row.id), counts: {} }));
      expect((await store.listDueConsent(iso(t0 + 2_000), 10)).map(({ id }) => id)).toEqual(['csp_1']);
      expect(await store.eraseConsent('con_1', ['a', 'unknown'])).toBe(1);
      expect(await store.eraseConsent('con_1', ['a'])).toBe(0);
      await store.changeConsentRow('csp_1', () => {
        throw new Error('the row is gone');
      });
      expect(await store.nextConsentDueAt()).toBeNull();
    });

    test(`${engine}: of two changes of one consent map the second is told`, async () => {
      expect(await store.getConsentMap('con_1')).toEqual({ version: 0, map: null });
      expect(await store.putConsentMap('con_1', { notices: [1] }, 0)).toBe(true);
      expect(await store.putConsentMap('con_1', { notices: [2] }, 0)).toBe(false);
      expect(await store.getConsentMap('con_1')).toEqual({ version: 1, map: { notices: [1] } });
    });
  });

  describe(`${engine} keeps erasures`, () => {
    test(`${engine}: an open erasure of the same person is answered instead of a second one`, async () => {
      const idsOf = async (task: string, ...asked: ErasureRecord[]) =>
        (await askFor(store, task, ...asked)).map(({ id }) => id);
      expect(await idsOf('task_1', erasure())).toEqual(['era_1']);
      const later = erasure({ id: 'era_3', person: 'hash-2', dueAt: iso(t0 + 1) });
      expect(await idsOf('task_2', erasure({ id: 'era_2' }), later, erasure({ id: 'era_5' }))).toEqual([
        'era_1',
        'era_3',
        'era_1',
      ]);
      // who was asked for once more belongs to the task of the later request
      expect(await store.getTask('task_1')).toMatchObject({ status: 'done', done: 1, result: { moved: 1, done: 0 } });
      expect(await store.getTask('task_2')).toMatchObject({ status: 'running', total: 2, done: 0 });
      expect((await store.listDueErasures(iso(t0), 5)).map(({ id }) => id)).toEqual(['era_1']);
      await store.putErasure(erasure({ status: 'done', person: null, sealedIdentity: null }));
      expect(await idsOf('task_3', erasure({ id: 'era_4' }))).toEqual(['era_4']);
      expect((await store.listErasures({ connection: 'main', status: 'pending' })).items.map(({ id }) => id)).toEqual([
        'era_4',
        'era_3',
      ]);
      expect((await store.listErasures({ task: 'task_2', oldestFirst: true })).items.map(({ id }) => id)).toEqual([
        'era_1',
        'era_3',
      ]);
      expect(await store.getErasure('era_1')).toMatchObject({ status: 'done', person: null, task: 'task_2' });
    });

    test(`${engine}: the task of erasures counts them, rests, and ends with the last one`, async () => {
      const people = ['1', '2', '3'].map((n) => erasure({ id: `era_${n}`, person: `hash-${n}`, task: 'task_1' }));
      const [first, second, third] = people as [ErasureRecord, ErasureRecord, ErasureRecord];
      await askFor(store, 'task_1', ...people);
      const end = { person: null, sealedIdentity: null, endedAt: iso(t0) };
      const place = { eraser: 'events', after: '5', looked: 500, of: 900 };
      expect(await store.putErasure({ ...first, begunAt: iso(t0), place, counts: { events: 2 } })).toBe(true);
      expect(await store.getTask('task_1')).toMatchObject({
        done: 0,
        result: { looked: { events: 500, of: 900 }, counts: {} },
      });
      expect(await store.moveTask('task_1', 'running', 'paused')).toBe(true);
      expect(await store.listDueErasures(iso(t0), 5)).toEqual([]);
      expect(await store.putErasure({ ...first, status: 'done', counts: { events: 3 }, ...end })).toBe(false);
      expect(await store.moveTask('task_1', 'paused', 'running')).toBe(true);
      // an end that was written by another process already
      expect(await store.putErasure({ ...first, status: 'done', counts: { events: 3 }, ...end })).toBe(false);
      expect((await store.listDueErasures(iso(t0), 5)).map(({ id }) => id)).toEqual(['era_2', 'era_3']);
      expect(await store.putErasure({ ...second, status: 'failed', counts: { events: 1, jobs: 1 }, ...end })).toBe(
        true,
      );
      const until = '2100-01-01T00:00:00.000Z';
      expect(await store.putErasure({ ...third, dueAt: until, wait: 'limit' })).toBe(true);
      expect(await store.getTask('task_1')).toMatchObject({
        status: 'running',
        done: 2,
        result: { done: 1, failed: 1, counts: { events: 4, jobs: 1 }, wait: { reason: 'limit', until }, looked: null },
      });
      expect(await store.putErasure({ ...third, status: 'done', ...end })).toBe(true);
      expect(await store.getTask('task_1')).toMatchObject({
        status: 'done',
        done: 3,
        endedAt: expect.any(String),
        result: { done: 2, failed: 1, cancelled: 0, moved: 0, wait: null },
      });
      expect(await store.cancelErasures('task_1')).toBe(false);
    });

    test(`${engine}: a cancel ends the erasures that Iterable was not asked for, and drops their names`, async () => {
      const people = ['1', '2'].map((n) => erasure({ id: `era_${n}`, person: `hash-${n}`, task: 'task_1' }));
      const [asked, open] = people as [ErasureRecord, ErasureRecord];
      await askFor(store, 'task_1', ...people);
      await store.putErasure({ ...asked, begunAt: iso(t0) });
      expect(await store.moveTask('task_1', 'running', 'paused')).toBe(true);
      expect(await store.cancelErasures('task_1')).toBe(true);
      expect(await store.getErasure('era_2')).toMatchObject({
        status: 'cancelled',
        person: null,
        sealedIdentity: null,
        endedAt: expect.any(String),
      });
      // what a runner that does not know of it yet writes is not kept
      expect(await store.putErasure({ ...open, begunAt: iso(t0) })).toBe(false);
      expect(await store.getErasure('era_2')).toMatchObject({ status: 'cancelled', sealedIdentity: null });
      expect((await store.listDueErasures(iso(t0), 5)).map(({ id }) => id)).toEqual(['era_1']);
      expect(await store.getTask('task_1')).toMatchObject({ status: 'cancelled', done: 1, result: { cancelled: 1 } });
      await store.putErasure({ ...asked, status: 'done', person: null, sealedIdentity: null });
      expect(await store.getTask('task_1')).toMatchObject({ status: 'cancelled', done: 2, result: { done: 1 } });
    });

    test(`${engine}: calls of 24 hours are counted up to the limit and come back by the hour`, async () => {
      const take = (ms: number) => store.takeErasureCall('project', iso(t0 + ms), 3);
      const hour = 3_600_000;
      expect([await take(0), await take(0), await take(hour)]).toEqual([null, null, null]);
      expect(await take(2 * hour)).toBe(iso(t0 + 25 * hour));
      expect(await store.takeErasureCall('other', iso(t0), 3)).toBeNull();
      expect([await take(25 * hour), await take(25 * hour)]).toEqual([null, null]);
      expect(await take(25 * hour)).toBe(iso(t0 + 26 * hour));
    });

    test(`${engine}: events and steps that name the person are emptied, open jobs end, and all others stay`, async () => {
      const recipe = await saveRecipe(store);
      const claimed = await claimOne(store, recipe);
      const { job, claim } = claimed;
      const hidden = { path: 'hidden', input: null, output: { to: '***' }, sealedOutput: 'sealed lorac' };
      await store.recordSteps(
        [stepOf(claimed, { input: { to: 'carol' }, output: { to: 'carol' } }), stepOf(claimed, hidden)],
        claim,
      );
      const waiting = newJob(recipe);
      const about = newEvent({ body: Buffer.from('{"who":"carol"}'), query: 'a=carol', jobs: [waiting] });
      await store.appendEvent(about);
      const others = Array.from({ length: 120 }, () => newEvent({ body: Buffer.from('{"who":"bob"}') }));
      for (const event of others) await store.appendEvent(event);
      const connectionId = about.connectionId;
      const mentions = (texts: readonly string[]): boolean => texts.some((text) => text.includes('carol'));
      const counts = { events: 0, jobs: 0, steps: 0 };
      let after: string | null = null;
      do {
        const step: Awaited<ReturnType<Store['eraseEvents']>> = await store.eraseEvents({
          connectionId,
          after,
          mentions,
          openOutput: (sealed) => [...sealed].reverse().join(''),
        });
        counts.events += step.events;
        counts.jobs += step.jobs;
        counts.steps += step.steps;
        after = step.next;
      } while (after !== null);
      expect(counts).toEqual({ events: 1, jobs: 1, steps: 2 });
      const emptied = await store.getEvent(about.id);
      expect(Buffer.from(emptied!.payload.body).toString()).toBe('{}');
      expect(emptied!.payload).toMatchObject({ query: '', headers: {} });
      expect(await store.getJob(waiting.id)).toMatchObject({ status: 'discarded' });
      expect((await store.getJob(job.id))!.ledger[0]).toMatchObject({ input: null, output: null, exchanges: [] });
      expect((await store.getJob(job.id))!.ledger[1]).not.toHaveProperty('sealedOutput');
      expect(await store.changeJob(job.id, claim, { status: 'succeeded' })).toBe(true);
      expect(Buffer.from((await store.getEvent(others[119]!.id))!.payload.body).toString()).toBe('{"who":"bob"}');
    });
  });
}
