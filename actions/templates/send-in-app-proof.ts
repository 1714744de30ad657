import { defineAction } from '../../connector/define.ts';
import { perKey } from '../fields.ts';
import { proofFields, sendsProof } from '../template-trials.ts';

export const sendInAppProof = defineAction({
  ...sendsProof,
  name: 'send_in_app_proof',
  title: 'Send in-app proof',
  summary: 'Sends an in-app template to one person to try it out.',
  docs: 'https://api.iterable.com/api/docs#templates_inappProof',
  endpoint: { method: 'POST', path: '/api/templates/inapp/proof', limit: perKey(20) },
  input: proofFields('InApp'),
  request: (proof) => ({ body: proof }),
});
