import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { getFields, readsTemplate, templateAnswer } from '../template-fields.ts';

export const getSmsTemplate = defineAction({
  ...readsTemplate,
  name: 'get_sms_template',
  title: 'Get SMS template',
  summary: 'Reads an SMS template with its content.',
  docs: 'https://api.iterable.com/api/docs#templates_getSMSTemplate',
  endpoint: { method: 'GET', path: '/api/templates/sms/get', limit: perProject(100) },
  input: getFields('SMS'),
  output: templateAnswer({
    message: z.string().nullish().meta({ title: 'Message' }),
    imageUrl: z.string().nullish().meta({ title: 'Image address' }),
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
        message: 'It is on its way',
      },
    },
    { title: 'There is no such template', input: { templateId: 42 }, output: { found: false } },
  ],
});
