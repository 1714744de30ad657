import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { perProject } from '../fields.ts';

export const getTemplatesByClientId = defineAction({
  name: 'get_templates_by_client_id',
  resource: 'templates',
  title: 'Find templates by your ID',
  summary: 'Finds all templates that have an ID of your own; an upsert with it would overwrite them all.',
  docs: 'https://api.iterable.com/api/docs#templates_getByClientTemplateId',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/templates/getByClientTemplateId', limit: perProject(100) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    clientTemplateId: z
      .string()
      .trim()
      .min(1, 'Expected an ID of your own')
      .meta(field({ title: 'Your template ID', example: 'order-confirmed' })),
  }),
  output: z.looseObject({
    templates: z
      .array(
        z.looseObject({
          templateId: z.int().meta({ title: 'Template ID' }),
          campaignId: z.int().nullish().meta({ title: 'Campaign ID' }),
          // the API description has objects here, its own pages have text
          locales: z
            .array(z.union([z.string(), z.looseObject({})]))
            .optional()
            .meta({ title: 'Locales' }),
        }),
      )
      .meta({ title: 'Templates' }),
  }),
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'Two templates share the ID',
      input: { clientTemplateId: 'order-confirmed' },
      output: {
        templates: [
          { templateId: 194014, locales: ['en-US'] },
          { templateId: 194015, campaignId: 701245 },
        ],
      },
    },
    { title: 'The ID is free', input: { clientTemplateId: 'new' }, output: { templates: [] } },
  ],
  antiExamples: [
    { input: {}, reason: 'The ID is needed.' },
    { input: { clientTemplateId: ' ' }, reason: 'Blanks are no ID.' },
    { input: { clientTemplateId: 7 }, reason: 'An ID of your own is text.' },
  ],
});
