import { defineAction } from '../../connector/define.ts';
import { cancelMessage } from '../message-fields.ts';

export const cancelPush = defineAction({
  ...cancelMessage('Push'),
  name: 'cancel_push',
  title: 'Cancel scheduled push notification',
  summary: 'Stops push notifications to one person that are scheduled and not yet sent.',
  docs: 'https://api.iterable.com/api/docs#push_cancel',
  endpoint: { method: 'POST', path: '/api/push/cancel' },
});
