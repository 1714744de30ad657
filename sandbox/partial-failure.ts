import type { Answer } from './answer.ts';
import { BulkResult } from './bulk-result.ts';
import type { IdentityFault } from './identity.ts';
import { isJsonObject } from './json-value.ts';
import type { JsonObject } from './json-value.ts';

/** The groups of failedUpdates that a partial failure can name its rows in. */
export const failGroups = ['invalid', 'notFound', 'invalidData', 'conflict', 'forgotten'] as const;
export type FailGroup = (typeof failGroups)[number];

interface BulkCall {
  /** the member that holds the rows */
  rows: string;
  /** which shape the answer has */
  kind: 'users' | 'events' | 'subscriptions';
}

/** The endpoints that can fail in part. */
export const bulkCalls: Record<string, BulkCall> = {
  '/api/users/bulkUpdate': { rows: 'users', kind: 'users' },
  '/api/users/bulkUpdateSubscriptions': { rows: 'updateSubscriptionsRequests', kind: 'subscriptions' },
  '/api/lists/subscribe': { rows: 'subscribers', kind: 'users' },
  '/api/lists/unsubscribe': { rows: 'subscribers', kind: 'users' },
  '/api/events/trackBulk': { rows: 'events', kind: 'events' },
};

export interface SplitBody {
  /** the body without the rows that shall fail */
  rawBody: string;
  failed: { by: IdentityFault['by']; value: string }[];
  /** nothing is left to process */
  empty: boolean;
}

function identifierOf(row: unknown): SplitBody['failed'][number] {
  const { email, userId } = isJsonObject(row) ? row : {};
  return typeof email === 'string'
    ? { by: 'email', value: email.trim().toLowerCase() }
    : { by: 'userId', value: typeof userId === 'string' ? userId : '' };
}

/** Takes the first rows out of a bulk body; a body that is none is left alone. */
export function withoutRows(path: string, rawBody: string, count: number): SplitBody {
  const untouched = { rawBody, failed: [], empty: false };
  const call = bulkCalls[path];
  let body: unknown;
  try {
    body = JSON.parse(rawBody);
  } catch {
    return untouched;
  }
  if (!call || !isJsonObject(body)) return untouched;
  const rows = body[call.rows];
  if (!Array.isArray(rows) || rows.length === 0) return untouched;
  const rest = rows.slice(count) as unknown[];
  return {
    rawBody: JSON.stringify({ ...body, [call.rows]: rest }),
    failed: rows.slice(0, count).map(identifierOf),
    empty: rest.length === 0,
  };
}

function blankBody(kind: BulkCall['kind']): JsonObject {
  if (kind !== 'subscriptions') {
    return new BulkResult().body(kind, kind === 'events' ? { disallowedEventNames: [] } : {});
  }
  const none = { invalidEmails: [], invalidUserIds: [], validEmailFailures: [], validUserIdFailures: [] };
  return { successCount: 0, failCount: 0, ...none };
}

/**
 * The answer to the rest of a call, with the rows that were taken out counted and named as failed. A call that was refused
 * stays refused, unless it was refused for the emptiness that the fault itself made.
 */
export function withFailures(answer: Answer, path: string, split: SplitBody, failAs: FailGroup | undefined): Answer {
  const call = bulkCalls[path];
  const passed = answer.status === 200 || (split.empty && answer.status === 400);
  if (!call || !passed || split.failed.length === 0) return answer;
  const body = split.empty ? blankBody(call.kind) : structuredClone(answer.body as JsonObject);
  // events know neither of the other groups
  const group = failAs ?? (call.kind === 'events' ? 'notFound' : 'invalidData');
  const named = (call.kind === 'subscriptions' ? body : body.failedUpdates) as Record<string, string[] | undefined>;
  for (const { by, value } of split.failed) {
    const suffix = by === 'email' ? 'Email' : 'UserId';
    const name = call.kind === 'subscriptions' ? `valid${suffix}Failures` : `${group}${suffix}s`;
    named[name] = [...(named[name] ?? []), value];
  }
  body.failCount = Number(body.failCount) + split.failed.length;
  return { status: 200, body };
}
