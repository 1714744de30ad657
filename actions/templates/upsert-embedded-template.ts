import { defineAction } from '../../connector/define.ts';
import { embeddedContent } from '../template-contents.ts';
import { upsertAntiExamples, upsertedAnswer, upsertFields, upsertsTemplate } from '../template-fields.ts';

export const upsertEmbeddedTemplate = defineAction({
  ...upsertsTemplate,
  name: 'upsert_embedded_template',
  title: 'Create or update embedded message template',
  summary: 'Overwrites all embedded message templates that have an ID of your own, and creates one if none has it.',
  docs: 'https://api.iterable.com/api/docs#templates_upsertEmbeddedTemplate',
  endpoint: { method: 'POST', path: '/api/templates/embedded/upsert' },
  input: upsertFields(embeddedContent),
  examples: [
    {
      title: 'Content in English',
      input: {
        clientTemplateId: 'order-confirmed',
        name: 'Order',
        locale: 'en-US',
        title: 'Hi',
        body: 'New in the shop',
        placementId: 411,
        elements: { buttons: [{ id: 'b1', title: 'Look', action: { type: 'openUrl', data: 'https://example.com' } }] },
      },
      output: upsertedAnswer,
    },
  ],
  antiExamples: [
    ...upsertAntiExamples,
    {
      input: { clientTemplateId: 'order-confirmed', placementId: 'home' },
      reason: 'A placement is named by its number.',
    },
  ],
});
