import type { Preference, Subscription } from './consent-change.ts';
import { noted, type ConsentDocument, type ConsentEvent } from './consent-document.ts';

/** What a call must bring about. */
export interface PushPlan {
  intentId: string;
  subscribe: Subscription[];
  unsubscribe: Subscription[];
  createUser: boolean;
  hasCreated: boolean;
}

export type PushEnd =
  | { kind: 'done'; changed: boolean; created: boolean }
  | { kind: 'missing' }
  | { kind: 'retry'; code: string; afterMs: number; created: boolean }
  | { kind: 'failed'; code: string };

/** Records the intent of the push that is due, so that it is on disk before the call leaves; null = nothing is due. Pure. */
export function beginPush(
  document: ConsentDocument,
  nowMs: number,
  intentId: string,
): { document: ConsentDocument; plan: PushPlan } | null {
  const { push, registers } = document;
  if (push === null || push.dueMs > nowMs) return null;
  const known = push.subscriptions.filter((subscription) => registers[subscription] !== undefined);
  const to = (preference: Preference): Subscription[] =>
    known.filter((subscription) => registers[subscription]?.preference === preference);
  const plan: PushPlan = {
    intentId,
    subscribe: to('opt_in'),
    unsubscribe: to('opt_out'),
    createUser: push.createUser,
    hasCreated: push.hasCreated,
  };
  const values = Object.fromEntries([
    ...plan.subscribe.map((subscription) => [subscription, 'opt_in'] as const),
    ...plan.unsubscribe.map((subscription) => [subscription, 'opt_out'] as const),
  ]);
  const intent = { id: intentId, startedMs: nowMs, endedMs: null, values, echoes: {} };
  return { document: { ...document, intents: [...document.intents, intent] }, plan };
}

const eventOf = (end: PushEnd): ConsentEvent => {
  if (end.kind === 'done') return end.changed ? 'pushed' : 'unchanged';
  return end.kind === 'missing' ? 'user_missing' : 'push_failed';
};

/** Records how a push ended. What changed in the registers meanwhile stays due. Pure. */
export function endPush(
  document: ConsentDocument,
  { intentId, hasCreated }: PushPlan,
  end: PushEnd,
  nowMs: number,
): ConsentDocument {
  const intent = document.intents.find(({ id }) => id === intentId);
  const intents = document.intents.map((one) => (one.id === intentId ? { ...one, endedMs: nowMs } : one));
  const isSettled = (subscription: Subscription): boolean =>
    intent !== undefined && document.registers[subscription]?.preference === intent.values[subscription];
  const { push } = document;
  const created = (end.kind === 'done' || end.kind === 'retry') && end.created && !hasCreated;
  const left =
    push === null
      ? []
      : end.kind === 'retry'
        ? push.subscriptions
        : push.subscriptions.filter((one) => !isSettled(one));
  const after =
    push === null || left.length === 0
      ? null
      : {
          ...push,
          subscriptions: left,
          dueMs: end.kind === 'retry' ? nowMs + end.afterMs : nowMs,
          attempts: end.kind === 'retry' ? push.attempts + 1 : 0,
          hasCreated: push.hasCreated || created,
        };
  const entry = {
    source: 'connector' as const,
    notice: null,
    preference: null,
    subscriptions: Object.keys(intent?.values ?? {}) as Subscription[],
    decidedMs: null,
  };
  const code = 'code' in end ? { code: end.code } : {};
  return noted(
    { ...document, intents, push: after },
    nowMs,
    ...(created ? [{ ...entry, event: 'user_created' as const }] : []),
    { ...entry, event: eventOf(end), ...code },
  );
}

/** Waits grow from 5 seconds to an hour; milliseconds. */
export const retryAfter = (attempts: number): number => Math.min(3_600_000, 5_000 * 2 ** attempts);
