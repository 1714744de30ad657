import type { Json, JsonObject } from '../../errors/json.ts';
import { parseIterableDate } from '../../schemas/iterable/iterable-date.ts';
import { messageEventOf } from '../../schemas/iterable/message-events.ts';
import { parseJson } from '../iterable/parse-json.ts';
import { isObject } from '../iterable/decode-error.ts';
import type { PersonNames } from '../store/store.ts';
import { personNames } from './person-names.ts';

/** The key of our id in the metadata of a message. */
export const sendMetadataKey = 'itcSendId';

/** What a webhook says about a message. */
export interface MessageEvent {
  eventName: string;
  type: string;
  channel: string;
  person: PersonNames;
  campaignId: number | null;
  messageId: string | null;
  /** ours, from the metadata */
  sendId: string | null;
  /** ISO 8601 */
  happenedAt: string | null;
  /** recipient state of a bounce, reason of a skip, source of an unsubscribe or subscribe */
  detail: string | null;
  dataFields: JsonObject;
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** An id as a number or in digits: Iterable writes both. */
function idOf(value: Json | undefined): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** Fields that are an object in some webhooks and JSON text in others, as `transactionalData` is. */
function fieldsOf(value: Json | undefined): JsonObject {
  const read = typeof value === 'string' ? parseJson(value) : value;
  return isObject(read) ? read : {};
}

/** Reads the payload of a system webhook; null where it is about no message. */
export function readMessageEvent(payload: Json): MessageEvent | null {
  if (!isObject(payload) || typeof payload['eventName'] !== 'string') return null;
  const { eventName } = payload;
  const facts = messageEventOf(eventName);
  if (facts === null) return null;
  const dataFields = fieldsOf(payload['dataFields']);
  const metadata = { ...fieldsOf(payload['metadata']), ...fieldsOf(dataFields['metadata']) };
  const createdAt = text(dataFields['createdAt']);
  return {
    ...facts,
    eventName,
    person: personNames(payload['email'] ?? dataFields['email'], payload['userId'] ?? dataFields['userId']),
    campaignId: idOf(dataFields['campaignId']),
    messageId: text(dataFields['messageId']),
    sendId: text(metadata[sendMetadataKey]),
    happenedAt: createdAt === null ? null : parseIterableDate(createdAt),
    detail:
      text(dataFields['recipientState']) ??
      text(dataFields['reason']) ??
      text(dataFields['unsubSource']) ??
      text(dataFields['signupSource']),
    dataFields,
  };
}
