import { z } from 'zod';

import { field, type Action } from '../connector/define.ts';
import { acknowledgement, dataFields, textAnswer, recipientFields } from './fields.ts';
import { locale, templateField } from './template-fields.ts';

/** What all proofs of a template have in common, but name, texts, path and medium. */
export const sendsProof = {
  resource: 'templates',
  // a proof is a message to a person
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  identity: 'recipient',
  answer: 'envelope',
  dataFields: ['dataFields'],
  output: acknowledgement,
  examples: [
    {
      title: 'To a colleague',
      input: { templateId: 194014, recipientEmail: 'ada.lovell@example.com', dataFields: { code: '0000' } },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { recipientEmail: 'ada@example.com' }, reason: 'The template is needed.' },
    { input: { templateId: 194014, recipientEmail: ['ada@example.com'] }, reason: 'One person at a time.' },
    { input: { templateId: 194014, sendAt: '2031-08-04' }, reason: 'A proof is sent now.' },
  ],
} as const satisfies Partial<Action>;

export const proofFields = (medium: string) =>
  z.strictObject({
    templateId: templateField('The template to try.', medium),
    ...recipientFields,
    locale: locale.meta(
      field({ title: 'Locale', help: 'Left out: the locale of the person, else the default of the project.' }),
    ),
    dataFields: dataFields
      .optional()
      .meta(field({ title: 'Merge fields', help: 'Fills the template.', sticky: true, control: 'dataFields' })),
  });

/** What both previews have in common, but name, texts, path and medium. */
export const previewsTemplate = {
  resource: 'templates',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'none',
  answer: 'page',
  dataFields: ['dataFields', 'dataFeed'],
  output: textAnswer('HTML'),
  request: ({ templateId, locale: of, ...body }: z.output<ReturnType<typeof previewFields>>) => ({
    query: { templateId, locale: of },
    body,
  }),
  examples: [
    {
      title: 'With a name filled in',
      input: { templateId: 194014, dataFields: { firstName: 'Ada' } },
      output: { text: '<html><body>Hi Ada</body></html>' },
    },
  ],
  antiExamples: [
    { input: { dataFields: { firstName: 'Ada' } }, reason: 'The template is needed.' },
    { input: { templateId: 194014, dataFields: 'Ada' }, reason: 'Merge fields are an object of keys and values.' },
    {
      input: { templateId: 194014, recipientEmail: 'ada@example.com' },
      reason: 'A preview reads no profile: map its fields into the merge fields.',
    },
  ],
} as const satisfies Partial<Action>;

export const previewFields = (medium: string) =>
  z.strictObject({
    templateId: templateField('The template to render.', medium),
    locale,
    dataFields: dataFields.optional().meta(
      field({
        title: 'Merge fields',
        help: 'Profile, event and other fields of the template; a missing one is shown as empty text.',
        sticky: true,
        control: 'dataFields',
      }),
    ),
    dataFeed: dataFields
      .optional()
      .meta(field({ title: 'Data feed', help: 'Content of the data feeds.', control: 'dataFields', advanced: true })),
    fetchDataFeeds: z
      .boolean()
      .optional()
      .meta(field({ title: 'Fetch data feeds', help: 'On: Iterable calls the data feeds.', advanced: true })),
  });
