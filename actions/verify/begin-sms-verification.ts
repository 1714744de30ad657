import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { acknowledgement, id, someText } from '../fields.ts';

export const beginSmsVerification = defineAction({
  name: 'begin_sms_verification',
  resource: 'verify',
  title: 'Begin SMS verification',
  summary: 'Sends a verification code to a phone number.',
  docs: 'https://api.iterable.com/api/docs#verify_beginSmsVerification',
  requires: 'SMS phone verification, which Iterable switches on for projects that send through Iterable SMS.',
  effect: 'send',
  // each call is another message with another code
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/verify/sms/begin' },
  identity: 'none',
  answer: 'envelope',
  input: z.strictObject({
    phoneNumber: someText('a phone number').meta(
      field({ title: 'Phone number', help: 'With the country code.', example: '+15550100001' }),
    ),
    verificationProfileId: id.meta(
      field({ title: 'Verification profile', help: 'Its id, from the SMS settings of the project.', example: 12 }),
    ),
  }),
  output: acknowledgement,
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'Send a code',
      input: { phoneNumber: '+15550100001', verificationProfileId: 12 },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { phoneNumber: 15550100001, verificationProfileId: 12 }, reason: 'A number would lose the plus sign.' },
    { input: { phoneNumber: '+15550100001' }, reason: 'The verification profile is needed.' },
    { input: { email: 'ada@example.com', verificationProfileId: 12 }, reason: 'Only a phone number can be verified.' },
  ],
});
