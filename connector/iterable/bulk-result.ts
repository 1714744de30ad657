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
  const results = chunk.map((item): ItemResult => {
    const names = identitiesOf(item);
    const named = names.map((name) => failures.get(name)).find((reason) => reason !== undefined);
    const isDisallowed = typeof item.body.eventName === 'string' && disallowed.has(item.body.eventName);
    const reason = named ?? (isDisallowed ? 'Iterable does not track events of this name in the project.' : undefined);
    if (reason !== undefined) return itemResult(item, 'failed', reason);
    if (names.some((name) => idle.has(name))) return itemResult(item, 'skipped', 'Iterable had nothing to change.');
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
  const { email, userId } = item.body;
  const key = [email, userId].find((name) => typeof name === 'string' && name !== '');
  return {
    index: item.index,
    key: typeof key === 'string' ? key : `#${item.index}`,
    outcome,
    ...(reason === undefined ? {} : { reason }),
  };
}
