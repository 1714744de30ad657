import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { inAppAnswer, inAppExampleAnswer, messageCount, readsInApp, webInAppFields } from '../in-app-fields.ts';

export const getWebInAppMessages = defineAction({
  ...readsInApp,
  name: 'get_web_in_app_messages',
  title: 'Get web in-app messages',
  summary: 'Reads the in-app messages that one person has waiting on web sites.',
  docs: 'https://api.iterable.com/api/docs#In-app-web_getMessages',
  endpoint: { method: 'GET', path: '/api/inApp/web/getMessages' },
  input: z.strictObject({ count: messageCount, ...webInAppFields }),
  output: inAppAnswer,
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'At most five messages',
      input: { count: 5, email: 'ada.lovell@example.com' },
      output: inAppExampleAnswer,
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'Iterable asks for the number of messages.' },
    { input: { count: 1.5, email: 'ada@example.com' }, reason: 'The number of messages is whole.' },
    { input: { count: 1, email: 'ada@example.com', platform: 'Web' }, reason: 'These messages are for the web only.' },
  ],
});
