import { z } from 'zod';

import { delimiter, directExportFields } from '../../actions/export-fields.ts';
import { defineAction, field } from '../define.ts';

const name = z.string().min(1).max(200);
const audiences = ['csv', 'rows', 'list', 'events'] as const;

const input = z
  .strictObject({
    csv: z
      .string()
      .max(5_000_000)
      .optional()
      .meta(
        field({
          title: 'CSV',
          help: 'Text with a header, such as the answer of an HTTP request.',
          sticky: true,
          control: 'textarea',
        }),
      ),
    delimiter,
    rows: z
      .array(z.record(z.string(), z.json()))
      .max(100_000)
      .optional()
      .meta(field({ title: 'Rows', help: 'A list of objects from an earlier step.' })),
    list: z
      .int()
      .positive()
      .optional()
      .meta(
        field({
          title: 'List',
          help: 'Everybody on this list, of any size.',
          picklist: { name: 'lists' },
          example: 1068682,
        }),
      ),
    events: directExportFields({})
      .optional()
      .meta(field({ title: 'Events', help: 'What Iterable exports, of any size: a row for each event.' })),
    person: name.optional().meta(
      field({
        title: 'Column of the person',
        help: 'Left out: `email`, in a project of user IDs `userId`.',
        example: 'email',
      }),
    ),
    identifier: z
      .enum(['email', 'userId'])
      .optional()
      .meta(
        field({
          title: 'What that column holds',
          help: 'Left out: email, in a project of user IDs the user ID.',
          advanced: true,
        }),
      ),
    columns: z
      .record(name, name)
      .optional()
      .meta(
        field({
          title: 'Profile fields from columns',
          help: 'Profile field and column: a value of its own for each person. Dots lead into objects, except in a CSV.',
          sticky: true,
          control: 'dataFields',
        }),
      ),
    jsonColumns: z
      .array(name)
      .max(200)
      .optional()
      .meta(
        field({
          title: 'Columns with JSON',
          help: 'Their cells are read as lists, objects or numbers.',
          advanced: true,
        }),
      ),
    values: z
      .record(name, z.json())
      .optional()
      .meta(field({ title: 'Values', help: 'Profile fields that everybody gets alike.', control: 'dataFields' })),
    wait: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Wait for the end',
          help: 'The step ends when the run has, with its counts. Otherwise it ends when the run is stored.',
          sticky: true,
        }),
      ),
  })
  .refine((given) => audiences.filter((source) => given[source] !== undefined).length === 1, {
    message: 'Expected exactly one of csv, rows, list and events',
    path: ['list'],
  })
  .refine(({ columns = {}, values = {} }) => Object.keys(columns).length + Object.keys(values).length > 0, {
    message: 'Expected a profile field, in columns or in values',
    path: ['columns'],
  })
  .refine(({ columns = {}, values = {} }) => !Object.keys(columns).some((key) => Object.hasOwn(values, key)), {
    message: 'A profile field has its value either from a column or for all',
    path: ['values'],
  })
  .refine(({ columns = {}, jsonColumns = [] }) => jsonColumns.every((one) => Object.values(columns).includes(one)), {
    message: 'Expected columns that `columns` names',
    path: ['jsonColumns'],
  });

export type BulkOrder = z.output<typeof input>;

const count = (title: string) => z.int().meta({ title });

/**
 * A step that hands an audience to the bulk engine. It ends here and not in Iterable: the run reads its rows as a stream, keeps the limits over
 * hours, and tells counts and failed rows under its own id.
 */
export const startBulkRun = defineAction({
  name: 'start_bulk_run',
  resource: 'users',
  title: 'Start bulk run',
  summary: 'Writes profile fields of an audience of any size, each person with own values, in the background.',
  docs: 'https://api.iterable.com/api/docs#users_bulkUpdateUser',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  // an operation of this connector, see docs/write-back.md
  endpoint: { method: 'POST', path: '/api/v1/bulk' },
  identity: 'none',
  answer: 'object',
  dataFields: ['columns', 'values'],
  input,
  output: z.looseObject({
    run: z.string().meta({ title: 'Bulk run', description: 'Its failed rows: `itc bulk results`.' }),
    isNew: z.boolean().meta({ title: 'New', description: 'false: an earlier attempt of this step started it.' }),
    status: z.string().meta({ title: 'Status', description: '`done` where the step waited for the end.' }),
    accepted: count('Accepted rows'),
    failed: count('Failed rows'),
    skipped: count('Skipped rows'),
    unknown: count('Rows of unknown outcome'),
  }),
  request: (given) => ({ body: given }),
  examples: [
    {
      title: 'A variant for each person of a CSV',
      input: { csv: 'email,variant\nada.lovell@example.com,b\n', columns: { lf_variant: 'variant' }, wait: true },
      output: { run: 'blk_1', isNew: true, status: 'done', accepted: 1, failed: 0, skipped: 0, unknown: 0 },
    },
    {
      title: 'The campaign that each person opened last',
      input: { events: { dataTypeName: 'emailOpen', range: 'Yesterday' }, columns: { lastOpened: 'campaignId' } },
      output: { run: 'blk_2', isNew: true, status: 'queued', accepted: 0, failed: 0, skipped: 0, unknown: 0 },
    },
    {
      title: 'One value for everybody on a list',
      input: { list: 1068682, values: { lf_assignments: [{ experiment: 'spring', variant: 'b' }] } },
      output: { run: 'blk_3', isNew: true, status: 'queued', accepted: 0, failed: 0, skipped: 0, unknown: 0 },
    },
  ],
  antiExamples: [
    { input: { columns: { plan: 'plan' } }, reason: 'There is no audience.' },
    { input: { list: 1, csv: 'email\n', values: { plan: 'pro' } }, reason: 'An audience comes from one place.' },
    { input: { list: 1068682 }, reason: 'Nothing would be written.' },
    { input: { list: 'abc', values: { plan: 'pro' } }, reason: 'A list id is a number.' },
    {
      input: { events: { dataTypeName: 'emailOpen' }, columns: { lastOpened: 'campaignId' } },
      reason: 'Without days or bounds Iterable would give today only.',
    },
  ],
});
