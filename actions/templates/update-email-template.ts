import { defineAction } from '../../connector/define.ts';
import { emailContent } from '../template-contents.ts';
import { updateAntiExamples, updateFields, updatesTemplate } from '../template-fields.ts';

export const updateEmailTemplate = defineAction({
  ...updatesTemplate,
  name: 'update_email_template',
  title: 'Update email template',
  summary: 'Changes an email template; what is left out stays as it is.',
  docs: 'https://api.iterable.com/api/docs#templates_updateEmailTemplate',
  endpoint: { method: 'POST', path: '/api/templates/email/update' },
  input: updateFields('Email', emailContent),
  examples: [
    {
      title: 'New content',
      input: {
        templateId: 194014,
        subject: 'Your order',
        html: '<p>Hi {{firstName}}</p>',
        linkParams: [{ key: 'src', value: 'mail' }],
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...updateAntiExamples,
    {
      input: { templateId: 194014, attachments: [{ name: 'invoice.pdf' }] },
      reason: 'Iterable sends no attachments: put a link into the content.',
    },
  ],
});
