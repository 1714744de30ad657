import { ConnectorError, type ErrorJson } from '../../errors/connector-error.ts';
import { newSigningSecret } from '../outbound/sign-message.ts';
import type { PersonKeys, PersonNames } from '../security/person-keys.ts';
import type { SealPlace, Sealer } from '../security/seal.ts';
import type { ConnectionRecord, ConsentRow, ConsentWrite, Page, PageQuery, Store } from '../store/store.ts';
import { applyOutsideChange, type OutsideChange, type OutsideResult } from './apply-outside-change.ts';
import { applyWebhook } from './apply-webhook.ts';
import type { Preference } from './consent-change.ts';
import {
  dueMsOf,
  mappedSubscriptions,
  preferencesOf,
  type ConsentDocument,
  type ConsentHistoryEntry,
  type NoticePreference,
} from './consent-document.ts';
import { checkNotices, emptyConsentMap, subscriptionsOf, type ConsentMap, type ConsentNotice } from './consent-map.ts';
import { isNamed, namesIn } from './consent-person.ts';
import { joinDocuments } from './join-documents.ts';
import { readConsentEvent } from './read-consent-event.ts';

/** A preference that another system tells. */
export interface PreferenceChange {
  email?: string | null | undefined;
  userId?: string | null | undefined;
  notice: string;
  preference: Preference;
  /** when the person decided; ISO 8601, default now */
  changedAt?: string | undefined;
  /** the same for every delivery of one change; default the time of the change */
  sequence?: string | undefined;
  /** makes the user in Iterable where there is none */
  createUser?: boolean | undefined;
}

export type PreferenceResult = { result: OutsideResult } | { result: 'failed'; error: ErrorJson };

export interface KnownConsent {
  preferences: NoticePreference[];
  history: ConsentHistoryEntry[];
  /** whether Iterable is still to be brought to it */
  isPushing: boolean;
}

export interface ConsentBookParts {
  store: Store;
  connections: { get(name: string): Promise<ConnectionRecord> };
  sealer: Sealer;
  personKeys: PersonKeys;
  newId: (prefix: string) => string;
  now: () => number;
  /** told when something is due */
  onDue: () => void;
}

const identityPlace = (row: string): SealPlace => ({ table: 'consent_people', row, field: 'identity' });
const secretPlace = (row: string): SealPlace => ({ table: 'consent_maps', row, field: 'callbackSecret' });

export type ConsentBook = ReturnType<typeof createConsentBook>;

/** The notices of each connection and what is known of the consent of people. */
export function createConsentBook({ store, connections, sealer, personKeys, newId, now, onDue }: ConsentBookParts) {
  const readMap = async (connectionId: string): Promise<{ version: number; map: ConsentMap }> => {
    const { version, map } = await store.getConsentMap(connectionId);
    return { version, map: (map as ConsentMap | null) ?? emptyConsentMap };
  };
  const changeMap = async (name: string, change: (map: ConsentMap) => ConsentMap): Promise<ConsentMap> => {
    const { id } = await connections.get(name);
    const { version, map } = await readMap(id);
    const after = change(map);
    if (await store.putConsentMap(id, after, version)) return after;
    throw new ConnectorError('ITC_CONSENT_CONFLICT');
  };
  const openNames = (row: ConsentRow): PersonNames =>
    JSON.parse(sealer.open(row.sealedIdentity, identityPlace(row.id))) as PersonNames;

  const writeOf = (id: string, sealedIdentity: string, document: ConsentDocument): ConsentWrite => {
    const dueMs = dueMsOf(document);
    return { id, sealedIdentity, document, dueAt: dueMs === null ? null : new Date(dueMs).toISOString() };
  };
  /** changes the document of a person, whose rows become one */
  const changePerson = async <R>(
    connectionId: string,
    names: PersonNames,
    change: (before: ConsentDocument) => { document: ConsentDocument; result: R; counts: Record<string, number> },
  ): Promise<R> => {
    const newRow = newId('csp');
    let result: R | undefined;
    await store.changeConsent({ connectionId, names: personKeys.namesOf(connectionId, names) }, (rows) => {
      const known = rows.map(openNames);
      const all = Object.assign({}, ...known, names) as PersonNames;
      const id = rows[0]?.id ?? newRow;
      const isSame = rows.length === 1 && JSON.stringify(known[0]) === JSON.stringify(all);
      const sealed = isSame
        ? (rows[0] as ConsentRow).sealedIdentity
        : sealer.seal(JSON.stringify(all), identityPlace(id));
      const changed = change(
        joinDocuments(
          rows.map(({ document }) => document),
          now(),
        ),
      );
      result = changed.result;
      return { ...writeOf(id, sealed, changed.document), counts: changed.counts };
    });
    onDue();
    return result as R;
  };

  const readChange = (record: ConnectionRecord, map: ConsentMap, given: PreferenceChange) => {
    const notice = map.notices.find(({ key }) => key === given.notice);
    if (notice === undefined) {
      throw new ConnectorError('ITC_CONSENT_NOTICE', `There is no notice "${given.notice}" on ${record.name}.`, {
        details: { path: 'notice' },
      });
    }
    const names = namesIn(record.projectType, given);
    if (!isNamed(names)) {
      throw new ConnectorError('ITC_IDENTITY_MISSING', undefined, {
        details: { path: record.projectType === 'userId' ? 'userId' : 'email', found: 'nothing' },
      });
    }
    const atMs = given.changedAt === undefined ? now() : Date.parse(given.changedAt);
    const change: OutsideChange = {
      notice: notice.key,
      subscriptions: subscriptionsOf(notice),
      preference: given.preference,
      atMs,
      sequence: given.sequence ?? new Date(atMs).toISOString(),
      createUser: given.createUser === true,
    };
    return { names, change };
  };

  const takeOne = async (
    record: ConnectionRecord,
    map: ConsentMap,
    given: PreferenceChange,
    isDry: boolean,
  ): Promise<PreferenceResult> => {
    try {
      const { names, change } = readChange(record, map, given);
      if (isDry) {
        const row = await store.findConsent(record.id, personKeys.namesOf(record.id, names));
        const before = joinDocuments(row === null ? [] : [row.document], now());
        return { result: applyOutsideChange(before, change, now()).result };
      }
      const result = await changePerson(record.id, names, (before) => {
        const applied = applyOutsideChange(before, change, now());
        return { ...applied, counts: { [`outside_${applied.result}`]: 1 } };
      });
      return { result };
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code === 'ITC_STORE_UNAVAILABLE') throw error;
      return { result: 'failed', error: error.toJSON() };
    }
  };

  return {
    readMap,
    openNames,
    writeOf,
    notices: async (name: string): Promise<ConsentMap> => (await readMap((await connections.get(name)).id)).map,

    /** adds a notice or takes the place of the one with this key; throws ITC_CONSENT_MAP */
    putNotice: (name: string, notice: ConsentNotice): Promise<ConsentMap> =>
      changeMap(name, (map) => {
        const at = map.notices.findIndex(({ key }) => key === notice.key);
        const notices = at === -1 ? [...map.notices, notice] : map.notices.with(at, notice);
        checkNotices(notices);
        return { ...map, notices };
      }),

    /** throws ITC_CONSENT_NOTICE */
    removeNotice: (name: string, key: string): Promise<ConsentMap> =>
      changeMap(name, (map) => {
        const notices = map.notices.filter((notice) => notice.key !== key);
        if (notices.length === map.notices.length) throw new ConnectorError('ITC_CONSENT_NOTICE');
        return { ...map, notices };
      }),

    /** where changes are told; the answered secret is shown this once */
    async setCallback(name: string, url: string | null): Promise<string | null> {
      const { id } = await connections.get(name);
      const secret = url === null ? null : newSigningSecret();
      const callback =
        url === null || secret === null ? null : { url, sealedSecret: sealer.seal(secret, secretPlace(id)) };
      await changeMap(name, (map) => ({ ...map, callback }));
      return secret;
    },
    callbackSecret: (connectionId: string, sealed: string): string => sealer.open(sealed, secretPlace(connectionId)),

    /** takes preferences in their order, one result each; a dry run changes nothing */
    async takePreferences(
      name: string,
      changes: readonly PreferenceChange[],
      { isDry = false }: { isDry?: boolean } = {},
    ): Promise<PreferenceResult[]> {
      const record = await connections.get(name);
      const { map } = await readMap(record.id);
      // one transaction of the store takes them all, and the order of one person stays
      return Promise.all(changes.map((change) => takeOne(record, map, change, isDry)));
    },

    /** takes a stored event; false = it concerns no notice */
    async takeEvent(record: ConnectionRecord, event: Parameters<typeof readConsentEvent>[0]): Promise<boolean> {
      const { map } = await readMap(record.id);
      if (map.notices.length === 0) return false;
      const content = readConsentEvent(event, mappedSubscriptions(map));
      const names = content === null ? {} : namesIn(record.projectType, content);
      if (content === null || !isNamed(names)) return false;
      await changePerson(record.id, names, (before) => {
        const context = { map, receivedMs: Date.parse(event.receivedAt), newId: () => newId('csc') };
        const { document, results } = applyWebhook(before, content.webhook, context);
        const counts: Record<string, number> = {};
        for (const result of results) counts[`webhook_${result}`] = (counts[`webhook_${result}`] ?? 0) + 1;
        return { document, result: null, counts };
      });
      return true;
    },

    /** null = nothing is known of this person */
    async lookUp(name: string, given: { email?: string | undefined; userId?: string | undefined }) {
      const record = await connections.get(name);
      const names = personKeys.namesOf(record.id, namesIn(record.projectType, given));
      const row = await store.findConsent(record.id, names);
      const { map } = await readMap(record.id);
      if (row === null) return null;
      const { history, push } = row.document;
      return {
        preferences: preferencesOf(map, row.document),
        history,
        isPushing: push !== null,
      } satisfies KnownConsent;
    },

    /** people with their preferences, for exports and comparisons */
    async list(name: string, query: PageQuery): Promise<Page<{ names: PersonNames; row: ConsentRow }>> {
      const { id } = await connections.get(name);
      const { items, next } = await store.listConsent({ ...query, connectionId: id });
      return { items: items.map((row) => ({ names: openNames(row), row })), next };
    },

    counts: async (name: string) => store.consentCounts((await connections.get(name)).id),

    /** removes what is kept of a person; answers how many rows went */
    erase: (connectionId: string, names: PersonNames): Promise<number> =>
      store.eraseConsent(connectionId, personKeys.namesOf(connectionId, names)),
  };
}
