import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { anyAnswer, epochMilliseconds, person } from '../fields.ts';

export const invalidateJwts = defineAction({
  name: 'invalidate_jwts',
  resource: 'auth',
  title: 'Invalidate JWTs',
  summary: 'Ends all tokens that were issued for one user before a time.',
  docs: 'https://api.iterable.com/api/docs#auth_Invalidate_JWT',
  requires: 'Apps or sites that use JWT-enabled API keys; the connection itself needs a server-side key.',
  effect: 'write',
  // without a time each call counts from its own moment and ends tokens issued since the call before
  idempotent: (input) => input.issuedBefore !== undefined,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/auth/jwts/invalidate' },
  identity: 'user',
  answer: 'text',
  input: z.strictObject({
    ...person,
    issuedBefore: epochMilliseconds.optional().meta(
      field({
        title: 'Issued before',
        help: 'A date or Unix milliseconds. Left out: now.',
        control: 'date',
        example: '2031-02-27T01:20:00Z',
      }),
    ),
  }),
  output: anyAnswer,
  request: (input) => ({ body: input }),
  examples: [
    { title: 'All tokens until now', input: { email: 'ada.lovell@example.com' }, output: null },
    {
      title: 'Tokens from before a date',
      input: { email: 'ada.lovell@example.com', issuedBefore: '2031-02-27T01:20:00Z' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    {
      input: { email: 'ada@example.com', issuedBefore: 1930000000 },
      reason: 'Iterable takes milliseconds here, and seconds would mean 1970 and end nothing.',
    },
    { input: { email: 'ada@example.com', issuedBefore: 'now' }, reason: 'A time that cannot be read is refused.' },
    { input: { email: 'ada@example.com', token: 'eyJ' }, reason: 'Tokens are ended by person and not one by one.' },
  ],
});
