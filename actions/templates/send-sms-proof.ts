import { defineAction } from '../../connector/define.ts';
import { perKey } from '../fields.ts';
import { proofFields, sendsProof } from '../template-trials.ts';

export const sendSmsProof = defineAction({
  ...sendsProof,
  name: 'send_sms_proof',
  title: 'Send SMS proof',
  summary: 'Sends an SMS template to one person to try it out.',
  docs: 'https://api.iterable.com/api/docs#templates_smsProof',
  endpoint: { method: 'POST', path: '/api/templates/sms/proof', limit: perKey(20) },
  input: proofFields('SMS'),
  request: (proof) => ({ body: proof }),
});
