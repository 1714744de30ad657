import { z } from 'zod';

import { defineTrigger, field, type IncomingEvent } from '../connector/define.ts';
import type { Json, JsonObject } from '../errors/json.ts';
import { systemEnvelope } from '../schemas/iterable/envelope.ts';
import { eventNames } from '../schemas/iterable/event-names.ts';
import { samplePayload } from '../schemas/iterable/sample-payloads.ts';

const eventName = z.string().trim().min(1).max(255);

const config = z
  .strictObject({
    eventName: eventName.optional().meta({
      ...field({
        title: 'Event',
        help: 'A known event, or any other name as it stands in `eventName` of the webhook.',
        example: 'emailBounce',
        sticky: true,
      }),
      options: eventNames,
    }),
    eventNames: z
      .array(eventName)
      .min(1)
      .max(100)
      .optional()
      .meta(field({ title: 'Events', help: 'Several events that start the same recipe.', advanced: true })),
  })
  .refine((given) => given.eventName !== undefined || given.eventNames !== undefined, {
    message: 'Name the event that starts the recipe.',
    path: ['eventName'],
  });

/**
 * Fields of `dataFields` in which two real events of one message may differ. A field that is missing counts as null,
 * and a field outside of this list may change between deliveries without making a new event.
 */
const tellApart = [
  'createdAt',
  'esDocumentId',
  'campaignId',
  'ip',
  'userAgent',
  'proxySource',
  'url',
  'linkUrl',
  'linkId',
  'canonicalUrlId',
  'hrefIndex',
  'trackedLink',
  'clickedUrl',
  'webPushClickAction',
  'embeddedTargetUrl',
  'embeddedButtonId',
  'embeddedSessionId',
  'embeddedImpressionDisplayCount',
  'embeddedImpressionDisplayDuration',
  'embeddedImpressionPlacementId',
  'platformEndpoint',
  'browserToken',
  'deviceInfo',
  'inboxSessionId',
  'deleteAction',
  'closeAction',
  'fromPhoneNumber',
  'toPhoneNumber',
  'smsMessage',
  'toWhatsAppPhoneNumber',
  'whatsAppBodyField',
  'messageStatus',
  'errorCode',
  'recipientState',
  'bounceMessage',
  'reason',
  'signupSource',
  'unsubSource',
  'emailListIds',
  'userListIds',
  'messageTypeIds',
  'channelIds',
  'workflowId',
  'exitNodeId',
] as const;

const known = new Set(eventNames);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function deliveryKey(event: IncomingEvent): readonly Json[] | undefined {
  // of an event that is not in the catalogue nobody knows which fields tell two of them apart
  if (event.eventName === null || !known.has(event.eventName) || !isObject(event.payload)) return undefined;
  const { email, userId, dataFields } = event.payload;
  if (!isObject(dataFields)) return undefined;
  const { messageId } = dataFields;
  // createdAt only counts seconds, so without a message the whole body has to decide
  if (typeof messageId !== 'string' || messageId === '') return undefined;
  const key: Json[] = [
    event.eventName,
    email ?? null,
    userId ?? null,
    dataFields['email'] ?? null,
    dataFields['userId'] ?? null,
    messageId,
  ];
  for (const name of tellApart) {
    const value = dataFields[name];
    if (value !== undefined && value !== null) key.push(name, value);
  }
  return key;
}

function wantedNames(given: z.output<typeof config>): string[] {
  return [...(given.eventName === undefined ? [] : [given.eventName]), ...(given.eventNames ?? [])];
}

function sameName(wanted: string, name: string): boolean {
  // `emailUnsubscribe` is a common misspelling of `emailUnSubscribe`; no two known names differ by case alone
  return wanted === name || (wanted.length === name.length && wanted.toLowerCase() === name.toLowerCase());
}

export const newObject = defineTrigger({
  name: 'new_object',
  title: 'New event',
  summary: 'Starts the recipe when a system webhook reports one of the chosen events.',
  docs: 'https://support.iterable.com/hc/en-us/articles/208013936-System-Webhooks',
  source: 'system_webhook',
  config,
  matches: (given, { eventName: name }) => {
    if (name === null) return false;
    if (given.eventName !== undefined && sameName(given.eventName, name)) return true;
    return given.eventNames !== undefined && given.eventNames.some((wanted) => sameName(wanted, name));
  },
  deliveryKey,
  output: systemEnvelope,
  sample: (given) => samplePayload(wantedNames(given)[0] ?? 'emailSend'),
  examples: [
    { config: { eventName: 'emailBounce' }, payload: samplePayload('emailBounce') },
    { config: { eventNames: ['emailOpen', 'emailClick'] }, payload: samplePayload('emailClick') },
    { config: { eventName: 'rcsSend' }, payload: samplePayload('rcsSend') },
  ],
  antiExamples: [
    { config: {}, reason: 'No event is named, so the recipe would never start.' },
    { config: { eventName: ' ' }, reason: 'A blank name matches no event.' },
    { config: { eventName: 7 }, reason: 'Event names are text.' },
    { config: { eventNames: [] }, reason: 'An empty list matches no event.' },
    { config: { event: 'emailSend' }, reason: 'The field is called `eventName`; an unknown field is a typing error.' },
  ],
});
