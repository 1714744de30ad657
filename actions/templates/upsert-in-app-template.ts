import { defineAction } from '../../connector/define.ts';
import { inAppContent } from '../template-contents.ts';
import { upsertAntiExamples, upsertedAnswer, upsertFields, upsertsTemplate } from '../template-fields.ts';

export const upsertInAppTemplate = defineAction({
  ...upsertsTemplate,
  name: 'upsert_in_app_template',
  title: 'Create or update in-app template',
  summary: 'Overwrites all in-app templates that have an ID of your own, and creates one if none has it.',
  docs: 'https://api.iterable.com/api/docs#templates_upsertInAppTemplate',
  endpoint: { method: 'POST', path: '/api/templates/inapp/upsert' },
  input: upsertFields(inAppContent),
  examples: [
    {
      title: 'Content in English',
      input: {
        clientTemplateId: 'order-confirmed',
        name: 'Order',
        locale: 'en-US',
        html: '<p>Hi</p>',
        expirationDateTime: '2031-09-01',
        inAppDisplaySettings: { top: { percentage: 10 }, bgColor: { hex: '#FFFFFF', alpha: 0.5 } },
        inboxMetadata: { title: 'Hi' },
      },
      output: upsertedAnswer,
    },
  ],
  antiExamples: [
    ...upsertAntiExamples,
    {
      input: { clientTemplateId: 'order-confirmed', expirationDateTime: 'next week' },
      reason: 'An expiry is a written date.',
    },
  ],
});
