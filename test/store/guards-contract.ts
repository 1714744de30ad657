import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { emptyConsentDocument } from '../../connector/consent/consent-document.ts';
import type { SecretRecord } from '../../connector/store/store.ts';
import { askFor, erasure } from './consent-contract.ts';
import type { OpenedStore } from './store-contract.ts';
import { claimOne, connectionRecord, iso, newEvent, newJob, saveRecipe, stepOf, t0 } from './store-records.ts';

const sealed = (key: string, value: string): string => `itc2.${key.repeat(16)}.${value}.${value}`;

/** What every store must hold for permissions, ceilings, named secrets, sealed values and the retention of one connection. */
export function holdGuardsContract(engine: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.dispose());

  describe(`the guards of the ${engine} store`, () => {
    test(`${engine}: a grant is kept over versions and switching, and a new recipe has none`, async () => {
      const { store } = opened;
      expect((await saveRecipe(store)).grant).toEqual({ tiers: [], sendsPerDay: 1_000 });
      const grant = { tiers: ['write' as const], sendsPerDay: 7 };
      await store.setRecipeGrant('welcome', grant, iso(t0));
      await saveRecipe(store, 'other');
      const { id, name, enabled, document, connectionId, journeyToken } = (await store.getRecipe('welcome'))!;
      await store.saveRecipe({ id, name, enabled, document, connectionId, journeyToken }, 1, iso(t0));
      await store.setRecipeEnabled('welcome', false, iso(t0));
      expect((await store.getRecipe('welcome'))?.grant).toEqual(grant);
      expect(await store.setRecipeGrant('nobody', grant, iso(t0))).toBeNull();
    });

    test(`${engine}: sends are counted per recipe and day up to the ceiling, also when many ask at once`, async () => {
      const { store } = opened;
      const recipe = await saveRecipe(store);
      await store.setRecipeGrant(recipe.name, { tiers: [], sendsPerDay: 5 }, iso(t0));
      const { job } = await claimOne(store, recipe);
      const count = (day: string) =>
        Promise.all(Array.from({ length: 20 }, (_, row) => store.countSend(job.id, `each.${day}.${String(row)}`, day)));
      expect((await count('2026-11-21')).filter(Boolean)).toHaveLength(5);
      expect((await count('2026-11-22')).filter(Boolean)).toHaveLength(5);
      expect(await store.countSend('job_unknown', 'send', '2026-11-22')).toBe(false);
    });

    test(`${engine}: a send that was counted and asks again before its intent is the same one, at the ceiling and the next day too`, async () => {
      const { store } = opened;
      const recipe = await saveRecipe(store);
      await store.setRecipeGrant(recipe.name, { tiers: [], sendsPerDay: 2 }, iso(t0));
      const { job } = await claimOne(store, recipe);
      expect(await store.countSend(job.id, 'first', '2026-11-21')).toBe(true);
      expect(await store.countSend(job.id, 'first', '2026-11-21')).toBe(true);
      expect(await store.countSend(job.id, 'second', '2026-11-21')).toBe(true);
      expect(await store.countSend(job.id, 'third', '2026-11-21')).toBe(false);
      expect(await store.countSend(job.id, 'second', '2026-11-21')).toBe(true);
      expect(await store.countSend(job.id, 'second', '2026-11-22')).toBe(true);
      expect(await store.countSend(job.id, 'third', '2026-11-21')).toBe(false);
    });

    test(`${engine}: named secrets are replaced by id, listed by name and removed`, async () => {
      const { store } = opened;
      const secret: SecretRecord = {
        id: 'sec_1',
        workspaceId: 'default',
        name: 'b',
        sealed: 'x',
        hosts: ['a'],
        createdAt: iso(t0),
        updatedAt: iso(t0),
      };
      await store.putSecret(secret);
      await store.putSecret({ ...secret, id: 'sec_2', name: 'a' });
      await store.putSecret({ ...secret, sealed: 'y' });
      expect((await store.listSecrets()).map(({ name, sealed: text }) => [name, text])).toEqual([
        ['a', 'x'],
        ['b', 'y'],
      ]);
      expect(await store.deleteSecret('a')).toBe(true);
      expect(await store.deleteSecret('a')).toBe(false);
      expect(await store.getSecret('a')).toBeNull();
    });

    test(`${engine}: sealed values of every table are found by their key and replaced only while they are as they were read`, async () => {
      const { store } = opened;
      await store.putConnection(connectionRecord({ sealedApiKey: sealed('a', 'k') }));
      await store.putSetting('s', sealed('a', 's'));
      await store.putSetting('plain', 'itc2.no sealed text');
      const times = { createdAt: '', updatedAt: '' };
      await store.putSecret({
        id: 'sec_1',
        workspaceId: 'default',
        name: 'b',
        sealed: sealed('a', 'v'),
        hosts: [],
        ...times,
      });
      await store.putConsentMap('con_1', { notices: [], callback: { url: '', sealedSecret: sealed('a', 'c') } }, 0);
      await store.putConsentMap('con_2', { notices: [], callback: null }, 0);
      await store.changeConsent({ connectionId: 'con_1', names: ['name'] }, () => ({
        id: 'csp_1',
        sealedIdentity: sealed('a', 'p'),
        document: emptyConsentDocument(),
        dueAt: null,
        counts: {},
      }));
      await askFor(store, 'task_era', erasure({ sealedIdentity: sealed('a', 'e') }));
      await store.putErasure(erasure({ id: 'era_2', person: null, sealedIdentity: null }));
      const claimed = await claimOne(store, await saveRecipe(store));
      await store.recordSteps([stepOf(claimed, { outcome: 'success', sealedOutput: sealed('a', 'o') })], claimed.claim);
      const found = await store.listSealedExcept('b'.repeat(16), 10);
      expect(found.map(({ table }) => table).sort()).toEqual([
        'connections',
        'consent_maps',
        'consent_people',
        'erasures',
        'secrets',
        'settings',
        'steps',
      ]);
      expect(found.find(({ table }) => table === 'steps')?.row).toBe(claimed.event.id);
      for (const value of found) {
        expect(await store.replaceSealed({ ...value, sealed: 'other' }, 'x')).toBe(false);
        expect(await store.replaceSealed(value, sealed('b', value.table))).toBe(true);
      }
      expect(await store.listSealedExcept('b'.repeat(16), 10)).toEqual([]);
      expect((await store.getSecret('b'))?.sealed).toBe(sealed('b', 'secrets'));
      expect((await store.getConsentMap('con_1')).map).toMatchObject({
        callback: { sealedSecret: sealed('b', 'consent_maps') },
      });
      expect((await store.findConsent('con_1', ['name']))?.sealedIdentity).toBe(sealed('b', 'consent_people'));
      expect((await store.getErasure('era_1'))?.sealedIdentity).toBe(sealed('b', 'erasures'));
      expect((await store.getJob(claimed.job.id))?.ledger[0]?.sealedOutput).toBe(sealed('b', 'steps'));
    });

    test(`${engine}: what one connection keeps for less time goes, and what others keep stays`, async () => {
      const { store } = opened;
      const recipe = await saveRecipe(store);
      const old = iso(t0 - 10 * 24 * 3_600_000);
      const ids: Record<string, string> = {};
      for (const connectionId of ['con_1', 'con_2']) {
        ids[connectionId] = (await store.appendEvent(newEvent({ connectionId, receivedAt: old }))).id;
      }
      const job = newJob(recipe);
      const busy = await store.appendEvent(newEvent({ connectionId: 'con_1', receivedAt: old, jobs: [job] }));
      expect(await store.expireOf('con_1', { events: iso(t0) })).toBe(1);
      expect(await store.getEvent(ids['con_1']!)).toBeNull();
      expect(await store.getEvent(ids['con_2']!)).not.toBeNull();
      expect(await store.getEvent(busy.id)).not.toBeNull();
      const [claimed] = await store.claimJobs(1, iso(t0), iso(t0 + 30_000));
      await store.changeJob(claimed!.job.id, claimed!.claim, { status: 'succeeded' });
      const later = iso(t0 + 365 * 24 * 3_600_000);
      expect(await store.expireOf('con_2', { jobs: later })).toBe(0);
      expect(await store.expireOf('con_1', { jobs: later, events: later })).toBe(2);
    });
  });
}
