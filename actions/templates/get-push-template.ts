import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { getFields, readsTemplate, templateAnswer } from '../template-fields.ts';

export const getPushTemplate = defineAction({
  ...readsTemplate,
  name: 'get_push_template',
  title: 'Get push template',
  summary: 'Reads a push template with its content.',
  docs: 'https://api.iterable.com/api/docs#templates_getPushTemplate',
  endpoint: { method: 'GET', path: '/api/templates/push/get', limit: perProject(100) },
  input: getFields('Push'),
  output: templateAnswer({
    title: z.string().nullish().meta({ title: 'Title' }),
    message: z.string().nullish().meta({ title: 'Message' }),
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
        title: 'Hi',
        message: 'It is on its way',
        payload: {},
      },
    },
    { title: 'There is no such template', input: { templateId: 42 }, output: { found: false } },
  ],
});
