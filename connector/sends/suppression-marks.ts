import type { Json } from '../../errors/json.ts';
import { laterMark } from '../store/merge-suppressions.ts';
import type { SuppressionMark, SuppressionPlace, SuppressionReason, SuppressionRecord } from '../store/store.ts';
import type { MessageEvent } from './message-event.ts';

/** What a cause says about one scope of a person's channel. */
export interface MarkChange extends SuppressionMark {
  scope: string;
}

const idsOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'number' || typeof id === 'string').map(String) : [];

/** A dead mailbox. A soft bounce passes by itself, and Iterable tries again. */
function isHardBounce({ type, dataFields, channel }: MessageEvent): boolean {
  if (channel !== 'email' || (type !== 'bounce' && type !== 'unsubscribe')) return false;
  const { recipientState, status } = dataFields;
  if (typeof recipientState === 'string' && recipientState !== '') return recipientState === 'HardBounce';
  return type === 'bounce' && typeof status === 'string' && status.startsWith('5.');
}

/**
 * The marks that a webhook about a message makes; none for most. An unsubscribe from lists alone makes none: lists are
 * segments, and messages to single people belong to none.
 */
export function marksOf(event: MessageEvent, at: string, source: string): MarkChange[] {
  const mark = (scope: string, isOn: boolean, reason: SuppressionReason): MarkChange => ({
    scope,
    isOn,
    reason,
    at,
    source,
  });
  if (event.type === 'complaint') return [mark('all', true, 'complaint')];
  if (isHardBounce(event)) return [mark('all', true, 'hard_bounce')];
  if (event.type !== 'unsubscribe' && event.type !== 'subscribe') return [];
  const { channelIds, messageTypeIds, emailListIds, userListIds } = event.dataFields;
  const scopes = [
    ...idsOf(channelIds).map((id) => `channel:${id}`),
    ...idsOf(messageTypeIds).map((id) => `type:${id}`),
  ];
  const isOfLists = idsOf(emailListIds).length + idsOf(userListIds).length > 0;
  if (scopes.length === 0 && isOfLists) return [];
  const isOn = event.type === 'unsubscribe';
  return (scopes.length === 0 ? ['all'] : scopes).map((scope) => mark(scope, isOn, 'unsubscribe'));
}

/** A subscription takes back an unsubscribe; that an address is dead or its owner complained is for a person to take back. */
const mayLift = (known: SuppressionMark, lift: SuppressionMark): boolean =>
  known.reason === 'unsubscribe' || lift.reason === 'manual';

export interface NewRecord {
  id: string;
  /** ISO 8601 */
  now: string;
}

/**
 * The record with these marks, or null where they change nothing: the same cause twice is one mark, an older cause does not
 * undo a younger one, and nothing is kept of a person who was never suppressed. Pure.
 */
export function applyMarks(
  before: SuppressionRecord | null,
  { connectionId, channel, person }: SuppressionPlace,
  changes: readonly MarkChange[],
  { id, now }: NewRecord,
): SuppressionRecord | null {
  const marks = { ...before?.marks };
  let isChanged = false;
  for (const { scope, ...mark } of changes) {
    const known = marks[scope];
    if (!mark.isOn && (known === undefined || !mayLift(known, mark))) continue;
    const standing = known === undefined ? mark : laterMark(known, mark);
    // the same word from a later cause changes nothing, but a younger opt-out outlives an opt-in in between
    if (standing === known) continue;
    marks[scope] = standing;
    isChanged = true;
  }
  const email = before?.email ?? person.email;
  const userId = before?.userId ?? person.userId;
  const learnsName = before !== null && (email !== before.email || userId !== before.userId);
  if (!isChanged && !learnsName) return null;
  const isActive = Object.values(marks).some(({ isOn }) => isOn);
  return {
    id: before?.id ?? id,
    connectionId,
    channel,
    email,
    userId,
    marks,
    isActive,
    pushedAt: isActive && before?.isActive === true ? before.pushedAt : null,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}
