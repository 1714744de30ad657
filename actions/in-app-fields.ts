import { z } from 'zod';

import { field, type Action } from '../connector/define.ts';
import { person } from './fields.ts';

/** What all reads of in-app messages have in common. */
export const readsInApp = {
  resource: 'messages',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'query',
  answer: 'object',
} as const satisfies Partial<Action>;

const packageName = z
  .string()
  .optional()
  .meta(field({ title: 'App', help: 'Package name: adds the messages that are meant for this app only.' }));

const SDKVersion = z
  .string()
  .optional()
  .meta(field({ title: 'SDK version', help: 'For example 6.2.17.', advanced: true }));

export const webInAppFields = { ...person, packageName, SDKVersion };

export const inAppFields = {
  ...webInAppFields,
  platform: z
    .enum(['iOS', 'Android', 'Web', 'OTT'])
    .optional()
    .meta(field({ title: 'Platform', help: 'Together with the app.' })),
};

export const messageCount = z
  .int()
  .positive()
  .meta(field({ title: 'Number of messages', help: 'At most this many are read.', example: 10 }));

/** In-app messages of one person; times are epoch milliseconds at run time, and written dates in the API description. */
export const inAppAnswer = z.looseObject({
  inAppMessages: z
    .array(
      z.looseObject({
        messageId: z.string().optional().meta({ title: 'Message ID' }),
        campaignId: z.int().nullish().meta({ title: 'Campaign ID' }),
        createdAt: z.union([z.int(), z.string()]).optional().meta({ title: 'Created at (milliseconds)' }),
        expiresAt: z.union([z.int(), z.string()]).nullish().meta({ title: 'Expires at (milliseconds)' }),
        content: z.looseObject({}).optional().meta({ title: 'Content' }),
        customPayload: z.looseObject({}).nullish().meta({ title: 'Payload' }),
        read: z.boolean().optional().meta({ title: 'Read' }),
        saveToInbox: z.boolean().optional().meta({ title: 'Saved to inbox' }),
        priorityLevel: z.number().optional().meta({ title: 'Priority' }),
      }),
    )
    .meta({ title: 'Messages' }),
});

export const inAppExampleAnswer = {
  inAppMessages: [
    {
      messageId: 'nXA26QbgKhp69XvI4o0DDi0HDu1w',
      campaignId: 4572825,
      createdAt: 1659512868206,
      expiresAt: 1667288868206,
      content: { html: '<p>Hi</p>', webInAppDisplaySettings: { position: 'Center' } },
      customPayload: {},
      saveToInbox: false,
      priorityLevel: 400.5,
      read: false,
      jsonOnly: false,
      typeOfContent: 'Static',
      messageType: 'Other',
    },
  ],
};
