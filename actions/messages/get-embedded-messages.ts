import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { idList, person } from '../fields.ts';

export const getEmbeddedMessages = defineAction({
  name: 'get_embedded_messages',
  resource: 'messages',
  title: 'Get embedded messages',
  summary: 'Reads the embedded messages that one person is eligible for, by placement.',
  docs: 'https://api.iterable.com/api/docs#Embedded_Messaging_messages',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/embedded-messaging/messages' },
  identity: 'query',
  answer: 'object',
  input: z.strictObject({
    ...person,
    placementIds: idList
      .optional()
      .meta(field({ title: 'Placements', help: 'Left out: all placements that hold messages.', sticky: true })),
    platform: z
      .enum(['iOS', 'Android', 'Web'])
      .optional()
      .meta(field({ title: 'Platform' })),
    packageName: z
      .string()
      .optional()
      .meta(field({ title: 'App', help: 'Package name of the app.' })),
    sdkVersion: z
      .string()
      .optional()
      .meta(field({ title: 'SDK version', help: 'For example 6.5.0.', advanced: true })),
    currentMessageIds: z
      .array(z.string().min(1))
      .optional()
      .meta(
        field({
          title: 'Messages known already',
          help: 'These come without their content, or not at all where the person is no longer eligible.',
          advanced: true,
        }),
      ),
  }),
  output: z.looseObject({
    placements: z
      .array(
        z.looseObject({
          placementId: z.int().optional().meta({ title: 'Placement ID' }),
          embeddedMessages: z
            .array(
              z.looseObject({
                metadata: z.looseObject({}).optional().meta({ title: 'Metadata' }),
                elements: z.looseObject({}).nullish().meta({ title: 'Elements' }),
                payload: z.looseObject({}).nullish().meta({ title: 'Payload' }),
              }),
            )
            .optional()
            .meta({ title: 'Messages' }),
        }),
      )
      .optional()
      .meta({ title: 'Placements' }),
  }),
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'Two placements',
      input: { email: 'ada.lovell@example.com', placementIds: [411, 412], platform: 'Web' },
      output: {
        placements: [
          {
            placementId: 411,
            embeddedMessages: [
              { metadata: { messageId: 'emb-1', placementId: 411 }, elements: { title: 'Hi' }, payload: {} },
            ],
          },
        ],
      },
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com', placementIds: ['home'] }, reason: 'A placement is named by its number.' },
    { input: { email: 'ada@example.com', platform: 'OTT' }, reason: 'Embedded messages are for iOS, Android and Web.' },
    { input: { email: 'ada@example.com', placementIds: '' }, reason: 'Empty text is no list; leave the field out.' },
  ],
});
