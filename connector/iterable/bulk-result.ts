import type { Json, JsonObject } from '../../errors/json.ts';
import type { ItemResult } from '../store/store.ts';
import { isObject } from './decode-error.ts';
import { identitiesOf } from './plan-batches.ts';
import type { PreparedItem } from './prepare-call.ts';

// the groups of `failedUpdates` (Iterable's Swagger: FailedUserUpdates, FailedEventUpdates)
const reasons: Record<string, string> = {
  invalid: 'Iterable does not accept this email address or user ID.',
  notFound: 'Iterable does not know this person.',
  invalidData: 'A data field has a value that Iterable does not accept.',
  conflict: 'Email and user ID belong to two different users.',
  forgotten: 'The person was forgotten (GDPR) and cannot be written.',
};

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string' || typeof item === 'number').map(String) : [];

/** Refused people by name, from both the old lists and `failedUpdates`. */
function readFailures(body: JsonObject): Map<string, string> {
  const failed = new Map<string, string>();
  const add = (group: string, source: JsonObject): void => {
    const reason = reasons[group] ?? `Iterable refused this item (${group}).`;
    for (const email of texts(source[`${group}Emails`])) failed.set(`email ${email.trim().toLowerCase()}`, reason);
    for (const userId of texts(source[`${group}UserIds`])) failed.set(`userId ${userId}`, reason);
  };
  add('invalid', body);
  // users/bulkUpdateSubscriptions alone names these
  const internal = 'Iterable could not write this person although the identifier is fine.';
  for (const email of texts(body.validEmailFailures)) failed.set(`email ${email.trim().toLowerCase()}`, internal);
  for (const userId of texts(body.validUserIdFailures)) failed.set(`userId ${userId}`, internal);
  if (isObject(body.failedUpdates)) {
    const groups = Object.keys(body.failedUpdates).map((key) => key.replace(/(Emails|UserIds)$/, ''));
    for (const group of new Set(groups)) add(group, body.failedUpdates);
  }
  return failed;
}

/**
 * One result per item of an accepted bulk call. Rows are found by person, addresses without regard to case, because
 * Iterable gives them back in lower case. When it counts more failures than it names, the items that it did not name
 * cannot be called accepted.
 */
export function readBulkResult(body: Json, chunk: readonly PreparedItem[]): ItemResult[] {
  const answer = isObject(body) ? body : {};
  const failures = readFailures(answer);
  const idle = new Set([
    ...texts(answer.noOpEmails).map((email) => `email ${email.trim().toLowerCase()}`),
    ...texts(answer.noOpUserIds).map((userId) => `userId ${userId}`),
  ]);
  const disallowed = new Set(texts(answer.disallowedEventNames));
  const isDisallowed = ({ body }: PreparedItem): boolean =>
    typeof body.eventName === 'string' && disallowed.has(body.eventName);
  const results = chunk.map((item): ItemResult => {
    const names = identitiesOf(item);
    if (failures.size > 0) {
      const named = names.map((name) => failures.get(name)).find((reason) => reason !== undefined);
      if (named !== undefined) return itemResult(item, 'failed', named);
    }
    if (disallowed.size > 0 && isDisallowed(item)) {
      return itemResult(item, 'failed', 'Iterable does not track events of this name in the project.');
    }
    if (idle.size > 0 && names.some((name) => idle.has(name)))
      return itemResult(item, 'skipped', 'Iterable had nothing to change.');
    return itemResult(item, 'accepted');
  });
  const failCount = typeof answer.failCount === 'number' ? answer.failCount : 0;
  const found = results.filter(({ outcome }) => outcome === 'failed').length;
  if (found >= failCount) return results;
  const reason =
    failCount >= chunk.length
      ? 'Iterable refused all items of the call without naming the cause.'
      : `Iterable refused ${failCount - found} items of the call without naming them, and this may be one.`;
  return results.map((result, place) => {
    const item = chunk[place];
    return result.outcome === 'accepted' && item !== undefined ? itemResult(item, 'failed', reason) : result;
  });
}

/** Result of one item, named by its person; items without one are named by their place. */
export function itemResult(item: PreparedItem, outcome: ItemResult['outcome'], reason?: string): ItemResult {
  const { index, key = keyOf(item) } = item;
  return reason === undefined ? { index, key, outcome } : { index, key, outcome, reason };
}

/** The name of an item in results: its address, its user ID or its place. */
export function keyOf({ index, body }: Pick<PreparedItem, 'index' | 'body'>): string {
  return nameOf(body.email) ?? nameOf(body.userId) ?? `#${index}`;
}

const nameOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
