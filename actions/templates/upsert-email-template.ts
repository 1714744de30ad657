import { defineAction } from '../../connector/define.ts';
import { emailContent } from '../template-contents.ts';
import { upsertAntiExamples, upsertedAnswer, upsertFields, upsertsTemplate } from '../template-fields.ts';

export const upsertEmailTemplate = defineAction({
  ...upsertsTemplate,
  name: 'upsert_email_template',
  title: 'Create or update email template',
  summary: 'Overwrites all email templates that have an ID of your own, and creates one if none has it.',
  docs: 'https://api.iterable.com/api/docs#templates_upsertEmailTemplate',
  endpoint: { method: 'POST', path: '/api/templates/email/upsert' },
  input: upsertFields(emailContent),
  examples: [
    {
      title: 'Content in English',
      input: {
        clientTemplateId: 'order-confirmed',
        name: 'Order',
        locale: 'en-US',
        subject: 'Your order',
        html: '<p>Hi {{firstName}}</p>',
        linkParams: [{ key: 'src', value: 'mail' }],
      },
      output: upsertedAnswer,
    },
  ],
  antiExamples: [
    ...upsertAntiExamples,
    {
      input: { clientTemplateId: 'order-confirmed', attachments: [{ name: 'invoice.pdf' }] },
      reason: 'Iterable sends no attachments: put a link into the content.',
    },
  ],
});
