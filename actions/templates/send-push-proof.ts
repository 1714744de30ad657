import { defineAction } from '../../connector/define.ts';
import { perKey } from '../fields.ts';
import { proofFields, sendsProof } from '../template-trials.ts';

export const sendPushProof = defineAction({
  ...sendsProof,
  name: 'send_push_proof',
  title: 'Send push proof',
  summary: 'Sends a push template to one person to try it out.',
  docs: 'https://api.iterable.com/api/docs#templates_pushProof',
  endpoint: { method: 'POST', path: '/api/templates/push/proof', limit: perKey(20) },
  input: proofFields('Push'),
  request: (proof) => ({ body: proof }),
});
