import { defineAction } from '../../connector/define.ts';
import { cancelMessage } from '../message-fields.ts';

export const cancelWebPush = defineAction({
  ...cancelMessage('WebPush'),
  name: 'cancel_web_push',
  title: 'Cancel scheduled web push notification',
  summary: 'Stops web push notifications to one person that are scheduled and not yet sent.',
  docs: 'https://api.iterable.com/api/docs#webPush_cancel',
  endpoint: { method: 'POST', path: '/api/webPush/cancel' },
});
