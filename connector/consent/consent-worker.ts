import { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';
import type { Alone } from '../runtime/alone.ts';
import { createDueWork } from '../runtime/due-work.ts';
import type { ConnectionRecord, ConsentRow, Store } from '../store/store.ts';
import type { ConsentBook } from './consent-book.ts';
import { noted, type ConsentCallback, type ConsentDocument } from './consent-document.ts';
import type { PostSigned } from './post-signed.ts';
import { beginPush, endPush, retryAfter, type PushPlan } from './push-plan.ts';
import { pushPerson, type RunNamedAction } from './push-person.ts';

export interface ConsentWorkerParts {
  store: Store;
  alone: Alone;
  book: ConsentBook;
  runAction: (connection: string) => RunNamedAction;
  postSigned: PostSigned;
  newId: (prefix: string) => string;
  now: () => number;
  log: Pick<Log, 'warn' | 'error'>;
  /** what other processes put there is seen after this time at the latest; default 60,000 */
  lookMs?: number;
}

const peopleAtOnce = 10;
const longestRestMs = 60 * 60_000;
/** about three days of tries */
const maxTellings = 80;

/** Brings Iterable to what people decided and tells the privacy system; all of it is in the store, so a restart goes on. */
export function createConsentWorker(parts: ConsentWorkerParts) {
  const { store, alone, book, runAction, postSigned, newId, now, log, lookMs = 60_000 } = parts;

  const change = async (id: string, work: (document: ConsentDocument) => ConsentDocument | null): Promise<void> => {
    await store.changeConsentRow(id, (row) => {
      const document = work(row.document);
      return document === null ? null : book.writeOf(row.id, row.sealedIdentity, document);
    });
  };

  const push = async (row: ConsentRow, connection: ConnectionRecord): Promise<void> => {
    let plan: PushPlan | null = null;
    let attempts = 0;
    const intentId = newId('csi');
    await change(row.id, (document) => {
      attempts = document.push?.attempts ?? 0;
      const begun = beginPush(document, now(), intentId);
      plan = begun?.plan ?? null;
      return begun?.document ?? null;
    });
    const begun = plan as PushPlan | null;
    if (begun === null) return;
    const end = await pushPerson(begun, book.openNames(row), attempts, runAction(connection.name));
    await change(row.id, (document) => endPush(document, begun, end, now()));
    const created = (end.kind === 'done' || end.kind === 'retry') && end.created && !begun.hasCreated;
    const kind = end.kind === 'done' ? (end.changed ? 'pushed' : 'unchanged') : end.kind;
    await store.countConsent(connection.id, { [`push_${kind}`]: 1, ...(created ? { users_created: 1 } : {}) });
    if (end.kind === 'failed')
      log.warn('a preference was refused by Iterable', { connection: connection.name, code: end.code });
  };

  const tell = async (row: ConsentRow, connection: ConnectionRecord, callback: ConsentCallback): Promise<boolean> => {
    const { map } = await book.readMap(connection.id);
    const entry = {
      source: 'connector' as const,
      notice: callback.notice,
      preference: callback.preference,
      subscriptions: [],
      decidedMs: callback.atMs,
    };
    const without = (document: ConsentDocument): ConsentDocument => ({
      ...document,
      callbacks: document.callbacks.filter(({ id }) => id !== callback.id),
    });
    if (map.callback === null) {
      await change(row.id, without);
      return true;
    }
    const body = JSON.stringify({
      type: 'consent.changed',
      timestamp: new Date(callback.atMs).toISOString(),
      data: {
        connection: connection.name,
        ...book.openNames(row),
        notice: callback.notice,
        preference: callback.preference,
        source: 'iterable',
      },
    });
    try {
      const secret = book.callbackSecret(connection.id, map.callback.sealedSecret);
      await postSigned({ url: map.callback.url, id: callback.id, atMs: now(), secret, body });
      await change(row.id, (document) => noted(without(document), now(), { ...entry, event: 'told' }));
      return true;
    } catch (error) {
      const code = error instanceof ConnectorError ? error.code : 'ITC_CONSENT_CALLBACK';
      const attempts = callback.attempts + 1;
      const isOver = attempts >= maxTellings;
      if (isOver) log.error('the privacy system was not told of a preference', { connection: connection.name, code });
      await change(row.id, (document) => {
        const callbacks = document.callbacks.map((one) =>
          one.id === callback.id ? { ...one, attempts, dueMs: now() + retryAfter(callback.attempts) } : one,
        );
        const failed = isOver ? without(document) : { ...document, callbacks };
        return noted(failed, now(), { ...entry, event: 'telling_failed', code });
      });
      return false;
    }
  };

  const workOn = async (row: ConsentRow, connections: ReadonlyMap<string, ConnectionRecord>): Promise<void> => {
    const connection = connections.get(row.connectionId);
    if (connection === undefined) {
      // the connection was removed: there is nobody to bring to anything
      await change(row.id, (document) => ({ ...document, push: null, callbacks: [] }));
      return;
    }
    await push(row, connection);
    // in their order: a later preference must not overtake an earlier one
    for (const callback of row.document.callbacks) {
      if (callback.dueMs > now() || !(await tell(row, connection, callback))) break;
    }
  };

  /** one person whose document cannot be worked on must not keep the others waiting */
  const workOrPostpone = async (row: ConsentRow, connections: ReadonlyMap<string, ConnectionRecord>): Promise<void> => {
    try {
      await workOn(row, connections);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === 'ITC_STORE_UNAVAILABLE') throw error;
      log.error('the preferences of a person could not be worked on', { error });
      const dueMs = now() + longestRestMs;
      await change(row.id, (document) => ({
        ...document,
        push: document.push === null ? null : { ...document.push, dueMs },
        callbacks: document.callbacks.map((callback) => ({ ...callback, dueMs })),
      }));
    }
  };

  const drain = async (goesOn: () => boolean): Promise<void> => {
    while (goesOn()) {
      const rows = await store.listDueConsent(new Date(now()).toISOString(), peopleAtOnce);
      if (rows.length === 0) return;
      const connections = new Map((await store.listConnections()).map((record) => [record.id, record]));
      await Promise.all(rows.map((row) => workOrPostpone(row, connections)));
    }
  };

  const nextDueMs = async (): Promise<number | null> => {
    const next = await store.nextConsentDueAt();
    return next === null ? null : Date.parse(next);
  };

  const { wake, settle, stop } = createDueWork({ name: 'consent', alone, drain, nextDueMs, now, lookMs, log });
  return { wake, settle, stop };
}

export type ConsentWorker = ReturnType<typeof createConsentWorker>;
