import { defineAction } from '../../connector/define.ts';
import { pushContent } from '../template-contents.ts';
import { upsertAntiExamples, upsertedAnswer, upsertFields, upsertsTemplate } from '../template-fields.ts';

export const upsertPushTemplate = defineAction({
  ...upsertsTemplate,
  name: 'upsert_push_template',
  title: 'Create or update push template',
  summary: 'Overwrites all push templates that have an ID of your own, and creates one if none has it.',
  docs: 'https://api.iterable.com/api/docs#templates_upsertPushTemplate',
  endpoint: { method: 'POST', path: '/api/templates/push/upsert' },
  input: upsertFields(pushContent),
  examples: [
    {
      title: 'Content in English',
      input: {
        clientTemplateId: 'order-confirmed',
        name: 'Order',
        locale: 'en-US',
        title: 'Your order',
        message: 'It is on its way',
        buttons: [{ identifier: 'track', title: 'Track', openApp: true }],
      },
      output: upsertedAnswer,
    },
  ],
  antiExamples: [
    ...upsertAntiExamples,
    {
      input: { clientTemplateId: 'order-confirmed', relevanceScore: 5 },
      reason: 'The relevance lies between 0 and 1.',
    },
  ],
});
