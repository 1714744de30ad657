import { preferenceOf, subscriptionsOf, type ConsentMap } from './consent-map.ts';
import type { ConsentChange, Preference, Subscription } from './consent-change.ts';

/** One call of ours that changes subscriptions, on disk before it leaves: by it the webhook that it causes is known again. */
export interface ConsentIntent {
  id: string;
  startedMs: number;
  /** null = no answer is known */
  endedMs: number | null;
  values: Record<string, Preference>;
  /** subscription -> the webhook that was taken for the effect of this call */
  echoes: Record<string, { sequence: string; atMs: number }>;
}

/** Subscriptions that Iterable must be brought to, at the next due time. */
export interface ConsentPush {
  dueMs: number;
  attempts: number;
  /** makes the user in Iterable where there is none */
  createUser: boolean;
  hasCreated: boolean;
  subscriptions: Subscription[];
}

/** A change that the privacy system is still to be told. */
export interface ConsentCallback {
  id: string;
  notice: string;
  preference: Preference;
  atMs: number;
  dueMs: number;
  attempts: number;
}

export type ConsentEvent =
  | 'applied'
  | 'late'
  | 'repeated'
  | 'echo'
  | 'pushed'
  | 'unchanged'
  | 'user_created'
  | 'user_missing'
  | 'push_failed'
  | 'told'
  | 'telling_failed';

export interface ConsentHistoryEntry {
  /** when it happened here; milliseconds since 1970 */
  atMs: number;
  event: ConsentEvent;
  source: ConsentChange['source'] | 'connector';
  notice: string | null;
  preference: Preference | null;
  subscriptions: Subscription[];
  /** when the person decided */
  decidedMs: number | null;
  /** tells a change from others of its source */
  sequence?: string;
  /** code of the fault */
  code?: string;
}

/** All that is kept of the consent of one person on one connection; changed as a whole in one transaction. */
export interface ConsentDocument {
  /** subscription -> the change that stands */
  registers: Record<string, ConsentChange>;
  intents: ConsentIntent[];
  history: ConsentHistoryEntry[];
  push: ConsentPush | null;
  callbacks: ConsentCallback[];
}

export const emptyConsentDocument = (): ConsentDocument => ({
  registers: {},
  intents: [],
  history: [],
  push: null,
  callbacks: [],
});

const maxHistory = 500;
const maxIntents = 200;
const keepIntentsMs = 30 * 24 * 60 * 60_000;

/** Adds to the history and drops what is beyond its bounds, and calls that no webhook can belong to any more. */
export function noted(
  document: ConsentDocument,
  nowMs: number,
  ...entries: Omit<ConsentHistoryEntry, 'atMs'>[]
): ConsentDocument {
  const history = [...document.history, ...entries.map((entry) => ({ atMs: nowMs, ...entry }))].slice(-maxHistory);
  const intents = document.intents.filter(({ startedMs }) => startedMs > nowMs - keepIntentsMs).slice(-maxIntents);
  return { ...document, history, intents };
}

/** When the document wants to be worked on next; null = nothing is open. Milliseconds since 1970. */
export function dueMsOf({ push, callbacks }: ConsentDocument): number | null {
  // callbacks go out in their order, so the first one says when
  const times = [push, callbacks[0]].flatMap((open) => open?.dueMs ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

/** Asks for the subscriptions to be brought to their registers, now. */
export function withPush(
  document: ConsentDocument,
  subscriptions: readonly Subscription[],
  nowMs: number,
  createUser = false,
): ConsentDocument {
  if (subscriptions.length === 0) return document;
  const before = document.push;
  const push: ConsentPush = {
    dueMs: nowMs,
    attempts: 0,
    createUser: createUser || before?.createUser === true,
    hasCreated: before?.hasCreated === true,
    subscriptions: [...new Set([...(before?.subscriptions ?? []), ...subscriptions])],
  };
  return { ...document, push };
}

export interface NoticePreference {
  notice: string;
  preference: Preference;
  change: ConsentChange;
}

/** The preferences of a person by the notices of a map; notices of which nothing is known are left out. */
export function preferencesOf({ notices }: ConsentMap, { registers }: ConsentDocument): NoticePreference[] {
  return notices.flatMap((notice) => {
    const known = preferenceOf(notice, registers);
    return known === null ? [] : [{ notice: notice.key, ...known }];
  });
}

/** The subscriptions that belong to a notice of the map. */
export const mappedSubscriptions = ({ notices }: ConsentMap): Set<Subscription> =>
  new Set(notices.flatMap(subscriptionsOf));
