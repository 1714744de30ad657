import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, someText } from '../fields.ts';

export const disableDeviceForAllUsers = defineAction({
  name: 'disable_device_for_all_users',
  resource: 'users',
  title: 'Disable device for all users',
  summary: 'Stops push messages to one device, whoever uses it.',
  docs: 'https://api.iterable.com/api/docs#users_disableDevice',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/disableDevice' },
  identity: 'none',
  answer: 'envelope',
  input: z.strictObject({
    token: someText('the token of the device').meta(field({ title: 'Device token' })),
  }),
  output: acknowledgement,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'A device that was handed on',
      input: { token: 'device-token-1' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: {}, reason: 'The token of the device is needed.' },
    { input: { token: '  ' }, reason: 'Blanks are no token.' },
    {
      input: { token: 'device-token-1', email: 'ada@example.com' },
      reason: 'For one user there is "Disable device of user".',
    },
  ],
});
