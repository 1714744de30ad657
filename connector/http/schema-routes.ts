import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import {
  conflicts,
  describeShape,
  emptyShape,
  mergeInto,
  observe,
  parseSamples,
  scanSamples,
  shapeToJson,
  toDatapills,
  toJsonSchema,
  toTypeScript,
  toWorkatoFields,
  toZodSource,
  type Shape,
} from '../../schemas/index.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import { manualPaths } from '../learning/edit-schema.ts';
import { connectionDrift, readTriggerSchema, saveTriggerSchema } from '../learning/schema-book.ts';
import { readTriggerKey } from '../learning/trigger-key.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { EventBody } from '../store/store.ts';
import { anyJson, given, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const pointer = z.string().max(1_000).meta({ description: 'JSON Pointer; `*` for items and dictionary values.' });
const formats = ['json-schema', 'typescript', 'zod', 'workato', 'datapills', 'fields', 'shape'] as const;

const inferOptions = {
  format: z.enum(formats).optional().meta({ description: 'Form of `output`; default json-schema.' }),
  options: z
    .strictObject({
      draft: z.enum(['2020-12', 'draft-07']).optional(),
      closed: z.boolean().optional(),
      keyOrder: z.enum(['sorted', 'first-seen']).optional(),
      formats: z.boolean().optional(),
      enums: z.boolean().optional(),
      bounds: z.boolean().optional(),
      examples: z.boolean().optional(),
      dictionaries: z.enum(['auto', 'never']).optional(),
      asDictionary: z.array(pointer).max(1_000).optional(),
      asRecord: z.array(pointer).max(1_000).optional(),
      title: z.string().max(200).optional(),
    })
    .optional(),
};

const inferred = z.object({
  samples: z.number().int(),
  schema: anyJson,
  output: anyJson,
  fields: z.array(anyJson).meta({ description: 'Every path with what was seen there.' }),
  conflicts: z.array(anyJson).meta({ description: 'Choices the samples leave open, each with a proposed rule.' }),
  notices: z.array(anyJson).meta({ description: 'What JSON.parse would have dropped or changed without a word.' }),
});

/** Plain JSON data whose type is an interface, which `Json` does not accept. */
const json = (value: unknown): Json => value as Json;
const list = (values: readonly unknown[]): Json[] => values as Json[];

interface Wanted {
  format?: (typeof formats)[number] | undefined;
  options?: z.output<typeof inferOptions.options>;
}

async function show(
  shape: Shape,
  { format, options }: Wanted,
  notices: readonly unknown[] = [],
): Promise<z.input<typeof inferred>> {
  const schema = toJsonSchema(shape, given(options ?? {}));
  const fields = list(describeShape(shape));
  const outputs: Record<(typeof formats)[number], () => unknown> = {
    'json-schema': () => schema,
    typescript: () => toTypeScript(schema),
    zod: () => toZodSource(schema),
    workato: () => toWorkatoFields(schema),
    datapills: () => toDatapills(schema, 'trigger'),
    fields: () => fields,
    shape: () => shapeToJson(shape),
  };
  return {
    samples: shape.samples,
    schema: json(schema),
    output: json(await outputs[format ?? 'json-schema']()),
    fields,
    conflicts: list(conflicts(shape)),
    notices: list(notices),
  };
}

function takeBody(shape: Shape, body: EventBody): void {
  // text is scanned, so that integers beyond 2^53 are seen as such
  if (body.contentType.includes('json') && body.body.length > 0) mergeInto(shape, scanSamples(body.body));
  else observe(shape, payloadOf(body));
}

async function shapeOfJob(runtime: Runtime, id: string, step: string | undefined): Promise<Shape> {
  const found = await runtime.store.getJob(id);
  if (found === null) throw new ConnectorError('ITC_JOB_UNKNOWN');
  const shape = emptyShape();
  if (step !== undefined) {
    const outputs = found.ledger.filter(({ stepId, outcome }) => stepId === step && outcome === 'success');
    if (outputs.length === 0) {
      throw new ConnectorError('ITC_REQUEST_INVALID', `body.step: the job has no recorded output of a step ${step}.`);
    }
    for (const { output } of outputs) observe(shape, output);
    return shape;
  }
  const event = await runtime.store.getEvent(found.event);
  if (event === null) throw new ConnectorError('ITC_EVENT_UNKNOWN');
  takeBody(shape, event.payload);
  return shape;
}

const keyParams = z.object({
  connection: z.string().min(1).max(200),
  triggerKey: z.string().min(1).max(300).meta({ description: '`event:<eventName>` or `workflow:<id>`.' }),
});

const edit = z.strictObject({
  path: pointer,
  label: z.string().min(1).max(200).optional(),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'object', 'array']).optional(),
  include: z.boolean().optional(),
  nullable: z.boolean().optional(),
});

const pillUse = z.object({ recipe: z.string(), path: z.string(), pill: z.string(), field: z.string() });

const drift = z.object({
  kind: z.enum(['appeared', 'vanished', 'type', 'nullable']),
  path: z.string(),
  message: z.string(),
  accepted: z.array(z.string()),
  seen: anyJson,
  since: time.nullable(),
  events: z.number().int(),
  of: z.number().int(),
  exampleEvent: z.string().nullable(),
  recipes: z.array(pillUse),
});

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

const inferRoutes = [
  defineRoute({
    method: 'post',
    path: '/infer',
    tag: 'Schemas',
    summary: 'Infer the schema of pasted samples: one JSON document, or one sample per line.',
    body: z.strictObject({ text: z.string(), arraySamples: z.boolean().optional(), ...inferOptions }),
    response: inferred,
    errors: ['ITC_SAMPLE_SYNTAX', 'ITC_SAMPLE_TOO_LARGE'],
    handler: async (_runtime, { body }) => {
      const samples = parseSamples(body.text, { arraySamples: body.arraySamples === true });
      if (samples.length === 0) {
        throw new ConnectorError('ITC_SAMPLE_SYNTAX', 'Line 1, column 1: there is no sample in the text.', {
          details: { line: 1, column: 1, found: 'syntax' },
        });
      }
      const shape = emptyShape();
      for (const sample of samples) observe(shape, sample);
      return show(shape, body, samples.notices);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/infer/from-events',
    tag: 'Schemas',
    summary: 'Infer the schema of the last events of a trigger.',
    body: z
      .strictObject({
        connection: z.string(),
        eventName: z.string().optional(),
        workflowId: z.string().optional(),
        last: z.number().int().min(1).max(500).optional(),
        ...inferOptions,
      })
      .refine(({ eventName, workflowId }) => (eventName === undefined) !== (workflowId === undefined), {
        message: 'Give either eventName or workflowId.',
      }),
    response: inferred,
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { body }) => {
      const { connection, eventName, workflowId, last = 50 } = body;
      await runtime.connections.get(connection);
      const { items } = await runtime.store.listEvents(
        given({ connection, eventName, workflowId, duplicates: false, limit: last }),
      );
      const shape = emptyShape();
      for (const { id } of items) {
        const event = await runtime.store.getEvent(id);
        if (event !== null) takeBody(shape, event.payload);
      }
      return show(shape, body);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/infer/from-job',
    tag: 'Schemas',
    summary: 'Infer the schema of the event of a job, or of the output of one of its steps.',
    body: z.strictObject({ job: z.string(), step: z.string().optional(), ...inferOptions }),
    response: inferred,
    errors: ['ITC_JOB_UNKNOWN', 'ITC_EVENT_UNKNOWN'],
    handler: async (runtime, { body }) => show(await shapeOfJob(runtime, body.job, body.step), body),
  }),
];

/** Inference from samples, the learned schemas of triggers, and their drift. */
export const schemaRoutes = [
  ...inferRoutes,
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
    response: z.object({
      connection: z.string(),
      triggerKey: z.string(),
      samples: z.number().int().meta({ description: 'Events learned from.' }),
      schema: anyJson,
      fields: z.array(anyJson),
      conflicts: z.array(anyJson),
      manual: z.array(z.string()).meta({ description: 'Paths whose type a person decided.' }),
      versions: z.array(version),
    }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_TRIGGER_UNKNOWN'],
    handler: async (runtime, { params }) => {
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
    body: z.strictObject({ edits: z.array(edit).max(2_000).optional() }),
    response: z.object({
      version: z.number().int(),
      schema: anyJson,
      diff: z.object({
        added: z.array(z.string()),
        removed: z.array(z.string()),
        changed: z.array(z.object({ path: z.string(), from: z.array(z.string()), to: z.array(z.string()) })),
      }),
      broken: z.array(pillUse),
    }),
    errors: ['ITC_CONNECTION_UNKNOWN', 'ITC_SCHEMA_INVALID'],
    handler: async (runtime, { params, body }) => {
      const id = await placeOf(runtime, params);
      const edits = (body.edits ?? []).map((one) => given(one));
      const { saved, diff, broken } = await saveTriggerSchema(runtime, id, params.triggerKey, edits);
      return { version: saved.version, schema: json(saved.schema), diff, broken };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/drift',
    tag: 'Schemas',
    summary: 'Tell how the last events differ from the accepted schemas, and which pills read those fields.',
    query: z.strictObject({ ...pageQuery, connection: z.string() }),
    response: page(
      z.object({
        triggerKey: z.string(),
        baseline: z.enum(['saved', 'shipped']).nullable(),
        version: z.number().int().nullable(),
        drifts: z.array(drift),
      }),
    ),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { query }) => {
      const { id } = await runtime.connections.get(query.connection);
      await runtime.learner.settle();
      const reports = await connectionDrift(runtime, id);
      return slicePage(
        reports.map((report) => ({
          ...report,
          drifts: report.drifts.map((one) => ({ ...one, seen: json(one.seen) })),
        })),
        query,
        ({ triggerKey }) => Buffer.from(triggerKey).toString('base64url'),
      );
    },
  }),
];
