import { payloadOf } from '../intake/parse-payload.ts';
import type { Log } from '../log.ts';
import type { Alone } from '../runtime/alone.ts';
import type { FollowedEvent, SendEvent, Store } from '../store/store.ts';
import { emptyKnowledge, matchSend } from './match-send.ts';
import { readMessageEvent } from './message-event.ts';
import { hasName } from './person-names.ts';
import { applyMarks, marksOf } from './suppression-marks.ts';

export interface ReconcilerParts {
  store: Pick<
    Store,
    'followEvents' | 'acknowledgeEvents' | 'findSend' | 'hasSendsOf' | 'recordSendEvents' | 'updateSuppression'
  >;
  alone: Alone;
  /** told after each round; tells Iterable of suppressions where it is asked to */
  afterRound: () => Promise<unknown>;
  newId: (prefix: string) => string;
  now: () => number;
  log: Pick<Log, 'error'>;
  /** default 30,000 */
  pollMs?: number;
}

/** Puts what webhooks tell of messages where it belongs: the timeline of a send, and the suppressions. */
export interface Reconciler {
  /** there may be new events; never throws */
  wake(): void;
  /** resolves when every event that is stored now is dealt with */
  settle(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const follower = 'sends';
const eventsAtOnce = 200;
/** events of one moment are read together */
const gatherMs = 50;

/**
 * Follows the stored events, beside the webhook path and across restarts. A group is acknowledged after all of it is kept;
 * a group that a crash cut off is read again, and changes nothing then.
 */
export function createReconciler(parts: ReconcilerParts): Reconciler {
  const { store, alone, log, now, newId, pollMs = 30_000 } = parts;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let soon: NodeJS.Timeout | null = null;
  let poll: NodeJS.Timeout | undefined;

  const suppress = async (stored: FollowedEvent, event: ReturnType<typeof readMessageEvent>): Promise<void> => {
    if (event === null || !hasName(event.person)) return;
    const changes = marksOf(event, event.happenedAt ?? stored.receivedAt, stored.id);
    if (changes.length === 0) return;
    const place = { connectionId: stored.connectionId, channel: event.channel, person: event.person };
    const fresh = { id: newId('sup'), now: new Date(now()).toISOString() };
    await store.updateSuppression(place, (before) => applyMarks(before, place, changes, fresh));
  };

  const reconcile = async (events: readonly FollowedEvent[]): Promise<void> => {
    const rows: SendEvent[] = [];
    const group = emptyKnowledge();
    for (const stored of events) {
      const event = readMessageEvent(payloadOf(stored.payload));
      if (event === null) continue;
      const row = await matchSend(store, stored, event, group);
      if (row.match === 'send_id' && row.sendId !== null && row.messageId !== null)
        group.learned.set(row.messageId, row.sendId);
      rows.push(row);
      await suppress(stored, event);
    }
    if (rows.length > 0) await store.recordSendEvents(rows);
  };

  const round = async (): Promise<void> => {
    for (;;) {
      const { events, position } = await store.followEvents(follower, eventsAtOnce);
      if (position === null || isStopped) break;
      await reconcile(events);
      await store.acknowledgeEvents(follower, position);
    }
    if (!isStopped) await parts.afterRound();
  };

  // one round after the other, so that no group is read by two
  const run = (): Promise<void> => {
    const turn = (): Promise<void> => alone.run('sends', round);
    running = running.then(turn, turn);
    return running;
  };
  const runQuietly = (): void => {
    run().catch((error: unknown) =>
      log.error('webhooks about messages could not be reconciled, the next try follows', { error }),
    );
  };

  return {
    wake() {
      if (isStopped) return;
      soon ??= setTimeout(() => {
        soon = null;
        runQuietly();
      }, gatherMs).unref();
    },
    settle: run,
    start() {
      poll = setInterval(runQuietly, pollMs).unref();
      runQuietly();
    },
    async stop() {
      isStopped = true;
      if (soon !== null) clearTimeout(soon);
      clearInterval(poll);
      await running.catch(() => undefined);
    },
  };
}
