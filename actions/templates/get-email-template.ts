import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { getFields, readsTemplate, templateAnswer } from '../template-fields.ts';

export const getEmailTemplate = defineAction({
  ...readsTemplate,
  name: 'get_email_template',
  title: 'Get email template',
  summary: 'Reads an email template with its content.',
  docs: 'https://api.iterable.com/api/docs#templates_getEmailTemplate',
  endpoint: { method: 'GET', path: '/api/templates/email/get', limit: perProject(100) },
  input: getFields('Email'),
  output: templateAnswer({
    subject: z.string().nullish().meta({ title: 'Subject' }),
    fromEmail: z.string().nullish().meta({ title: 'From address' }),
    html: z.string().nullish().meta({ title: 'HTML' }),
    plainText: z.string().nullish().meta({ title: 'Plain text' }),
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
        subject: 'Hi',
        html: '<p>Hi</p>',
        fromEmail: 'shop@example.com',
      },
    },
    { title: 'There is no such template', input: { templateId: 42 }, output: { found: false } },
  ],
});
