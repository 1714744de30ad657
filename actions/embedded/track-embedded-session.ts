import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { anyAnswer, epochSeconds, id, person, someText } from '../fields.ts';
import { createdAt, deviceInfo, messageId } from '../message-event-fields.ts';

export const trackEmbeddedSession = defineAction({
  name: 'track_embedded_session',
  resource: 'embedded',
  title: 'Track embedded session',
  summary: 'Records how long a person saw embedded messages, and which.',
  docs: 'https://api.iterable.com/api/docs#embedded-messaging_embedded-track-impression',
  effect: 'write',
  // Iterable takes no id here, so a repeated call makes a second event
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/embedded-messaging/events/session' },
  identity: 'user',
  answer: 'text',
  input: z.strictObject({
    ...person,
    session: z
      .strictObject({
        id: someText('the ID of the session').meta(
          field({ title: 'Session ID', help: 'Your own, for example a UUID.' }),
        ),
        start: epochSeconds
          .optional()
          .meta(field({ title: 'Start', help: 'A date or Unix seconds.', control: 'date' })),
        end: epochSeconds.optional().meta(field({ title: 'End', help: 'A date or Unix seconds.', control: 'date' })),
      })
      .meta(
        field({ title: 'Session', help: 'The time in which the person saw a page or screen with embedded messages.' }),
      ),
    impressions: z
      .array(
        z.strictObject({
          messageId,
          placementId: id.optional().meta(field({ title: 'Placement' })),
          displayCount: z
            .int()
            .min(0)
            .optional()
            .meta(field({ title: 'Times shown' })),
          displayDuration: z
            .number()
            .min(0)
            .optional()
            .meta(field({ title: 'Time shown', help: 'Seconds in all.' })),
        }),
      )
      .optional()
      .meta(field({ title: 'Impressions', help: 'One event is recorded for each.', control: 'items' })),
    createdAt,
    deviceInfo,
  }),
  output: anyAnswer,
  request: (event) => ({ body: event }),
  examples: [
    {
      title: 'A session with one message',
      input: {
        email: 'ada.lovell@example.com',
        session: { id: 'session-1', start: 1930000000, end: 1930000060 },
        impressions: [
          { messageId: 'df2c7973406b4c8594ed42a9b9f8d200', placementId: 101, displayCount: 2, displayDuration: 12.5 },
        ],
      },
      output: null,
    },
  ],
  antiExamples: [
    { input: { email: 'ada@example.com' }, reason: 'The session is needed.' },
    {
      input: { email: 'ada@example.com', session: { id: 's-1', start: 1930000000000 } },
      reason: 'Iterable takes seconds, and this is milliseconds.',
    },
    {
      input: { email: 'ada@example.com', session: { id: 's-1' }, impressions: [{ placementId: 1 }] },
      reason: 'An impression needs its message.',
    },
  ],
});
