import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { newId } from '../../connector/store/new-id.ts';
import type { SendEvent, SendRecord, Store, SuppressionRecord } from '../../connector/store/store.ts';
import type { OpenedStore } from './store-contract.ts';
import { iso, newEvent, readAll, t0 } from './store-records.ts';

const ada = { email: 'ada@example.com', userId: null };

export const newSend = (changes: Partial<SendRecord> = {}): SendRecord => ({
  id: newId('snd'),
  connectionId: 'con_1',
  origin: 'job_1',
  place: 'notify',
  action: 'send_email',
  channel: 'email',
  campaignId: 7,
  ...ada,
  status: 'sending',
  error: null,
  messageId: null,
  createdAt: iso(t0),
  ...changes,
});

export const newSendEvent = (changes: Partial<SendEvent> = {}): SendEvent => ({
  id: newId('evt'),
  connectionId: 'con_1',
  sendId: null,
  type: 'open',
  eventName: 'emailOpen',
  channel: 'email',
  campaignId: 7,
  messageId: 'm-1',
  ...ada,
  receivedAt: iso(t0),
  happenedAt: iso(t0),
  match: 'no_metadata',
  detail: null,
  ...changes,
});

export const newSuppression = (changes: Partial<SuppressionRecord> = {}): SuppressionRecord => ({
  id: newId('sup'),
  connectionId: 'con_1',
  channel: 'email',
  ...ada,
  marks: { all: { isOn: true, reason: 'complaint', at: iso(t0), source: 'evt_1' } },
  isActive: true,
  pushedAt: null,
  createdAt: iso(t0),
  updatedAt: iso(t0),
  ...changes,
});

/** What every store must do for sends, shadows, suppressions and followers. */
export function holdSendContract(engine: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  let store: Store;
  beforeEach(async () => {
    opened = await open();
    store = opened.store;
  });
  afterEach(() => opened.dispose());

  describe(`${engine} lets followers read on`, () => {
    test(`${engine}: a follower gets first deliveries of system webhooks in order, from where it acknowledged`, async () => {
      const stored = [];
      for (const kind of ['system_webhook', 'journey_webhook', 'system_webhook'] as const) {
        stored.push(newEvent({ kind }));
        await store.appendEvent(stored.at(-1)!);
      }
      const first = await store.followEvents('sends', 1);
      expect(first.events.map(({ id }) => id)).toEqual([stored[0]!.id]);
      expect(first.events[0]).toMatchObject({ connectionId: stored[0]!.connectionId });
      expect((await store.followEvents('sends', 1)).position).toBe(first.position);
      await store.acknowledgeEvents('sends', first.position!);
      const rest = await store.followEvents('sends', 10);
      expect(rest.events.map(({ id }) => id)).toEqual([stored[2]!.id]);
      await store.acknowledgeEvents('sends', rest.position!);
      await store.acknowledgeEvents('sends', first.position!);
      expect(await store.followEvents('sends', 10)).toEqual({ events: [], position: null });
      expect((await store.followEvents('others', 10)).events).toHaveLength(2);
    });

    test(`${engine}: a follower passes over repeated deliveries, and its position moves on over them`, async () => {
      const event = newEvent();
      await store.appendEvent(event);
      await store.appendEvent(newEvent({ deliveryKey: event.deliveryKey }));
      const first = await store.followEvents('sends', 1);
      await store.acknowledgeEvents('sends', first.position!);
      const second = await store.followEvents('sends', 1);
      expect(second.events).toEqual([]);
      expect(second.position).not.toBeNull();
    });
  });

  describe(`${engine} keeps shadows`, () => {
    const place = { connectionId: 'con_1', fingerprint: 'f'.repeat(64) };
    const claim = (owner: string, atMs = t0) =>
      store.claimShadow(place, { owner, at: iso(atMs), leaseUntil: iso(atMs + 1000) });

    test(`${engine}: of many claims at once one is given, the others are told until when`, async () => {
      const claims = await Promise.all(['a', 'b', 'c'].map((owner) => claim(owner)));
      expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1);
      expect(claims.find(({ state }) => state === 'busy')).toEqual({ state: 'busy', leaseUntil: iso(t0 + 1000) });
    });

    test(`${engine}: a claim is renewed by its owner, and passes on when its lease ends or it is given back`, async () => {
      expect(await claim('a')).toEqual({ state: 'claimed' });
      expect(await claim('a', t0 + 500)).toEqual({ state: 'claimed' });
      expect(await claim('b', t0 + 1200)).toMatchObject({ state: 'busy' });
      expect(await claim('b', t0 + 1600)).toEqual({ state: 'claimed' });
      expect(await claim('a', t0 + 1700)).toMatchObject({ state: 'busy' });
      await store.releaseShadow(place, 'a');
      expect(await claim('a', t0 + 1700)).toMatchObject({ state: 'busy' });
      await store.releaseShadow(place, 'b');
      expect(await claim('a', t0 + 1700)).toEqual({ state: 'claimed' });
    });

    test(`${engine}: what was recorded first stands, and is found by everybody`, async () => {
      await claim('a');
      expect(await store.getShadow(place)).toBeNull();
      expect(await store.countShadows('con_1')).toBe(0);
      const made = { ...place, templateId: 1, campaignId: 2, createdAt: iso(t0) };
      expect(await store.recordShadow(made)).toEqual(made);
      expect(await store.recordShadow({ ...made, campaignId: 3 })).toEqual(made);
      expect(await claim('b')).toEqual({ state: 'made', shadow: made });
      await store.releaseShadow(place, 'a');
      expect(await store.getShadow(place)).toEqual(made);
      expect(await store.countShadows('con_1')).toBe(1);
    });
  });

  describe(`${engine} keeps sends`, () => {
    test(`${engine}: a send reads back, and its outcome changes neither its time nor its person`, async () => {
      const send = newSend();
      await store.putSend(send);
      await store.putSend({ ...send, status: 'accepted', createdAt: iso(t0 + 5), email: null, messageId: 'x' });
      expect(await store.getSend(send.id)).toEqual({ ...send, status: 'accepted' });
      expect(await store.getSend('snd_none')).toBeNull();
    });

    test(`${engine}: a send is found by id, by message id, or as the newest of campaign and person that was not refused`, async () => {
      const [old, young, refused] = [newSend(), newSend({ createdAt: iso(t0 + 10) }), newSend({ status: 'refused' })];
      for (const send of [old, young, refused]) await store.putSend(send);
      const connectionId = 'con_1';
      expect(await store.findSend({ connectionId, id: old!.id })).toMatchObject({ id: old!.id });
      expect(await store.findSend({ connectionId: 'con_2', id: old!.id })).toBeNull();
      expect(await store.findSend({ connectionId, campaignId: 7, person: ada })).toMatchObject({ id: young!.id });
      expect(await store.findSend({ connectionId, campaignId: 7, person: ada, before: iso(t0) })).toMatchObject({
        id: old!.id,
      });
      expect(await store.findSend({ connectionId, campaignId: 8, person: ada })).toBeNull();
      expect(await store.findSend({ connectionId, messageId: 'm-1' })).toBeNull();
      const told = newSendEvent({ sendId: old!.id, match: 'send_id' });
      expect(await store.recordSendEvents([told, told])).toBe(1);
      expect(await store.recordSendEvents([{ ...told, type: 'click' }])).toBe(0);
      expect(await store.findSend({ connectionId, messageId: 'm-1' })).toMatchObject({ id: old!.id, messageId: 'm-1' });
      expect((await store.listSendEvents({ sendId: old!.id })).items).toEqual([told]);
      expect(await store.hasSendsOf(connectionId, 7)).toBe(true);
      expect(await store.hasSendsOf(connectionId, 8)).toBe(false);
      expect(await store.hasSendsOf(connectionId)).toBe(true);
      expect(await store.hasSendsOf('con_other')).toBe(false);
    });

    test(`${engine}: the messages to one person are erased with what webhooks told, and those of others stay`, async () => {
      await store.putSend(newSend({ id: 'snd_ada' }));
      await store.putSend(newSend({ id: 'snd_bo', email: 'bo@example.com' }));
      await store.putSend(newSend({ id: 'snd_other', connectionId: 'con_2' }));
      await store.recordSendEvents([newSendEvent(), newSendEvent({ email: null, userId: 'bo' })]);
      expect(await store.eraseSends('con_1', ada)).toEqual({ sends: 1, sendEvents: 1 });
      expect(await store.eraseSends('con_1', ada)).toEqual({ sends: 0, sendEvents: 0 });
      expect(await store.eraseSends('con_1', { email: null, userId: null })).toEqual({ sends: 0, sendEvents: 0 });
      expect(await store.getSend('snd_ada')).toBeNull();
      expect((await store.listSends({})).items.map(({ id }) => id).sort()).toEqual(['snd_bo', 'snd_other']);
      expect((await store.listSendEvents({})).items).toMatchObject([{ userId: 'bo' }]);
    });

    test(`${engine}: sends and their events are listed by person, origin, match and time, page by page`, async () => {
      const bo = { email: null, userId: 'bo' };
      for (let index = 0; index < 5; index++) await store.putSend(newSend({ origin: `job_${String(index)}` }));
      await store.putSend(newSend({ ...bo, origin: 'blk_1' }));
      const listed = await readAll((page) => store.listSends({ person: ada, ...page, limit: 2 }));
      expect(listed.map(({ origin }) => origin)).toEqual(['job_4', 'job_3', 'job_2', 'job_1', 'job_0']);
      expect((await store.listSends({ person: bo })).items).toHaveLength(1);
      expect((await store.listSends({ person: { email: null, userId: null } })).items).toEqual([]);
      expect((await store.listSends({ origin: 'blk_1', connectionId: 'con_2' })).items).toEqual([]);
      await store.recordSendEvents([
        newSendEvent(),
        newSendEvent({ ...bo, match: 'other_campaign', type: 'click', receivedAt: iso(t0 + 1000) }),
      ]);
      expect((await store.listSendEvents({ matches: ['no_metadata'] })).items).toHaveLength(1);
      expect((await store.listSendEvents({ person: bo, type: 'click' })).items).toHaveLength(1);
      expect((await store.listSendEvents({ from: iso(t0 + 1) })).items).toHaveLength(1);
      expect(await store.countSendEvents('con_1', iso(t0))).toEqual([
        { type: 'click', match: 'other_campaign', events: 1 },
        { type: 'open', match: 'no_metadata', events: 1 },
      ]);
    });

    test(`${engine}: old sends go with old jobs, and what was told of them with old events`, async () => {
      await store.putSend(newSend());
      await store.putSend(newSend({ createdAt: iso(t0 + 1000) }));
      await store.recordSendEvents([newSendEvent(), newSendEvent({ receivedAt: iso(t0 + 1000) })]);
      const before = iso(t0 + 500);
      expect(await store.expire({ events: before, jobs: before, rejectedCalls: before })).toBe(2);
      expect((await store.listSends({})).items).toHaveLength(1);
      expect((await store.listSendEvents({})).items).toHaveLength(1);
    });
  });

  describe(`${engine} keeps suppressions`, () => {
    const place = { connectionId: 'con_1', channel: 'email', person: ada };

    test(`${engine}: G14: changes at once of one person and channel make one record`, async () => {
      await Promise.all(
        ['complaint', 'hard_bounce', 'manual'].map((reason) =>
          store.updateSuppression(place, (before) => {
            const marks = { [reason]: { isOn: true, reason: 'manual' as const, at: iso(t0), source: 'x' } };
            return before === null ? newSuppression({ marks }) : { ...before, marks: { ...before.marks, ...marks } };
          }),
        ),
      );
      const { items } = await store.listSuppressions({});
      expect(items).toHaveLength(1);
      expect(Object.keys(items[0]!.marks).sort()).toEqual(['complaint', 'hard_bounce', 'manual']);
      expect(await store.getSuppression({ ...place, channel: 'sms' })).toBeNull();
    });

    test(`${engine}: two records become one when it turns out that both names are of one person`, async () => {
      const bo = { email: null, userId: 'u-1' };
      await store.updateSuppression(place, () => newSuppression());
      const marks = { 'type:5': { isOn: true, reason: 'unsubscribe' as const, at: iso(t0), source: 'evt_2' } };
      await store.updateSuppression({ ...place, person: bo }, () => newSuppression({ ...bo, marks }));
      const both = { email: ada.email, userId: bo.userId };
      const merged = await store.updateSuppression({ ...place, person: both }, (before) => before);
      expect(merged).toMatchObject({ ...both, marks: { all: {}, 'type:5': {} } });
      expect((await store.listSuppressions({})).items).toEqual([merged]);
      expect(await store.getSuppression({ ...place, person: bo })).toEqual(merged);
    });

    test(`${engine}: suppressions are counted and listed while they are active, and removed for good on demand`, async () => {
      const record = await store.updateSuppression(place, () => newSuppression());
      expect(await store.updateSuppression(place, () => null)).toEqual(record);
      expect(await store.countSuppressions('con_1')).toEqual([{ channel: 'email', reason: 'complaint', people: 1 }]);
      expect((await store.listSuppressions({ isPushed: false, reason: 'complaint' })).items).toHaveLength(1);
      await store.updateSuppression(place, (before) => ({ ...before!, pushedAt: iso(t0) }));
      expect((await store.listSuppressions({ isPushed: false })).items).toEqual([]);
      await store.updateSuppression(place, (before) => ({ ...before!, isActive: false }));
      expect((await store.listSuppressions({})).items).toEqual([]);
      expect((await store.listSuppressions({ isActive: false, person: ada })).items).toHaveLength(1);
      expect(await store.countSuppressions('con_1')).toEqual([]);
      expect(await store.removeSuppression(record!.id)).toBe(true);
      expect(await store.removeSuppression(record!.id)).toBe(false);
    });
  });
}
