import { z } from 'zod';

import { field } from '../connector/define.ts';
import { epochSeconds, someText } from './fields.ts';

export const messageId = someText('the ID of the message').meta(
  field({
    title: 'Message ID',
    help: 'The ID of one message to one person, as webhooks and the SDKs of Iterable give it.',
    example: 'df2c7973406b4c8594ed42a9b9f8d200',
  }),
);

export const createdAt = epochSeconds.optional().meta(
  field({
    title: 'Time of the event',
    help: 'A date or Unix seconds. Left out: the time at which Iterable receives it.',
    control: 'date',
    advanced: true,
    example: '2031-02-27T01:20:00Z',
  }),
);

export const deviceInfo = z
  .strictObject({
    appPackageName: someText('the package name of the app').meta(field({ title: 'App package name' })),
    deviceId: someText('the ID of the device').meta(field({ title: 'Device ID' })),
    platform: z
      .enum(['iOS', 'Android', 'Web'])
      .meta(field({ title: 'Platform', help: 'Upper and lower case matter to Iterable.' })),
  })
  .optional()
  .meta(field({ title: 'Device', help: 'The app and device on which it happened.', advanced: true }));

const inbox = {
  saveToInbox: z
    .boolean()
    .optional()
    .meta(field({ title: 'Kept in the inbox' })),
  silentInbox: z
    .boolean()
    .optional()
    .meta(field({ title: 'Straight to the inbox' })),
};

/** How an in-app message was meant to be delivered. */
export const deliveryContext = z
  .strictObject(inbox)
  .optional()
  .meta(field({ title: 'Message context', advanced: true }));

/** The same, with the place where it happened. */
export const messageContext = z
  .strictObject({
    location: z
      .string()
      .optional()
      .meta(field({ title: 'Place', help: '`in-app`, `inbox`, or a word of your own.' })),
    ...inbox,
  })
  .optional()
  .meta(field({ title: 'Message context', advanced: true }));
