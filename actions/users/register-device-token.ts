import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, dataFields, perProject, person, someText } from '../fields.ts';

export const registerDeviceToken = defineAction({
  name: 'register_device_token',
  resource: 'users',
  title: 'Register device',
  summary: 'Adds a device for push messages to one user, or updates its fields; an unknown person becomes a user.',
  docs: 'https://api.iterable.com/api/docs#users_registerDeviceToken',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/users/registerDeviceToken', limit: perProject(500) },
  identity: 'user',
  writesProfile: true,
  answer: 'envelope',
  dataFields: ['device.dataFields'],
  input: z.strictObject({
    ...person,
    device: z
      .strictObject({
        token: someText('the token of the device').meta(
          field({ title: 'Device token', help: 'One user has at most 500 devices.' }),
        ),
        platform: z
          .enum(['APNS', 'APNS_SANDBOX', 'GCM'])
          .meta(field({ title: 'Platform', help: 'APNS for iOS, GCM for Android.' })),
        applicationName: someText('the name of the push integration').meta(
          field({ title: 'Push integration', help: 'Its name under Settings > Mobile Apps > Push.' }),
        ),
        dataFields: dataFields
          .optional()
          .meta(field({ title: 'Device fields', help: 'Fields that are left out stay.', control: 'dataFields' })),
      })
      .meta(field({ title: 'Device' })),
    preferUserId: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Create by user ID',
          help: 'Email-based projects only: an unknown user ID makes a new user with a placeholder address.',
          advanced: true,
        }),
      ),
  }),
  output: acknowledgement,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'An Android phone',
      input: {
        email: 'ada.lovell@example.com',
        device: { token: 'device-token-1', platform: 'GCM', applicationName: 'com.example.shop' },
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    {
      input: { email: 'ada@example.com', device: { token: '', platform: 'GCM', applicationName: 'app' } },
      reason: 'Iterable answers an empty token with an internal error.',
    },
    {
      input: { email: 'ada@example.com', device: { token: 't', platform: 'Android', applicationName: 'app' } },
      reason: 'The platform of Android is written GCM.',
    },
    {
      input: { email: 'ada@example.com', token: 't' },
      reason: 'The device is an object with token, platform and application.',
    },
  ],
});
