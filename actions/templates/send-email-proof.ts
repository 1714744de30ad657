import { defineAction } from '../../connector/define.ts';
import { perKey } from '../fields.ts';
import { proofFields, sendsProof } from '../template-trials.ts';

export const sendEmailProof = defineAction({
  ...sendsProof,
  name: 'send_email_proof',
  title: 'Send email proof',
  summary: 'Sends an email template to one person to try it out.',
  docs: 'https://api.iterable.com/api/docs#templates_emailProof',
  endpoint: { method: 'POST', path: '/api/templates/email/proof', limit: perKey(20) },
  input: proofFields('Email'),
  request: (proof) => ({ body: proof }),
});
