import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { inAppAnswer, inAppExampleAnswer, inAppFields, messageCount, readsInApp } from '../in-app-fields.ts';

export const getInAppMessages = defineAction({
  ...readsInApp,
  name: 'get_in_app_messages',
  title: 'Get in-app messages',
  summary: 'Reads the in-app messages that one person has waiting or in the inbox.',
  docs: 'https://api.iterable.com/api/docs#In-app_getMessages',
  endpoint: { method: 'GET', path: '/api/inApp/getMessages' },
  input: z.strictObject({ count: messageCount, ...inAppFields }),
  output: inAppAnswer,
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'One message of an iOS app',
      input: { count: 1, email: 'ada.lovell@example.com', platform: 'iOS', packageName: 'com.example.shop' },
      output: inAppExampleAnswer,
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'Iterable asks for the number of messages.' },
    { input: { count: 0, email: 'ada@example.com' }, reason: 'No message would be read.' },
    {
      input: { count: 1, email: 'ada@example.com', platform: 'ios' },
      reason: 'Platforms are told apart by case: iOS.',
    },
  ],
});
