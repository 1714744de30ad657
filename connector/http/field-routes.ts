import { z } from 'zod';

import type { JsonObject } from '../../errors/json.ts';
import { emptyShape, observe, toJsonSchema } from '../../schemas/index.ts';
import { checkFieldTypes } from '../iterable/check-field-types.ts';
import { defaultFieldCheck, fieldCheckModes } from '../iterable/field-check.ts';
import { compareFields, fieldsSchema } from '../learning/compare-fields.ts';
import { editSchema } from '../learning/edit-schema.ts';
import type { SchemaEdit } from '../store/store.ts';
import { anyJson, given, nameParams, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { edits, json, shapeOfText } from './schema-parts.ts';

const age = {
  loadedAt: time.meta({ description: 'When Iterable was asked.' }),
  ageMs: z.number().int(),
};
const clash = z.object({ field: z.string(), expected: z.string(), found: z.string() });
const errors = ['ITC_CONNECTION_UNKNOWN', 'ITC_FIELDS_FAILED'] as const;

/** Data fields: what the project has, and what a step is going to write. */
export const fieldRoutes = [
  defineRoute({
    method: 'get',
    path: '/connections/{name}/fields',
    tag: 'Data fields',
    summary: "List the project's profile fields with Iterable's types.",
    params: nameParams,
    query: z.strictObject({
      refresh: z.stringbool().default(false).meta({ description: 'true asks Iterable even when a copy is kept.' }),
    }),
    response: z.object({
      items: z.array(z.object({ name: z.string(), type: z.string() })),
      next: z.string().nullable(),
      schema: anyJson.meta({ description: 'The same as JSON Schema, nested.' }),
      fieldCheck: z.enum(fieldCheckModes),
      ...age,
    }),
    errors: [...errors],
    handler: async (runtime, { params, query }) => {
      const { fieldCheck = defaultFieldCheck } = await runtime.connections.get(params.name);
      const { fields, loadedAt, ageMs } = await runtime.loadFields(params.name, query.refresh);
      const items = [...fields].map(([name, type]) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1));
      const at = new Date(loadedAt).toISOString();
      return { items, next: null, schema: json(fieldsSchema(fields)), fieldCheck, loadedAt: at, ageMs };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/fields/check',
    tag: 'Data fields',
    summary: 'Design data fields by hand, from a sample or a JSON Schema, and compare them with Iterable.',
    params: nameParams,
    body: z.strictObject({
      dataFields: z.record(z.string(), anyJson).optional().meta({ description: 'Values as a step would send them.' }),
      text: z.string().optional().meta({ description: 'A pasted sample, or one per line.' }),
      schema: anyJson.optional().meta({ description: 'A JSON Schema of your own; samples are checked against it.' }),
      edits,
      refresh: z.boolean().default(false),
    }),
    response: z.object({
      schema: anyJson.meta({ description: 'Samples and declared fields merged; what was declared wins.' }),
      fields: z.array(z.object({ field: z.string(), types: z.array(z.string()), iterableType: z.string().nullable() })),
      clashes: z.array(clash).meta({ description: 'What Iterable would refuse.' }),
      faults: z.array(z.object({ path: z.string(), message: z.string() })),
      ...age,
    }),
    errors: [...errors, 'ITC_SCHEMA_INVALID', 'ITC_SCHEMA_TOO_SLOW', 'ITC_SAMPLE_SYNTAX', 'ITC_SAMPLE_TOO_LARGE'],
    handler: async (runtime, { params, body }) => {
      const { fields: known, loadedAt, ageMs } = await runtime.loadFields(params.name, body.refresh);
      const values = body.dataFields as JsonObject | undefined;
      const shape = body.text === undefined ? emptyShape() : shapeOfText(body.text, false).shape;
      if (values !== undefined) observe(shape, values);
      const checked = body.schema === undefined ? [] : await runtime.checkSchema(body.schema, values ? [values] : []);
      const learned = shape.samples === 0 ? { type: 'object' } : toJsonSchema(shape);
      const decided = (body.edits ?? []).map((one): SchemaEdit => given(one));
      const schema = editSchema(body.schema ?? learned, decided);
      const { fields, clashes } = compareFields(schema, known);
      // values tell more than their types: a text that is no date
      const ofValues = values === undefined ? [] : checkFieldTypes(known, values);
      const more = ofValues.filter(({ field }) => !clashes.some((other) => other.field === field));
      const at = new Date(loadedAt).toISOString();
      return {
        schema: json(schema),
        fields,
        clashes: [...clashes, ...more],
        faults: checked.flat(),
        loadedAt: at,
        ageMs,
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/connections/{name}/field-check',
    tag: 'Data fields',
    summary: 'Choose what happens to a value whose type is not that of its field in Iterable.',
    params: nameParams,
    body: z.strictObject({ mode: z.enum(fieldCheckModes) }),
    response: z.object({ name: z.string(), fieldCheck: z.enum(fieldCheckModes) }),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async (runtime, { params, body }) => {
      const { name } = await runtime.connections.setFieldCheck(params.name, body.mode);
      return { name, fieldCheck: body.mode };
    },
  }),
];
