import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { getFields, readsTemplate, templateAnswer } from '../template-fields.ts';

export const getInAppTemplate = defineAction({
  ...readsTemplate,
  name: 'get_in_app_template',
  title: 'Get in-app template',
  summary: 'Reads an in-app template with its content.',
  docs: 'https://api.iterable.com/api/docs#templates_getInAppTemplate',
  endpoint: { method: 'GET', path: '/api/templates/inapp/get' },
  input: getFields('InApp'),
  output: templateAnswer({
    html: z.string().nullish().meta({ title: 'HTML' }),
    payload: z.looseObject({}).nullish().meta({ title: 'Payload' }),
  }),
  examples: [
    {
      title: 'Content in English',
      input: { templateId: 194014, locale: 'en-US' },
      output: {
        found: true,
        templateId: 194014,
        name: 'Order',
        locale: 'en-US',
        messageTypeId: 7089,
        html: '<p>Hi</p>',
        payload: {},
      },
    },
    { title: 'There is no such template', input: { templateId: 42 }, output: { found: false } },
  ],
});
