import { defineAction } from '../../connector/define.ts';
import { embeddedContent } from '../template-contents.ts';
import { updateAntiExamples, updateFields, updatesTemplate } from '../template-fields.ts';

export const updateEmbeddedTemplate = defineAction({
  ...updatesTemplate,
  name: 'update_embedded_template',
  title: 'Update embedded message template',
  summary: 'Changes an embedded message template; what is left out stays as it is.',
  docs: 'https://api.iterable.com/api/docs#templates_updateEmbeddedTemplate',
  endpoint: { method: 'POST', path: '/api/templates/embedded/update' },
  input: updateFields(undefined, embeddedContent),
  examples: [
    {
      title: 'New content',
      input: {
        templateId: 194014,
        title: 'Hi',
        body: 'New in the shop',
        placementId: 411,
        elements: { buttons: [{ id: 'b1', title: 'Look', action: { type: 'openUrl', data: 'https://example.com' } }] },
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...updateAntiExamples,
    { input: { templateId: 194014, placementId: 'home' }, reason: 'A placement is named by its number.' },
  ],
});
