import { z } from 'zod';

import { field, type Action, type AntiExample } from '../connector/define.ts';
import { acknowledgement, dataFields, id, ifNotFound } from './fields.ts';

/** A template to choose. @param medium as Iterable names it; the list of templates has no filter for embedded messages */
export const templateField = (help: string, medium?: string) =>
  id.meta(
    field({
      title: 'Template',
      help,
      picklist: { name: 'templates', args: medium === undefined ? {} : { medium } },
      example: 194014,
    }),
  );

/** The language of the content that is meant. */
export const locale = z
  .string()
  .min(1, 'Expected a locale such as en-US')
  .optional()
  .meta(field({ title: 'Locale', help: 'Left out: the default locale.', example: 'en-US' }));

/** Content that templates of every medium have. */
const anyContent = {
  name: z
    .string()
    .optional()
    .meta(field({ title: 'Name', sticky: true })),
  locale,
  isDefaultLocale: z
    .boolean()
    .optional()
    .meta(
      field({
        title: 'Default locale',
        help: 'Makes the locale of this content the default. Iterable must switch this on for the project.',
        advanced: true,
      }),
    ),
  messageTypeId: id.optional().meta(field({ title: 'Message type', picklist: { name: 'message_types' } })),
};

const creatorUserId = z
  .string()
  .optional()
  .meta(field({ title: 'Creator', help: 'Address of a member of the project.', advanced: true }));

type Content = z.core.$ZodLooseShape;

/** Fields of an upsert: content of one medium below an id of your own. */
export const upsertFields = <C extends Content>(content: C) =>
  z.strictObject({
    clientTemplateId: z
      .string()
      .trim()
      .min(1, 'Expected an ID of your own')
      .meta(
        field({
          title: 'Your template ID',
          help: 'All templates of the project that have this ID are overwritten. None has it: a template is created.',
          example: 'order-confirmed',
        }),
      ),
    ...anyContent,
    ...content,
    creatorUserId,
  });

/** Fields of an update: content of one medium of a known template. */
export const updateFields = <C extends Content>(medium: string | undefined, content: C) =>
  z.strictObject({
    templateId: templateField('What is left out stays as it is.', medium),
    clientTemplateId: z
      .string()
      .trim()
      .min(1, 'Expected an ID of your own')
      .optional()
      .meta(field({ title: 'Your template ID', help: 'Should be used by one template only.', advanced: true })),
    ...anyContent,
    ...content,
    campaignDataFields: dataFields.optional().meta(
      field({
        title: 'Campaign fields',
        help: 'Merge fields of the whole campaign; fields of the person win.',
        control: 'dataFields',
        advanced: true,
      }),
    ),
  });

/** Fields of a read of one template. */
export const getFields = (medium?: string) =>
  z.strictObject({
    templateId: templateField('The template to read.', medium),
    locale,
    ifNotFound: ifNotFound('template'),
  });

/** What all reads of one template have in common, but name, texts, path and content. */
export const readsTemplate = {
  resource: 'templates',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'none',
  answer: 'object',
  emptyAnswer: 'not_found',
  ifNotFound: (input: { ifNotFound?: 'continue' | 'fail' | undefined }) => input.ifNotFound ?? 'continue',
  request: ({ templateId, locale: of }: { templateId: number; locale?: string | undefined }) => ({
    query: { templateId, locale: of },
  }),
  antiExamples: [
    { input: {}, reason: 'The template is needed.' },
    { input: { templateId: 'welcome' }, reason: 'A template is named by its number.' },
    { input: { templateId: 194014, locale: '' }, reason: 'Empty text is no locale; leave the field out.' },
  ],
} as const satisfies Partial<Action>;

/** What a read of one template gives. @param content the fields of its medium */
export const templateAnswer = <C extends Content>(content: C) =>
  z.looseObject({
    found: z.boolean().meta({ title: 'Found' }),
    templateId: z.int().optional().meta({ title: 'Template ID' }),
    clientTemplateId: z.string().nullish().meta({ title: 'Your template ID' }),
    name: z.string().nullish().meta({ title: 'Name' }),
    locale: z.string().nullish().meta({ title: 'Locale' }),
    messageTypeId: z.int().nullish().meta({ title: 'Message type ID' }),
    ...content,
  });

const writesTemplate = {
  resource: 'templates',
  effect: 'write',
  // the same content again changes nothing more
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'none',
  answer: 'envelope',
  request: (template: Record<string, unknown>) => ({ body: template as Record<string, never> }),
} as const satisfies Partial<Action>;

/** What all updates of a template have in common. */
export const updatesTemplate = { ...writesTemplate, output: acknowledgement } as const;

export const updateAntiExamples: readonly [AntiExample, ...AntiExample[]] = [
  {
    input: { name: 'Welcome' },
    reason: 'The template is needed; use the upsert with an ID of your own to create one.',
  },
  { input: { templateId: 'welcome' }, reason: 'A template is named by its number.' },
  { input: { templateId: 194014, messageTypeId: 'abc' }, reason: 'A message type is named by its number.' },
];

/** What all upserts of templates have in common. Iterable tells the ids of the templates in a sentence only. */
export const upsertsTemplate = {
  ...writesTemplate,
  output: acknowledgement.extend({
    templateIds: z.array(z.int()).meta({ title: 'Template IDs, as far as the message names them' }),
  }),
  read: (answer: Parameters<NonNullable<Action['read']>>[0]) => ({ ...answer, templateIds: idsIn(answer.msg) }),
} as const;

const idsIn = (msg: unknown): number[] => {
  const list = typeof msg === 'string' ? /\bIDs?:\s*\[?(\d+(?:\s*,\s*\d+)*)/i.exec(msg)?.[1] : undefined;
  return list === undefined ? [] : list.split(',').map(Number);
};

export const upsertedAnswer = {
  msg: 'Upserted 1 templates with IDs: 255882',
  code: 'Success',
  params: null,
  templateIds: [255882],
};

export const upsertAntiExamples: readonly [AntiExample, ...AntiExample[]] = [
  { input: { name: 'Welcome' }, reason: 'Without an ID of your own the template could not be found again.' },
  { input: { clientTemplateId: '' }, reason: 'Empty text is no ID: it would match templates that have none.' },
  {
    input: { clientTemplateId: 'welcome', templateId: 194014 },
    reason: 'Use the update to name a template by number.',
  },
];
