import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { exportedText } from '../export-fields.ts';
import { person } from '../fields.ts';

export const exportUserEvents = defineAction({
  name: 'export_user_events',
  resource: 'exports',
  title: 'Export events of a user',
  summary: 'Reads all events of one user as JSON, one object per line.',
  docs: 'https://api.iterable.com/api/docs#export_exportUserEvents',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/export/userEvents', timeoutMs: 300_000 },
  identity: 'query',
  answer: 'stream',
  rows: 'ndjson',
  input: z.strictObject({
    ...person,
    includeCustomEvents: z
      .boolean()
      .optional()
      .meta(
        field({ title: 'With custom events', help: 'Left out: only the events that Iterable makes.', sticky: true }),
      ),
  }),
  output: exportedText,
  request: (input) => ({ query: input }),
  examples: [
    {
      title: 'Everything about one person',
      input: { email: 'ada.lovell+shop@example.com', includeCustomEvents: true },
      output: { text: '{"email":"ada.lovell+shop@example.com","eventName":"cartAbandoned"}\n' },
    },
  ],
  antiExamples: [
    { input: { email: ['ada@example.com'] }, reason: 'One person at a time.' },
    { input: { email: 'ada@example.com', includeCustomEvents: 'yes' }, reason: 'The text "yes" is no boolean.' },
    { input: { email: 'ada@example.com', dataTypeName: 'emailSend' }, reason: 'All events come; filter them later.' },
  ],
});
