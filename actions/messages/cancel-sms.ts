import { defineAction } from '../../connector/define.ts';
import { cancelMessage } from '../message-fields.ts';

export const cancelSms = defineAction({
  ...cancelMessage('SMS'),
  name: 'cancel_sms',
  title: 'Cancel scheduled SMS',
  summary: 'Stops SMS to one person that are scheduled and not yet sent.',
  docs: 'https://api.iterable.com/api/docs#SMS_cancel',
  endpoint: { method: 'POST', path: '/api/sms/cancel' },
});
