import { defineAction } from '../../connector/define.ts';
import { cancelMessage } from '../message-fields.ts';

export const cancelInApp = defineAction({
  ...cancelMessage('InApp'),
  name: 'cancel_in_app',
  title: 'Cancel scheduled in-app message',
  summary: 'Stops in-app messages to one person that are scheduled and not yet sent.',
  docs: 'https://api.iterable.com/api/docs#In-app_cancel',
  endpoint: { method: 'POST', path: '/api/inApp/cancel' },
});
