import { z } from 'zod';

import { defineTrigger, field, type IncomingEvent } from '../connector/define.ts';
import type { Json, JsonObject } from '../errors/json.ts';

/** The kinds of calls that tracking SDKs make, by the path they are posted to. */
export const callTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

const eventName = z.string().trim().min(1).max(255);

const config = z.strictObject({
  types: z
    .array(z.enum(callTypes))
    .min(1)
    .meta(
      field({
        title: 'Kinds of calls',
        help: 'One of these kinds starts the recipe.',
        example: ['track'],
        sticky: true,
      }),
    ),
  eventNames: z
    .array(eventName)
    .min(1)
    .max(100)
    .optional()
    .meta(
      field({
        title: 'Events',
        help: 'Only track calls of these names. Upper and lower case count as the same.',
        example: ['Order Completed'],
        sticky: true,
      }),
    ),
  exceptEventNames: z
    .array(eventName)
    .min(1)
    .max(100)
    .optional()
    .meta(field({ title: 'Except events', help: 'Track calls of these names start other recipes.' })),
});

/** A call as it is stored: what the SDK sent, with `type`, and with empty `properties` or `traits` where the kind has them. */
const call = z.looseObject({
  type: z.enum(callTypes).meta({ title: 'Kind of call' }),
  messageId: z.string().nullish().meta({ title: 'Message ID', description: 'The same ID is the same call.' }),
  userId: z.union([z.string(), z.number()]).nullish().meta({ title: 'User ID' }),
  anonymousId: z.union([z.string(), z.number()]).nullish().meta({ title: 'Anonymous ID' }),
  event: z.string().optional().meta({ title: 'Event', description: 'Of track calls.' }),
  name: z.string().nullish().meta({ title: 'Name', description: 'Of page and screen calls.' }),
  category: z.string().nullish().meta({ title: 'Category', description: 'Of page and screen calls.' }),
  properties: z
    .looseObject({})
    .nullish()
    .meta({ title: 'Properties', description: 'Of track, page and screen calls.' }),
  traits: z.looseObject({}).nullish().meta({ title: 'Traits', description: 'Of identify and group calls.' }),
  context: z
    .looseObject({ traits: z.looseObject({}).nullish().meta({ title: 'Traits' }) })
    .nullish()
    .meta({ title: 'Context' }),
  groupId: z.union([z.string(), z.number()]).nullish().meta({ title: 'Group ID', description: 'Of group calls.' }),
  previousId: z
    .union([z.string(), z.number()])
    .nullish()
    .meta({ title: 'Previous ID', description: 'Of alias calls.' }),
  timestamp: z.string().nullish().meta({ title: 'Time of the call' }),
  originalTimestamp: z.string().nullish().meta({ title: 'Time on the clock of the sender' }),
  sentAt: z.string().nullish().meta({ title: 'Time of sending' }),
});

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

function deliveryKey({ payload }: IncomingEvent): readonly Json[] | undefined {
  const { messageId } = fieldsOf(payload);
  return typeof messageId === 'string' && messageId !== '' ? [messageId] : undefined;
}

/** The user ID, else an address, else the anonymous ID: an SDK that knows a person names them in the same way in all calls. */
function orderKey({ payload }: IncomingEvent): Json {
  const { userId, traits, properties, context, anonymousId } = fieldsOf(payload);
  const emails = [traits, fieldsOf(context)['traits'], properties].map((fields) => fieldsOf(fields)['email']);
  const found = [userId, ...emails, anonymousId].find((name) => name !== undefined && name !== null && name !== '');
  return typeof found === 'string' ? found.trim().toLowerCase() : (found ?? null);
}

const sameName = (wanted: string, name: string): boolean => wanted.toLowerCase() === name.trim().toLowerCase();

const sampleOf: Record<(typeof callTypes)[number], JsonObject> = {
  identify: { traits: { email: 'ada.lovell@example.com', firstName: 'Ada', plan: 'pro' } },
  track: {
    event: 'Order Completed',
    properties: {
      order_id: 'order-1001',
      total: 19.9,
      currency: 'EUR',
      products: [{ product_id: 'sku-1', name: 'Blue mug', price: 9.95, quantity: 2 }],
    },
  },
  page: { name: 'Pricing', properties: { url: 'https://shop.example.com/pricing', title: 'Pricing' } },
  screen: { name: 'Cart', properties: {} },
  group: { groupId: 'group-7', traits: { name: 'Analytical Engines Ltd' } },
  alias: { previousId: 'anonymous-7' },
};

const sampleCall = (type: (typeof callTypes)[number], event?: string): JsonObject => ({
  type,
  messageId: 'a8ff6f26-b1b8-4b0b-9c4b-4d3f0a6d3d11',
  userId: 'user-777',
  ...sampleOf[type],
  ...(event === undefined ? {} : { event }),
  context: { traits: { email: 'ada.lovell@example.com' }, library: { name: 'analytics-node', version: '3.0.0' } },
  timestamp: '2031-03-04T05:06:40.000Z',
  sentAt: '2031-03-04T05:06:41.000Z',
});

export const newCall = defineTrigger({
  name: 'new_call',
  title: 'Tracking call',
  summary: 'Starts the recipe when a tracking SDK sends one of the chosen calls to this server.',
  docs: 'https://segment.com/docs/connections/spec/',
  source: 'tracking_call',
  config,
  matches: ({ types, eventNames, exceptEventNames }, { payload }) => {
    const { type, event } = fieldsOf(payload);
    if (!types.some((wanted) => wanted === type)) return false;
    if (type !== 'track') return true;
    const name = typeof event === 'string' ? event : '';
    if (exceptEventNames?.some((wanted) => sameName(wanted, name)) === true) return false;
    return eventNames === undefined || eventNames.some((wanted) => sameName(wanted, name));
  },
  deliveryKey,
  orderKey,
  output: call,
  sample: ({ types, eventNames }) => {
    const type = types[0] ?? 'track';
    return sampleCall(type, type === 'track' ? eventNames?.[0] : undefined);
  },
  examples: [
    { config: { types: ['identify'] }, payload: sampleCall('identify') },
    { config: { types: ['track'], eventNames: ['order completed'] }, payload: sampleCall('track') },
    { config: { types: ['page', 'screen'] }, payload: sampleCall('page') },
    { config: { types: ['track'], exceptEventNames: ['Cart Updated'] }, payload: sampleCall('track') },
  ],
  antiExamples: [
    { config: {}, reason: 'No kind of call is named, so the recipe would never start.' },
    { config: { types: [] }, reason: 'An empty list matches no call.' },
    { config: { types: ['purchase'] }, reason: 'A purchase is a track call; name its event in `eventNames`.' },
    { config: { types: ['track'], eventNames: [' '] }, reason: 'A blank name matches no event.' },
    { config: { types: 'track' }, reason: 'The kinds are a list, also when there is only one.' },
  ],
});
