import { defineAction } from '../../connector/define.ts';
import { smsContent } from '../template-contents.ts';
import { upsertAntiExamples, upsertedAnswer, upsertFields, upsertsTemplate } from '../template-fields.ts';

export const upsertSmsTemplate = defineAction({
  ...upsertsTemplate,
  name: 'upsert_sms_template',
  title: 'Create or update SMS template',
  summary: 'Overwrites all SMS templates that have an ID of your own, and creates one if none has it.',
  docs: 'https://api.iterable.com/api/docs#templates_upsertSMSTemplate',
  endpoint: { method: 'POST', path: '/api/templates/sms/upsert' },
  input: upsertFields(smsContent),
  examples: [
    {
      title: 'Content in English',
      input: {
        clientTemplateId: 'order-confirmed',
        name: 'Order',
        locale: 'en-US',
        message: 'Your order is on its way',
      },
      output: upsertedAnswer,
    },
  ],
  antiExamples: [
    ...upsertAntiExamples,
    {
      input: { clientTemplateId: 'order-confirmed', html: '<p>Hi</p>' },
      reason: 'An SMS is plain text, in `message`.',
    },
  ],
});
