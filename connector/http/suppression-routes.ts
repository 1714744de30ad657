import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { personNames } from '../sends/person-names.ts';
import { exportSuppressions, importSuppressions, suppressionChannels } from '../sends/suppression-files.ts';
import { applyMarks } from '../sends/suppression-marks.ts';
import { newId } from '../store/new-id.ts';
import { suppressionReasons } from '../store/store.ts';
import { given, idParams, page, pageQuery, time } from './answer-schemas.ts';
import { connectionName, namedPerson, personFields } from './person-fields.ts';
import { defineRoute, type Download } from './route.ts';

const channel = z.enum(suppressionChannels);
const reason = z.enum(suppressionReasons);

const mark = z.object({ isOn: z.boolean(), reason, at: time, source: z.string() });

const suppression = z.object({
  id: z.string(),
  channel: z.string(),
  email: z.string().nullable(),
  userId: z.string().nullable(),
  marks: z
    .record(z.string(), mark)
    .meta({ description: 'By scope: `all`, or `channel:12` and `type:34` of Iterable.' }),
  isActive: z.boolean(),
  pushedAt: time.nullable().meta({ description: "When the person was taken off Iterable's list." }),
  createdAt: time,
  updatedAt: time,
});

const connectionQuery = z.strictObject({ connection: connectionName });

/** Who must not be written to. People are named in bodies, never in addresses. */
export const suppressionRoutes = [
  defineRoute({
    method: 'post',
    path: '/suppressions/search',
    tag: 'Suppressions',
    summary: 'List the suppressions of a connection, of a channel, a reason or a person.',
    body: z.strictObject({
      ...pageQuery,
      connection: connectionName,
      ...personFields,
      channel: channel.optional(),
      reason: reason.optional(),
      isActive: z.boolean().default(true).meta({ description: 'false: those that were lifted.' }),
    }),
    response: page(suppression),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ store, connections }, { body: { connection, email, userId, ...filter } }) => {
      const { id: connectionId } = await connections.get(connection);
      return store.listSuppressions({ ...given(filter), connectionId, ...namedPerson({ email, userId }) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/suppressions',
    tag: 'Suppressions',
    summary: 'Suppress a person in a channel, or lift the suppression.',
    body: z
      .strictObject({
        connection: connectionName,
        ...personFields,
        channel: channel.default('email'),
        lift: z.boolean().default(false).meta({ description: 'true takes every mark of the channel back.' }),
      })
      .refine(({ email, userId }) => email !== undefined || userId !== undefined, 'needs `email` or `userId`'),
    response: suppression,
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_SUPPRESSION_UNKNOWN'],
    handler: async ({ store, connections }, { body }) => {
      const { id: connectionId } = await connections.get(body.connection);
      const place = { connectionId, channel: body.channel, person: personNames(body.email, body.userId) };
      const now = new Date().toISOString();
      const found = await store.updateSuppression(place, (before) => {
        const scopes = body.lift ? Object.keys(before?.marks ?? {}) : ['all'];
        const marks = scopes.map((scope) => ({
          scope,
          isOn: !body.lift,
          reason: 'manual' as const,
          at: now,
          source: 'api',
        }));
        return applyMarks(before, place, marks, { id: newId('sup'), now });
      });
      if (found === null) throw new ConnectorError('ITC_SUPPRESSION_UNKNOWN');
      return found;
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/suppressions/{id}',
    tag: 'Suppressions',
    summary: 'Remove a suppression without a trace; a lift keeps what was known.',
    params: idParams,
    response: z.object({ removed: z.string() }),
    errors: ['ITC_SUPPRESSION_UNKNOWN'],
    handler: async ({ store }, { params: { id } }) => {
      if (!(await store.removeSuppression(id))) throw new ConnectorError('ITC_SUPPRESSION_UNKNOWN');
      return { removed: id };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/suppressions/import',
    tag: 'Suppressions',
    summary:
      'Take suppressions from CSV of up to 1 MB: `email` or `user_id`, and `channel`, `reason`, `scopes`, `since` where given.',
    query: connectionQuery.extend({
      dryRun: z.enum(['true', 'false']).default('false').meta({ description: 'Counts only.' }),
    }),
    upload: true,
    response: z.object({
      rows: z.number(),
      added: z.number().meta({ description: 'People who were not suppressed before.' }),
      changed: z.number(),
      unchanged: z.number(),
      faulty: z.number(),
      faults: z.array(z.object({ row: z.number(), reason: z.string() })),
    }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_INPUT_INVALID', 'ITC_BULK_TOO_LARGE'],
    handler: async ({ store, connections }, { query, stream }) => {
      const { id } = await connections.get(query.connection);
      const options = { isDry: query.dryRun === 'true', at: new Date().toISOString() };
      return importSuppressions({ store, newId }, id, stream, options);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/suppressions/export',
    tag: 'Suppressions',
    summary: 'The active suppressions of a connection as CSV.',
    query: connectionQuery,
    download: ['text/csv'],
    response: z.custom<Download>(),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ store, connections }, { query }) => {
      const { id } = await connections.get(query.connection);
      return {
        type: 'text/csv',
        fileName: `suppressions-${query.connection}.csv`,
        body: exportSuppressions(store, id),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/suppressions/counts',
    tag: 'Suppressions',
    summary: 'How many people are suppressed, by channel and reason.',
    query: connectionQuery,
    response: z.object({ counts: z.array(z.object({ channel: z.string(), reason, people: z.number() })) }),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ store, connections }, { query }) => {
      const { id } = await connections.get(query.connection);
      return { counts: await store.countSuppressions(id) };
    },
  }),
];
