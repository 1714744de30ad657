import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { idList, anyAnswer } from '../fields.ts';

export const deleteTemplates = defineAction({
  name: 'delete_templates',
  resource: 'templates',
  title: 'Delete templates',
  summary: 'Deletes base templates; templates that belong to a campaign are kept.',
  docs: 'https://api.iterable.com/api/docs#templates_bulk_delete_templates',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/templates/bulkDelete' },
  identity: 'none',
  answer: 'text',
  input: z.strictObject({
    templateIds: idList
      .refine((ids) => ids.length > 0, 'Expected at least one template')
      .meta(field({ title: 'Templates', picklist: { name: 'templates', args: { type: 'Base' } } })),
  }),
  output: anyAnswer,
  request: (input) => ({ body: { ids: input.templateIds } }),
  examples: [{ title: 'Two templates', input: { templateIds: [194014, 194015] }, output: null }],
  antiExamples: [
    { input: { templateIds: [] }, reason: 'At least one template is needed.' },
    { input: { templateIds: ['abc'] }, reason: 'A template id is a number; "abc" must not become 0.' },
    { input: { clientTemplateId: 'order-confirmed' }, reason: 'Templates are deleted by number; find them first.' },
  ],
});
