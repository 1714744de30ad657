import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { inAppAnswer, inAppExampleAnswer, inAppFields, readsInApp } from '../in-app-fields.ts';

export const getPriorityInAppMessage = defineAction({
  ...readsInApp,
  name: 'get_priority_in_app_message',
  title: 'Get priority in-app message',
  summary: 'Reads the one in-app message that matters most to one person now.',
  docs: 'https://api.iterable.com/api/docs#In-app_getPriorityMessage',
  endpoint: { method: 'GET', path: '/api/inApp/getPriorityMessage' },
  input: z.strictObject(inAppFields),
  output: inAppAnswer,
  request: (input) => ({ query: input }),
  examples: [
    { title: 'The next message', input: { email: 'ada.lovell@example.com' }, output: inAppExampleAnswer },
    {
      title: 'Nothing is waiting',
      input: { email: 'ben.ito@example.com', platform: 'Android', packageName: 'com.example.shop' },
      output: { inAppMessages: [] },
    },
  ],
  antiExamples: [
    { input: { count: 1, email: 'ada@example.com' }, reason: 'There is one message at most.' },
    { input: { email: 'ada@example.com', platform: 'web' }, reason: 'Platforms are told apart by case: Web.' },
    { input: { email: ['ada@example.com'] }, reason: 'One person at a time.' },
  ],
});
