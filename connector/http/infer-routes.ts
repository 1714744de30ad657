import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import {
  conflicts,
  describeShape,
  emptyShape,
  observe,
  shapeToJson,
  toJsonSchema,
  type Shape,
} from '../../schemas/index.ts';
import { editSchema, manualPaths } from '../learning/edit-schema.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { SchemaEdit } from '../store/store.ts';
import { anyJson, given } from './answer-schemas.ts';
import { shapeOfEvents, takeBody } from './event-shapes.ts';
import { defineRoute } from './route.ts';
import { codeFormats, codeOf } from './schema-code.ts';
import { edits, json, list, pointer, shapeOfText } from './schema-parts.ts';

const formats = [...codeFormats, 'fields', 'shape'] as const;

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
  edits,
};

const inferred = z.object({
  samples: z.number().int(),
  schema: anyJson,
  output: anyJson,
  fields: z.array(anyJson).meta({ description: 'Every path with what was seen there.' }),
  manual: z.array(z.string()).meta({ description: 'Paths whose type comes from `edits`.' }),
  conflicts: z.array(anyJson).meta({ description: 'Choices the samples leave open, each with a proposed rule.' }),
  notices: z.array(anyJson).meta({ description: 'What JSON.parse would have dropped or changed without a word.' }),
});

interface Wanted {
  format?: (typeof formats)[number] | undefined;
  edits?: z.output<typeof edits>;
  options?: z.output<typeof inferOptions.options>;
}

async function show(
  shape: Shape,
  { format, options, edits: wanted = [] }: Wanted,
  notices: readonly unknown[] = [],
): Promise<z.input<typeof inferred>> {
  const manual = wanted.map((one): SchemaEdit => given(one));
  const plain = toJsonSchema(shape, given(options ?? {}));
  const schema = manual.length === 0 ? plain : editSchema(plain, manual);
  const fields = list(describeShape(shape));
  const output =
    format === 'fields'
      ? fields
      : format === 'shape'
        ? shapeToJson(shape)
        : await codeOf(schema, format ?? 'json-schema');
  return {
    samples: shape.samples,
    schema: json(schema),
    output: json(output),
    fields,
    manual: manualPaths(manual),
    conflicts: list(conflicts(shape)),
    notices: list(notices),
  };
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

/** Inference from pasted samples, events and jobs; nothing is stored. */
export const inferRoutes = [
  defineRoute({
    method: 'post',
    path: '/infer',
    tag: 'Schemas',
    summary: 'Infer the schema of pasted samples: one JSON document, or one sample per line.',
    body: z.strictObject({ text: z.string(), arraySamples: z.boolean().optional(), ...inferOptions }),
    response: inferred,
    errors: ['ITC_SAMPLE_SYNTAX', 'ITC_SAMPLE_TOO_LARGE'],
    handler: async (_runtime, { body }) => {
      const { shape, notices } = shapeOfText(body.text, body.arraySamples === true);
      return show(shape, body, notices);
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
      const shape = await shapeOfEvents(runtime, given({ connection, eventName, workflowId }), last);
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
