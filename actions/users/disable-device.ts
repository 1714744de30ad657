import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, person, someText } from '../fields.ts';

export const disableDevice = defineAction({
  name: 'disable_device',
  resource: 'users',
  title: 'Disable device of user',
  summary: 'Stops push messages to one device of one user.',
  docs: 'https://api.iterable.com/api/docs#users_disableDevice',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/disableDevice' },
  // without a person Iterable disables the device for everybody who has it, hence an action of its own for that
  identity: 'user',
  answer: 'envelope',
  input: z.strictObject({
    ...person,
    token: someText('the token of the device').meta(field({ title: 'Device token' })),
  }),
  output: acknowledgement,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'One device of one user',
      input: { email: 'ada.lovell@example.com', token: 'device-token-1' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'The token of the device is needed.' },
    {
      input: { email: 'ada@example.com', token: '' },
      reason: 'Iterable answers an empty token with an internal error.',
    },
    { input: { email: 'ada@example.com', token: ['a', 'b'] }, reason: 'One device at a time.' },
  ],
});
