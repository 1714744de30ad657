import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { getFields, readsTemplate, templateAnswer } from '../template-fields.ts';

export const getEmbeddedTemplate = defineAction({
  ...readsTemplate,
  name: 'get_embedded_template',
  title: 'Get embedded message template',
  summary: 'Reads an embedded message template with its content.',
  docs: 'https://api.iterable.com/api/docs#templates_getEmbeddedTemplate',
  endpoint: { method: 'GET', path: '/api/templates/embedded/get', limit: perProject(100) },
  input: getFields(),
  output: templateAnswer({
    title: z.string().nullish().meta({ title: 'Title' }),
    body: z.string().nullish().meta({ title: 'Body' }),
    placementId: z.int().nullish().meta({ title: 'Placement ID' }),
    elements: z.looseObject({}).nullish().meta({ title: 'Elements' }),
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
        body: 'New in the shop',
        placementId: 411,
      },
    },
    { title: 'There is no such template', input: { templateId: 42 }, output: { found: false } },
  ],
});
