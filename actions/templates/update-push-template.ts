import { defineAction } from '../../connector/define.ts';
import { pushContent } from '../template-contents.ts';
import { updateAntiExamples, updateFields, updatesTemplate } from '../template-fields.ts';

export const updatePushTemplate = defineAction({
  ...updatesTemplate,
  name: 'update_push_template',
  title: 'Update push template',
  summary: 'Changes a push template; what is left out stays as it is.',
  docs: 'https://api.iterable.com/api/docs#templates_updatePushTemplate',
  endpoint: { method: 'POST', path: '/api/templates/push/update' },
  input: updateFields('Push', pushContent),
  examples: [
    {
      title: 'New content',
      input: {
        templateId: 194014,
        title: 'Your order',
        message: 'It is on its way',
        buttons: [{ identifier: 'track', title: 'Track', openApp: true }],
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...updateAntiExamples,
    { input: { templateId: 194014, relevanceScore: 5 }, reason: 'The relevance lies between 0 and 1.' },
  ],
});
