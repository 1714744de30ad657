import { defineAction } from '../../connector/define.ts';
import { inAppContent } from '../template-contents.ts';
import { updateAntiExamples, updateFields, updatesTemplate } from '../template-fields.ts';

export const updateInAppTemplate = defineAction({
  ...updatesTemplate,
  name: 'update_in_app_template',
  title: 'Update in-app template',
  summary: 'Changes an in-app template; what is left out stays as it is.',
  docs: 'https://api.iterable.com/api/docs#templates_updateInAppTemplate',
  endpoint: { method: 'POST', path: '/api/templates/inapp/update' },
  input: updateFields('InApp', inAppContent),
  examples: [
    {
      title: 'New content',
      input: {
        templateId: 194014,
        html: '<p>Hi</p>',
        expirationDateTime: '2031-09-01',
        inAppDisplaySettings: { top: { percentage: 10 }, bgColor: { hex: '#FFFFFF', alpha: 0.5 } },
        inboxMetadata: { title: 'Hi' },
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...updateAntiExamples,
    { input: { templateId: 194014, expirationDateTime: 'next week' }, reason: 'An expiry is a written date.' },
  ],
});
