import { defineAction } from '../../connector/define.ts';
import { cancelMessage } from '../message-fields.ts';

export const cancelEmail = defineAction({
  ...cancelMessage('Email'),
  name: 'cancel_email',
  title: 'Cancel scheduled email',
  summary: 'Stops emails to one person that are scheduled and not yet sent.',
  docs: 'https://api.iterable.com/api/docs#email_cancel',
  endpoint: { method: 'POST', path: '/api/email/cancel' },
});
