import { ConnectorError } from '../../errors/connector-error.ts';
import type { SuppressionMark, SuppressionRecord } from '../store/store.ts';

export interface SuppressionQuestion {
  /** null where the message does not tell its type: any opt-out then counts */
  messageTypeId: number | null;
  /** the step sends also to people who opted out; a dead address or a complaint stops it all the same */
  ignoreUnsubscribes: boolean;
}

/** Throws ITC_SEND_SUPPRESSED where a mark forbids the message, naming the reason and since when. */
export function checkSuppression(
  record: Pick<SuppressionRecord, 'channel' | 'marks' | 'id'> | null,
  { messageTypeId, ignoreUnsubscribes }: SuppressionQuestion,
): void {
  if (record === null) return;
  const forbids = ([scope, { isOn, reason }]: [string, SuppressionMark]): boolean => {
    if (!isOn || (ignoreUnsubscribes && reason === 'unsubscribe')) return false;
    // another message type that the person still wants
    const isOtherType =
      scope.startsWith('type:') && messageTypeId !== null && scope !== `type:${String(messageTypeId)}`;
    return !isOtherType;
  };
  const found = Object.entries(record.marks).find(forbids);
  if (found === undefined) return;
  const [scope, { reason, at }] = found;
  const words = reason.replaceAll('_', ' ');
  throw new ConnectorError(
    'ITC_SEND_SUPPRESSED',
    `The person is suppressed in the channel ${record.channel} (${words}, ${scope}, since ${at}), so nothing was sent.`,
    { details: { suppression: record.id, reason, scope } },
  );
}
