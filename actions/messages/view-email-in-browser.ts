import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { perProject, person } from '../fields.ts';

export const viewEmailInBrowser = defineAction({
  name: 'view_email_in_browser',
  resource: 'messages',
  title: 'Get sent email',
  summary: 'Reads the HTML of an email as one person received it.',
  docs: 'https://api.iterable.com/api/docs#email_viewInBrowser',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/email/viewInBrowser', limit: perProject(100) },
  identity: 'query',
  answer: 'page',
  input: z.strictObject({
    messageId: z
      .string()
      .trim()
      .min(1, 'Expected the ID of a message')
      .meta(field({ title: 'Message ID', help: 'Webhooks of the message carry it; the send step does not give it.' })),
    ...person,
  }),
  output: z.looseObject({
    text: z.string().optional().meta({ title: 'HTML' }),
    location: z.string().optional().meta({ title: 'Address, where Iterable names one instead of giving the page' }),
  }),
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'The email as it was sent',
      input: { messageId: 'vA8VbXMsG60V', email: 'ada.lovell@example.com' },
      output: { text: '<html><body>Hi Ada</body></html>' },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'The message is needed.' },
    { input: { messageId: ' ', email: 'ada@example.com' }, reason: 'Blanks are no message ID.' },
    { input: { messageId: 'vA8VbXMsG60V', campaignId: 1 }, reason: 'The message ID says which email.' },
  ],
});
