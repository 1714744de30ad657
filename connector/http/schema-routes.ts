import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { conflicts, describeShape } from '../../schemas/index.ts';
import { diffSchemas, manualPaths } from '../learning/edit-schema.ts';
import { planTriggerSchema, readTriggerSchema, saveTriggerSchema } from '../learning/schema-book.ts';
import { readTriggerKey } from '../learning/trigger-key.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { anyJson, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { changeErrors, changeOf, keyParams, planned, schemaChange, schemaDiff, showPlanned } from './schema-change.ts';
import { codeFormats, codeOf } from './schema-code.ts';
import { edit, json, list } from './schema-parts.ts';
import { slicePage } from './slice-page.ts';

const format = z.enum(codeFormats).default('json-schema').meta({ description: 'Form of `output`.' });
const version = z.object({ version: z.number().int(), createdAt: time, samples: z.number().int() });

/** The id of the connection; what was learned up to now is in the store afterwards. */
async function placeOf(runtime: Runtime, { connection, triggerKey }: z.output<typeof keyParams>): Promise<string> {
  if (readTriggerKey(triggerKey) === null) {
    throw new ConnectorError(
      'ITC_REQUEST_INVALID',
      'params.triggerKey: is neither `event:<eventName>` nor `workflow:<id>`.',
    );
  }
  const { id } = await runtime.connections.get(connection);
  await runtime.learner.settle();
  return id;
}

/** The learned and saved schemas of triggers. */
export const schemaRoutes = [
  defineRoute({
    method: 'get',
    path: '/schemas',
    tag: 'Schemas',
    summary: 'List the triggers whose events were learned.',
    query: z.strictObject({ ...pageQuery, connection: z.string().optional() }),
    response: page(
      z.object({
        connection: z.string(),
        triggerKey: z.string(),
        samples: z.number().int(),
        firstAt: time,
        lastAt: time,
        version: z.number().int().nullable().meta({ description: 'Newest saved version.' }),
      }),
    ),
    handler: async (runtime, { query }) => {
      await runtime.learner.settle();
      const names = new Map((await runtime.connections.list()).map(({ id, name }) => [id, name]));
      const items = [];
      for (const { connectionId, triggerKey, meta } of await runtime.store.listShapes()) {
        const connection = names.get(connectionId);
        if (connection === undefined || (query.connection ?? connection) !== connection) continue;
        const newest = await runtime.store.getSchemaVersion(connectionId, triggerKey);
        const { samples, firstAt, lastAt } = meta;
        items.push({ connection, triggerKey, samples, firstAt, lastAt, version: newest?.version ?? null });
      }
      items.sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
      return slicePage(items, query, (item) =>
        Buffer.from(`${item.connection} ${item.triggerKey}`).toString('base64url'),
      );
    },
  }),
  defineRoute({
    method: 'get',
    path: '/schemas/{connection}/{triggerKey}',
    tag: 'Schemas',
    summary: 'Show what is known of the output of a trigger: shipped, learned and edited.',
    params: keyParams,
    query: z.strictObject({ format }),
    response: z.object({
      connection: z.string(),
      triggerKey: z.string(),
      samples: z.number().int().meta({ description: 'Events learned from.' }),
      schema: anyJson,
      output: anyJson,
      edits: z.array(edit).meta({ description: 'Decisions of people that are in force.' }),
      fields: z.array(anyJson),
      conflicts: z.array(anyJson),
      manual: z.array(z.string()).meta({ description: 'Paths whose type a person decided.' }),
      versions: z.array(version),
    }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_TRIGGER_UNKNOWN'],
    handler: async (runtime, { params, query }) => {
      const id = await placeOf(runtime, params);
      const known = await readTriggerSchema(runtime, id, params.triggerKey);
      if (known === null) {
        throw new ConnectorError('ITC_TRIGGER_UNKNOWN', `Nothing is known of ${params.triggerKey} yet.`, {
          hint: 'It is learned from the first event; or save a version with fields of your own.',
        });
      }
      return {
        ...params,
        samples: known.meta?.samples ?? 0,
        schema: json(known.schema),
        output: json(await codeOf(known.schema, query.format)),
        edits: known.newest?.edits ?? [],
        fields: list(describeShape(known.shape)),
        conflicts: list(conflicts(known.shape)),
        manual: manualPaths(known.newest?.edits ?? []),
        versions: await runtime.store.listSchemaVersions(id, params.triggerKey),
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/schemas/{connection}/{triggerKey}',
    tag: 'Schemas',
    summary: 'Save what is known, with edits, as the next version; tells the pills that it breaks.',
    params: keyParams,
    body: schemaChange,
    response: planned.extend({ version: z.number().int() }),
    errors: [...changeErrors],
    handler: async (runtime, { params, body }) => {
      const id = await placeOf(runtime, params);
      const result = await saveTriggerSchema(
        runtime,
        id,
        params.triggerKey,
        (await changeOf(runtime, params, body)).change,
      );
      runtime.schemasChanged();
      return { ...showPlanned(result), version: result.saved.version };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/schemas/{connection}/{triggerKey}/preview',
    tag: 'Schemas',
    summary: 'Tell what a save would change and break, without saving.',
    params: keyParams,
    query: z.strictObject({ format }),
    body: schemaChange,
    response: planned.extend({
      samples: z.number().int().meta({ description: 'Samples that the schema is written from.' }),
      fields: z.array(anyJson),
      conflicts: z.array(anyJson),
      notices: z.array(anyJson).meta({ description: 'What JSON.parse would have dropped or changed without a word.' }),
      output: anyJson,
    }),
    errors: [...changeErrors],
    handler: async (runtime, { params, query, body }) => {
      const id = await placeOf(runtime, params);
      const { change, notices } = await changeOf(runtime, params, body);
      const result = await planTriggerSchema(runtime, id, params.triggerKey, change);
      return {
        ...showPlanned(result),
        samples: result.shape.samples,
        fields: list(describeShape(result.shape)),
        conflicts: list(conflicts(result.shape)),
        notices: list(notices),
        output: json(await codeOf(result.schema, query.format)),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/schemas/{connection}/{triggerKey}/versions',
    tag: 'Schemas',
    summary: 'List the saved versions with what each changed.',
    params: keyParams,
    query: z.strictObject(pageQuery),
    response: page(version.extend({ edits: z.array(edit), diff: schemaDiff })),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { params, query }) => {
      const id = await placeOf(runtime, params);
      const versions = await runtime.store.listSchemaVersions(id, params.triggerKey);
      const items = versions.map((one, index) => ({
        ...one,
        diff: diffSchemas(versions[index + 1]?.schema ?? { type: 'object' }, one.schema),
      }));
      return slicePage(items, query, (one) => String(one.version));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/schemas/{connection}/{triggerKey}/versions/{version}',
    tag: 'Schemas',
    summary: 'Show one saved version.',
    params: keyParams.extend({ version: z.coerce.number().int().min(1) }),
    response: version.extend({ schema: anyJson, edits: z.array(edit) }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_TRIGGER_UNKNOWN'],
    handler: async (runtime, { params }) => {
      const id = await placeOf(runtime, params);
      const found = await runtime.store.getSchemaVersion(id, params.triggerKey, params.version);
      if (found === null)
        throw new ConnectorError(
          'ITC_TRIGGER_UNKNOWN',
          `There is no version ${String(params.version)} of this schema.`,
        );
      return { ...found, schema: json(found.schema) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/schemas/check',
    tag: 'Schemas',
    summary: 'Check values against a JSON Schema of your own; it runs apart, bounded in time and memory.',
    body: z.strictObject({ schema: anyJson, values: z.array(anyJson).max(1_000).default([]) }),
    response: z.object({ faults: z.array(z.array(z.object({ path: z.string(), message: z.string() }))) }),
    errors: ['ITC_SCHEMA_INVALID', 'ITC_SCHEMA_TOO_SLOW'],
    handler: async (runtime, { body }) => ({ faults: await runtime.checkSchema(body.schema, body.values) }),
  }),
];
