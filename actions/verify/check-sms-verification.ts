import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { id, someText } from '../fields.ts';

export const checkSmsVerification = defineAction({
  name: 'check_sms_verification',
  resource: 'verify',
  title: 'Check SMS verification',
  summary: 'Tells whether a verification code is the one that was sent to a phone number.',
  docs: 'https://api.iterable.com/api/docs#verify_checkSmsVerification',
  requires: 'SMS phone verification, which Iterable switches on for projects that send through Iterable SMS.',
  effect: 'write',
  // a right code counts once: the second call with it is answered `rejected`
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/verify/sms/check' },
  identity: 'none',
  answer: 'envelope',
  // short-lived, and yet nobody has to read it in the history
  secrets: ['code'],
  input: z.strictObject({
    phoneNumber: someText('a phone number').meta(
      field({ title: 'Phone number', help: 'With the country code.', example: '+15550100001' }),
    ),
    code: someText('the code').meta(field({ title: 'Code', help: 'As the person typed it.', example: '012345' })),
    verificationProfileId: id.meta(
      field({ title: 'Verification profile', help: 'Its id, from the SMS settings of the project.', example: 12 }),
    ),
  }),
  output: z.looseObject({
    code: z.string().meta({ title: 'Code', description: 'Success also for a wrong code: look at the status.' }),
    params: z
      .looseObject({ status: z.string().optional().meta({ title: 'Status', description: 'verified or rejected' }) })
      .nullish()
      .meta({ title: 'Parameters' }),
  }),
  request: (input) => ({ body: input }),
  examples: [
    {
      title: 'The right code',
      input: { phoneNumber: '+15550100001', code: '012345', verificationProfileId: 12 },
      output: { msg: '', code: 'Success', params: { status: 'verified' } },
    },
    {
      title: 'A wrong code is an answer and no error',
      input: { phoneNumber: '+15550100001', code: '999999', verificationProfileId: 12 },
      output: { msg: '', code: 'Success', params: { status: 'rejected' } },
    },
  ],
  antiExamples: [
    {
      input: { phoneNumber: '+15550100001', code: 12345, verificationProfileId: 12 },
      reason: 'A number would lose a zero at the front of the code.',
    },
    { input: { phoneNumber: '+15550100001', code: '', verificationProfileId: 12 }, reason: 'Empty text is no code.' },
    { input: { phoneNumber: '+15550100001', code: '012345' }, reason: 'The verification profile is needed.' },
  ],
});
