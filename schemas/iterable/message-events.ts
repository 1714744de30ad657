import { labelledEvents, type Medium } from './event-names.ts';

/** What happened to a message, in one word for all channels. */
export type MessageEventType =
  | 'send'
  | 'delivery'
  | 'skip'
  | 'bounce'
  | 'complaint'
  | 'open'
  | 'click'
  | 'unsubscribe'
  | 'subscribe'
  | 'conversion'
  | (string & {});

const channels: Partial<Record<Medium, string>> = {
  email: 'email',
  sms: 'sms',
  push: 'push',
  'in-app': 'in_app',
  'web push': 'web_push',
  WhatsApp: 'whatsapp',
  embedded: 'embedded',
};

/** Names that Iterable has elsewhere (exports, SDKs) or had, and that are no tick box of system webhooks. */
const further: Record<string, { type: MessageEventType; channel: string }> = {
  emailDelivery: { type: 'delivery', channel: 'email' },
  emailDelivered: { type: 'delivery', channel: 'email' },
  inAppDelivery: { type: 'delivery', channel: 'in_app' },
  embeddedSend: { type: 'send', channel: 'embedded' },
  embeddedSendSkip: { type: 'skip', channel: 'embedded' },
  purchase: { type: 'conversion', channel: 'any' },
};

const known = new Map(
  [
    ...labelledEvents.flatMap(({ eventName, medium, category }) => {
      const channel = channels[medium];
      return channel === undefined ? [] : [[eventName, { type: category, channel }] as const];
    }),
    ...Object.entries(further),
  ].map(([name, facts]) => [name.toLowerCase(), facts] as const),
);

/** Type and channel of a webhook about a message; null for anything else. Upper and lower case are one: spellings differ. */
export const messageEventOf = (eventName: string): { type: MessageEventType; channel: string } | null =>
  known.get(eventName.toLowerCase()) ?? null;
