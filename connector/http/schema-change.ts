import { z } from 'zod';

import { emptyShape, merge } from '../../schemas/index.ts';
import { editsOfSchema } from '../learning/edit-schema.ts';
import type { PlannedSchema, SchemaChange } from '../learning/schema-book.ts';
import { readTriggerKey } from '../learning/trigger-key.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { SchemaEdit } from '../store/store.ts';
import { anyJson, given } from './answer-schemas.ts';
import { shapeOfEvents } from './event-shapes.ts';
import { edits, json, pillUse, shapeOfText } from './schema-parts.ts';

/** The trigger whose schema it is. */
export const keyParams = z.object({
  connection: z.string().min(1).max(200),
  triggerKey: z.string().min(1).max(300).meta({ description: '`event:<eventName>` or `workflow:<id>`.' }),
});

/** The body of a save and of its preview. */
export const schemaChange = z
  .strictObject({
    edits,
    text: z.string().optional().meta({ description: 'Samples to merge with what was learned: JSON, or one per line.' }),
    arraySamples: z.boolean().optional(),
    sampleFiles: z
      .array(z.string().max(100))
      .max(10)
      .optional()
      .meta({ description: 'Ids of uploaded files whose samples count beside `text`.' }),
    lastEvents: z.number().int().min(1).max(500).optional().meta({
      description: 'Newest events of the trigger in place of `text`; only with `replace`, others are learned.',
    }),
    replace: z
      .boolean()
      .default(false)
      .meta({ description: 'The samples take the place of what was learned; what ships and edits stay.' }),
    schema: anyJson
      .optional()
      .meta({ description: 'A JSON Schema of your own, whose fields count as declared by hand.' }),
  })
  .refine(
    ({ lastEvents, replace, text, sampleFiles }) =>
      lastEvents === undefined || (replace && text === undefined && sampleFiles === undefined),
    'lastEvents: needs `replace`, and neither `text` nor `sampleFiles`',
  )
  .prefault({});
export const changeErrors = [
  'ITC_CONNECTION_UNKNOWN',
  'ITC_SCHEMA_INVALID',
  'ITC_SCHEMA_TOO_SLOW',
  'ITC_SAMPLE_SYNTAX',
  'ITC_SAMPLE_TOO_LARGE',
  'ITC_SAMPLE_FILE_UNKNOWN',
] as const;

export const schemaDiff = z.object({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.object({ path: z.string(), from: z.array(z.string()), to: z.array(z.string()) })),
});
/** What a save makes, changes and breaks. */
export const planned = z.object({
  schema: anyJson,
  manual: z.array(z.string()).meta({ description: 'Paths whose type a person decided.' }),
  diff: schemaDiff.meta({ description: 'Against the version before.' }),
  broken: z.array(pillUse).meta({ description: 'Pills left without their field, with their recipes.' }),
});

export const showPlanned = ({ schema, manual, diff: changes, broken }: PlannedSchema): z.input<typeof planned> => ({
  schema: json(schema),
  manual,
  diff: changes,
  broken,
});

interface ReadChange {
  change: SchemaChange;
  notices: readonly unknown[];
}

/**
 * What a body asks for, read and checked.
 * @throws ConnectorError ITC_SCHEMA_INVALID, ITC_SCHEMA_TOO_SLOW, ITC_SAMPLE_SYNTAX, ITC_SAMPLE_TOO_LARGE, ITC_SAMPLE_FILE_UNKNOWN
 */
export async function changeOf(
  runtime: Runtime,
  { connection, triggerKey }: z.output<typeof keyParams>,
  body: z.output<typeof schemaChange>,
): Promise<ReadChange> {
  if (body.schema !== undefined) await runtime.checkSchema(body.schema, []);
  const declared = body.schema === undefined ? [] : editsOfSchema(body.schema);
  const decided = (body.edits ?? []).map((one): SchemaEdit => given(one));
  const change: SchemaChange = { edits: [...declared, ...decided], replace: body.replace };
  const uploaded = (body.sampleFiles ?? []).map((id) => runtime.sampleFiles.shapeOf(id));
  if (body.text !== undefined || uploaded.length > 0) {
    const pasted = body.text === undefined ? null : shapeOfText(body.text, body.arraySamples === true);
    const samples = uploaded.reduce(merge, pasted?.shape ?? emptyShape());
    return { change: { ...change, samples }, notices: pasted?.notices ?? [] };
  }
  if (body.lastEvents === undefined) return { change, notices: [] };
  const { kind, eventName, workflowId } = readTriggerKey(triggerKey) ?? { kind: 'system_webhook' };
  const filter = { connection, kind, ...(eventName ? { eventName } : {}), ...(workflowId ? { workflowId } : {}) };
  return { change: { ...change, samples: await shapeOfEvents(runtime, filter, body.lastEvents) }, notices: [] };
}
