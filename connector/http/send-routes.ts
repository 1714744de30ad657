import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { defaultSendSettings } from '../sends/send-settings.ts';
import { sendMatches, type SendRecord, type Store } from '../store/store.ts';
import { given, idParams, nameParams, page, pageQuery, time } from './answer-schemas.ts';
import { connectionName, namedPerson, personFields } from './person-fields.ts';
import { defineRoute } from './route.ts';

const status = z.enum(['sending', 'accepted', 'refused', 'unknown']);
const match = z.enum(sendMatches);

const send = z.object({
  id: z.string().meta({ description: 'Comes back in the metadata of webhooks.' }),
  origin: z.string().nullable().meta({ description: 'Job or bulk run that sent it.' }),
  place: z.string().nullable().meta({ description: 'Step of the job, or row of the bulk run.' }),
  action: z.string(),
  channel: z.string(),
  campaignId: z.number(),
  email: z.string().nullable(),
  userId: z.string().nullable(),
  status,
  error: z.string().nullable(),
  messageId: z.string().nullable(),
  createdAt: time,
});

const sendEvent = z.object({
  id: z.string().meta({ description: 'Id of the stored event.' }),
  sendId: z.string().nullable(),
  type: z.string().meta({ description: 'send, delivery, skip, bounce, complaint, open, click, unsubscribe and more.' }),
  eventName: z.string().meta({ description: 'As Iterable names it.' }),
  channel: z.string(),
  campaignId: z.number().nullable(),
  messageId: z.string().nullable(),
  email: z.string().nullable(),
  userId: z.string().nullable(),
  receivedAt: time,
  happenedAt: time.nullable(),
  match,
  detail: z.string().nullable(),
});

const timeline = send.extend({ events: z.array(sendEvent).meta({ description: 'The oldest first; at most 200.' }) });

const withEvents = async (store: Store, record: SendRecord): Promise<z.input<typeof timeline>> => ({
  ...record,
  events: (
    await store.listSendEvents({ connectionId: record.connectionId, sendId: record.id, oldestFirst: true, limit: 200 })
  ).items,
});

const messageType = z.int().positive().nullable();
const settings = z.strictObject({
  transactionalMessageTypeId: messageType.default(null),
  marketingMessageTypeId: messageType.default(null),
  testMode: z
    .strictObject({
      isOn: z.boolean(),
      recipients: z
        .array(z.string().trim().min(1).max(255))
        .max(500)
        .meta({ description: 'Addresses, `@example.com` for everybody there, or user IDs.' }),
    })
    .default({ isOn: false, recipients: [] }),
  suppressionListId: messageType
    .default(null)
    .meta({ description: 'Static list that suppressed people are taken off; null: none.' }),
  maxContents: z
    .int()
    .min(1)
    .max(100_000)
    .default(defaultSendSettings.maxContents)
    .meta({ description: 'Contents that may get a template and a campaign of their own.' }),
});

/** Messages to single people, what became of them, and what a connection says about sending. */
export const sendRoutes = [
  defineRoute({
    method: 'post',
    path: '/sends/search',
    tag: 'Sends',
    summary: 'List the messages of a connection, of a job or to a person.',
    body: z.strictObject({
      ...pageQuery,
      connection: connectionName,
      ...personFields,
      origin: z.string().max(100).optional(),
      status: status.optional(),
      campaignId: z.int().positive().optional(),
    }),
    response: page(send),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ store, connections }, { body: { connection, email, userId, ...filter } }) => {
      const { id: connectionId } = await connections.get(connection);
      return store.listSends({ ...given(filter), connectionId, ...namedPerson({ email, userId }) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/sends/{id}',
    tag: 'Sends',
    summary: 'Show a message with everything that webhooks told of it.',
    params: idParams,
    response: timeline,
    errors: ['ITC_SEND_UNKNOWN'],
    handler: async ({ store }, { params }) => {
      const record = await store.getSend(params.id);
      if (record === null) throw new ConnectorError('ITC_SEND_UNKNOWN');
      return withEvents(store, record);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/people/timeline',
    tag: 'Sends',
    summary: 'The messages to a person with their events, and the events of the person that belong to no message.',
    body: z
      .strictObject({ ...pageQuery, connection: connectionName, ...personFields })
      .refine(({ email, userId }) => email !== undefined || userId !== undefined, 'needs `email` or `userId`'),
    response: z.object({ sends: page(timeline), otherEvents: z.array(sendEvent) }),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ store, connections }, { body: { connection, email, userId, ...paging } }) => {
      const { id: connectionId } = await connections.get(connection);
      const filter = { connectionId, ...namedPerson({ email, userId }) };
      const found = await store.listSends({ ...filter, ...given(paging) });
      const sends = { next: found.next, items: await Promise.all(found.items.map((item) => withEvents(store, item))) };
      const unmatched = sendMatches.slice(sendMatches.indexOf('unknown_send'));
      const { items: otherEvents } = await store.listSendEvents({ ...filter, matches: unmatched, limit: 50 });
      return { sends, otherEvents };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/send-events/search',
    tag: 'Sends',
    summary: 'List what webhooks told about messages, for example what belongs to no message of this server.',
    body: z.strictObject({
      ...pageQuery,
      connection: connectionName,
      ...personFields,
      type: z.string().max(50).optional(),
      matches: z.array(match).min(1).optional(),
      from: z.iso.datetime().optional(),
    }),
    response: page(sendEvent),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ store, connections }, { body: { connection, email, userId, ...filter } }) => {
      const { id: connectionId } = await connections.get(connection);
      return store.listSendEvents({ ...given(filter), connectionId, ...namedPerson({ email, userId }) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/connections/{name}/send-settings',
    tag: 'Sends',
    summary: 'Show the message types, the test mode and the limits of sending.',
    params: nameParams,
    response: settings,
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ connections }, { params }) => ({
      ...defaultSendSettings,
      ...(await connections.get(params.name)).sends,
    }),
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/send-settings',
    tag: 'Sends',
    summary: 'Set them; what is left out goes back to its default.',
    params: nameParams,
    body: settings,
    response: settings,
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ connections }, { params, body }) =>
      (await connections.setSends(params.name, body)).sends ?? defaultSendSettings,
  }),
];
