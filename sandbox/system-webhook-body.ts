import { deviceEventBodies } from './device-event-bodies.ts';
import { emailEventBodies } from './email-event-bodies.ts';
import { stamp } from './event-body-context.ts';
import type { EventBody } from './event-body-context.ts';
import type { JsonObject } from './json-value.ts';
import { phoneEventBodies } from './phone-event-bodies.ts';
import type { Campaign } from './project-catalogue.ts';

const bodies: Record<string, EventBody> = { ...emailEventBodies, ...deviceEventBodies, ...phoneEventBodies };

/**
 * Every eventName that the sandbox can fire: all that Iterable's form offers. Blast and triggered email sends have a label
 * each there and share the name emailSend. Note emailUnSubscribe with its capital S.
 */
export const systemEventNames: readonly string[] = Object.keys(bodies);

const longestTransactionalData = 12_000;

const mediumOf = (event: string): string =>
  (
    [
      ['push', 'Push'],
      ['sms', 'SMS'],
      ['inApp', 'InApp'],
      ['webPush', 'WebPush'],
      ['whatsApp', 'WhatsApp'],
    ] as const
  ).find(([prefix]) => event.startsWith(prefix))?.[1] ?? 'Email';

export interface SystemEvent {
  event: string;
  email?: string | undefined;
  userId?: string | undefined;
  phoneNumber?: string | undefined;
  campaign?: Campaign | undefined;
  /** laid over what the sandbox would send; transactionalData may be an object and becomes the JSON text it is */
  dataFields?: JsonObject | undefined;
  /** epoch ms */
  at: number;
  /** only a stamp and the given fields: an unsubscribe through the API knows of no campaign */
  bare?: boolean;
}

/**
 * The body of one system webhook, `{email, userId, eventName, dataFields}`. An event that no list knows gets dataFields
 * with just a stamp, for Iterable's list of events grows too.
 */
export function systemWebhookBody(happened: SystemEvent, campaigns: readonly Campaign[]): JsonObject {
  const { event, email, userId, at } = happened;
  const campaign =
    happened.campaign ??
    campaigns.find(({ id }) => id === happened.dataFields?.campaignId) ??
    campaigns.find(({ messageMedium }) => messageMedium === mediumOf(event));
  const build = bodies[event];
  const context = campaign && { email, at, campaign, phoneNumber: happened.phoneNumber ?? '+15550177701' };
  const built = build && context && happened.bare !== true ? build(context) : stamp({ email, at });
  const { transactionalData, ...given } = happened.dataFields ?? {};
  const fields: JsonObject = { ...built, ...given };
  if (transactionalData !== undefined) {
    const text = typeof transactionalData === 'string' ? transactionalData : JSON.stringify(transactionalData);
    fields.transactionalData = text.slice(0, longestTransactionalData);
  }
  return {
    ...(email === undefined ? {} : { email }),
    ...(userId === undefined ? {} : { userId }),
    eventName: event,
    dataFields: fields,
  };
}

/** True when Iterable's own bodies of this event name their message. */
export function namesItsMessage(event: string): boolean {
  return !['smsSend', 'smsBounce', 'smsReceived', 'pushOpen', 'pushBounce', 'inAppOpen', 'inAppClick'].includes(event);
}
