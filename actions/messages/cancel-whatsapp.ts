import { defineAction } from '../../connector/define.ts';
import { cancelMessage } from '../message-fields.ts';

export const cancelWhatsapp = defineAction({
  ...cancelMessage('WhatsApp'),
  name: 'cancel_whatsapp',
  title: 'Cancel scheduled WhatsApp message',
  summary: 'Stops WhatsApp messages to one person that are scheduled and not yet sent.',
  docs: 'https://api.iterable.com/api/docs#WhatsApp_cancel',
  endpoint: { method: 'POST', path: '/api/whatsApp/cancel' },
});
