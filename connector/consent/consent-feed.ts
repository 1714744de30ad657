import { ConnectorError } from '../../errors/connector-error.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { LearnableEvent } from '../learning/event-slice.ts';
import type { Log } from '../log.ts';
import type { Alone } from '../runtime/alone.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';
import type { ConsentBook } from './consent-book.ts';
import { tellsConsent } from './read-consent-event.ts';

export interface ConsentFeedParts {
  store: Store;
  book: Pick<ConsentBook, 'takeEvent'>;
  now: () => number;
  log: Pick<Log, 'warn' | 'error'>;
  /** where other processes take events too: each takes its own, and what one that died left is read back by one of the others */
  alone: Alone | null;
}

type Event = Pick<LearnableEvent, 'id' | 'connectionId' | 'eventName' | 'payload' | 'receivedAt'>;

const markSetting = 'consent.mark';
/** an event may be stored a while after it was received */
const overlapMs = 10 * 60_000;
const markEveryMs = 5_000;
const readBackEveryMs = 60_000;
const retryMs = 5_000;
/** what waits beyond this is read back from the store */
const maxWaiting = 10_000;
const eventNames = ['emailSubscribe', 'emailUnSubscribe', 'emailUnsubscribe'];

/**
 * Hands stored subscribe and unsubscribe events to the consent book, whichever address they came to. The mark in the store
 * says up to when events are taken; after a crash those since are read again, and the book knows which it has.
 */
export function createConsentFeed({ store, book, now, log, alone }: ConsentFeedParts) {
  let waiting: Event[] = [];
  let others = new Map<string, number>();
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let markedMs = 0;
  let isBehind = false;
  let isStopped = false;
  let readingBack: NodeJS.Timeout | undefined;

  const connectionsById = async (): Promise<Map<string, ConnectionRecord>> =>
    new Map((await store.listConnections()).map((record) => [record.id, record]));

  /** an event that cannot be taken must not keep those after it waiting; what the store refuses is tried again */
  const takeOne = async (record: ConnectionRecord, event: Parameters<typeof book.takeEvent>[1]): Promise<void> => {
    try {
      await book.takeEvent(record, event);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === 'ITC_STORE_UNAVAILABLE') throw error;
      log.error('an event about consent could not be taken', { connection: record.name, event: event.id, error });
      await store.countConsent(record.id, { webhook_failed: 1 });
    }
  };

  const readBack = async (): Promise<void> => {
    const mark = await store.getSetting(markSetting);
    if (mark === null) return;
    const byName = new Map((await store.listConnections()).map((record) => [record.name, record]));
    const from = new Date(Date.parse(mark) - overlapMs).toISOString();
    for (const eventName of eventNames) {
      let cursor: string | null = null;
      do {
        const page = await store.listEvents({
          eventName,
          from,
          duplicates: false,
          kind: 'system_webhook',
          oldestFirst: true,
          limit: 200,
          ...(cursor === null ? {} : { cursor }),
        });
        for (const { id, connection, receivedAt } of page.items) {
          const record = byName.get(connection);
          const event = record === undefined ? null : await store.getEvent(id);
          if (record === undefined || event === null) continue;
          await takeOne(record, { id, eventName, receivedAt, payload: payloadOf(event.payload) });
        }
        cursor = page.next;
      } while (cursor !== null && !isStopped);
    }
  };

  const mark = async (startedMs: number): Promise<void> => {
    if (alone !== null) return;
    if (startedMs - markedMs < markEveryMs && !isStopped) return;
    await store.putSetting(markSetting, new Date(startedMs).toISOString());
    markedMs = startedMs;
  };

  const drain = async (): Promise<void> => {
    const startedMs = now();
    if (isBehind) {
      isBehind = false;
      await readBack();
    }
    const connections = waiting.length > 0 ? await connectionsById() : new Map<string, ConnectionRecord>();
    while (waiting.length > 0) {
      const event = waiting[0] as Event;
      const record = connections.get(event.connectionId);
      if (record !== undefined) await takeOne(record, event);
      waiting.shift();
    }
    const counted = others;
    others = new Map();
    for (const [connectionId, count] of counted) await store.countConsent(connectionId, { webhook_other: count });
    await mark(startedMs);
  };

  /** only this moves the mark where there are several: it says up to when the events of all of them are taken */
  const readBackForAll = async (): Promise<void> => {
    const startedMs = now();
    await readBack();
    await store.putSetting(markSetting, new Date(startedMs).toISOString());
  };

  const run = (): void => {
    if (running !== null) return;
    running = drain()
      .catch((error: unknown) => {
        isBehind = true;
        waiting = [];
        log.error('preferences of Iterable could not be taken; they are read again', { error });
        if (!isStopped) timer = setTimeout(run, retryMs).unref();
      })
      .then(() => {
        running = null;
        if (waiting.length > 0) run();
      });
  };

  const countOther = (connectionId: string): void => {
    others.set(connectionId, (others.get(connectionId) ?? 0) + 1);
    timer ??= setTimeout(() => {
      timer = null;
      run();
    }, markEveryMs).unref();
  };
  const queue = (event: Event): void => {
    if (waiting.length >= maxWaiting) isBehind = true;
    else waiting.push(event);
    run();
  };
  const nothing = (): void => undefined;

  return {
    /** to be called, what it answers, once the event is on disk; holds on to no payload but those about consent. Neither throws */
    look(event: Event & Pick<LearnableEvent, 'kind'>): () => void {
      const { kind, eventName, connectionId } = event;
      if (kind !== 'system_webhook') return nothing;
      if (tellsConsent(eventName)) return () => queue(event);
      return () => countOther(connectionId);
    },
    /** takes what came since the mark; without one it begins with the next event */
    async start(): Promise<void> {
      isBehind = (await store.getSetting(markSetting)) !== null;
      if (!isBehind) await store.putSetting(markSetting, new Date(now()).toISOString());
      run();
      await running;
      if (alone === null) return;
      readingBack = setInterval(() => {
        alone
          .run('consent.feed', readBackForAll)
          .catch((error: unknown) => log.warn('preferences of Iterable were not read back', { error }));
      }, readBackEveryMs).unref();
    },
    /** resolves when all that was taken is in the book */
    async settle(): Promise<void> {
      do {
        run();
        await running;
      } while (waiting.length > 0);
    },
    async stop(): Promise<void> {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      clearInterval(readingBack);
      await this.settle();
    },
  };
}

export type ConsentFeed = ReturnType<typeof createConsentFeed>;
