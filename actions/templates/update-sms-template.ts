import { defineAction } from '../../connector/define.ts';
import { smsContent } from '../template-contents.ts';
import { updateAntiExamples, updateFields, updatesTemplate } from '../template-fields.ts';

export const updateSmsTemplate = defineAction({
  ...updatesTemplate,
  name: 'update_sms_template',
  title: 'Update SMS template',
  summary: 'Changes an SMS template; what is left out stays as it is.',
  docs: 'https://api.iterable.com/api/docs#templates_updateSMSTemplate',
  endpoint: { method: 'POST', path: '/api/templates/sms/update' },
  input: updateFields('SMS', smsContent),
  examples: [
    {
      title: 'New content',
      input: { templateId: 194014, message: 'Your order is on its way' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...updateAntiExamples,
    { input: { templateId: 194014, html: '<p>Hi</p>' }, reason: 'An SMS is plain text, in `message`.' },
  ],
});
