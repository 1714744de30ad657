import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, person, someText } from '../fields.ts';

export const registerBrowserToken = defineAction({
  name: 'register_browser_token',
  resource: 'users',
  title: 'Register browser',
  summary: 'Adds a browser for web push messages to one user; an unknown person becomes a user.',
  docs: 'https://api.iterable.com/api/docs#users_registerBrowserToken',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/registerBrowserToken' },
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    browserToken: someText('the token of the browser').meta(
      field({ title: 'Browser token', help: 'From Firebase Messaging. One user has at most 500 browsers.' }),
    ),
  }),
  output: acknowledgement,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'A browser',
      input: { email: 'ada.lovell@example.com', browserToken: 'browser-token-1' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'The token of the browser is needed.' },
    { input: { email: 'ada@example.com', browserToken: '' }, reason: 'Empty text is no token.' },
    { input: { email: 'ada@example.com', token: 't' }, reason: 'The key is `browserToken`.' },
  ],
});
