import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { pageAnswer, pageFields } from '../page-fields.ts';
import { zonedTime } from '../time-fields.ts';

export const listTemplates = defineAction({
  name: 'list_templates',
  resource: 'templates',
  title: 'List templates',
  summary: 'Reads one page of the templates of the project, without their content.',
  docs: 'https://api.iterable.com/api/docs#templates_getTemplates',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/templates', limit: perProject(100) },
  identity: 'none',
  answer: 'object',
  input: z.strictObject({
    templateType: z
      .enum(['Base', 'Blast', 'Triggered', 'Workflow'])
      .optional()
      .meta(field({ title: 'Type', help: 'Base: templates that belong to no campaign. Left out: all.', sticky: true })),
    messageMedium: z
      .enum(['Email', 'Push', 'InApp', 'SMS'])
      .optional()
      .meta(field({ title: 'Medium', help: 'Left out: all.', sticky: true })),
    startDateTime: zonedTime
      .optional()
      .meta(field({ title: 'Created from', help: 'Included; UTC unless it says otherwise.', control: 'date' })),
    endDateTime: zonedTime
      .optional()
      .meta(field({ title: 'Created before', help: 'Not included; UTC unless it says otherwise.', control: 'date' })),
    ...pageFields({ maxSize: 1000, sortBy: ['id', 'name', 'createdAt', 'updatedAt'] }),
  }),
  output: z.looseObject({
    templates: z
      .array(
        z.looseObject({
          templateId: z.int().meta({ title: 'Template ID' }),
          clientTemplateId: z.string().nullish().meta({ title: 'Your template ID' }),
          name: z.string().meta({ title: 'Name' }),
          messageTypeId: z.int().nullish().meta({ title: 'Message type ID' }),
          campaignId: z.int().nullish().meta({ title: 'Campaign ID' }),
          createdAt: z.union([z.int(), z.string()]).meta({ title: 'Created at (milliseconds)' }),
          updatedAt: z.union([z.int(), z.string()]).meta({ title: 'Updated at (milliseconds)' }),
        }),
      )
      .meta({ title: 'Templates' }),
    totalTemplatesCount: z.int().optional().meta({ title: 'Number of templates' }),
    ...pageAnswer,
  }),
  request: ({ page = 1, pageSize = 1000, ...filters }) => ({ query: { ...filters, page, pageSize } }),
  examples: [
    {
      title: 'Email templates of this year',
      input: { messageMedium: 'Email', templateType: 'Base', startDateTime: '2031-01-01' },
      output: {
        templates: [
          {
            templateId: 194014,
            name: 'Order',
            createdAt: 1498605482010,
            updatedAt: 1498605482010,
            creatorUserId: 'editor@example.com',
            messageTypeId: 7089,
          },
        ],
        totalTemplatesCount: 1,
      },
    },
  ],
  antiExamples: [
    { input: { messageMedium: 'WebPush' }, reason: 'Iterable filters by email, push, in-app and SMS only.' },
    { input: { pageSize: 1001 }, reason: 'Iterable gives at most 1,000 templates in one page.' },
    { input: { startDateTime: '2031-02-30' }, reason: 'There is no 30 February.' },
  ],
});
