import type { JsonObject } from '../../errors/json.ts';
import { sampleEnvelope, sampleMessage, sampleMessageId, sampleSkip } from './sample-envelope.ts';

const sms: JsonObject = {
  ...sampleMessage,
  smsMessage: 'Your boat leaves at nine',
  fromPhoneNumberId: 258,
  imageUrl: null,
};
const whatsApp: JsonObject = { ...sampleMessage, messageId: sampleMessageId };

/** One invented body per SMS and WhatsApp event; smsSend, smsBounce and smsReceived carry no `messageId`. */
export const textMessageSamples: Record<string, JsonObject> = {
  smsSend: sampleEnvelope('smsSend', {
    ...sms,
    toPhoneNumber: '+15550100001',
    fromSMSSenderId: 258,
    contentId: 5000321,
  }),
  smsClick: sampleEnvelope('smsClick', {
    ...sms,
    messageId: sampleMessageId,
    clickedUrl: 'https://s.example.com/b',
  }),
  smsBounce: sampleEnvelope('smsBounce', {
    ...sms,
    smsProviderResponse: {
      status: 404,
      message: 'The requested resource was not found',
      code: 20404,
      more_info: 'https://provider.example.com/errors/20404',
    },
  }),
  smsReceived: sampleEnvelope('smsReceived', {
    fromPhoneNumber: '+15550100001',
    toPhoneNumber: '+15550100999',
    smsMessage: 'STOP',
  }),
  smsSendSkip: sampleEnvelope('smsSendSkip', { ...sampleSkip, reason: 'QuietHoursSendSkip' }),
  whatsAppSend: sampleEnvelope('whatsAppSend', {
    ...whatsApp,
    fromWhatsAppSenderId: 31,
    toWhatsAppPhoneNumber: '+15550100001',
    renderedWhatsAppMessage: 'Your boat leaves at nine',
    whatsAppBodyField: 'Your boat leaves at {{hour}}',
  }),
  whatsAppSeen: sampleEnvelope('whatsAppSeen', {
    ...whatsApp,
    fromWhatsAppSenderId: 31,
    toWhatsAppPhoneNumber: '+15550100001',
    messageStatus: 'read',
  }),
  whatsAppClick: sampleEnvelope('whatsAppClick', { ...whatsApp, url: 'https://shop.example.com/boats' }),
  whatsAppReceived: sampleEnvelope('whatsAppReceived', {
    fromPhoneNumber: '+15550100001',
    toWhatsAppPhoneNumber: '+15550100999',
    whatsAppBodyField: 'hello',
  }),
  whatsAppBounce: sampleEnvelope('whatsAppBounce', { ...whatsApp, errorCode: '131026', messageStatus: 'failed' }),
  whatsAppSendSkip: sampleEnvelope('whatsAppSendSkip', { ...sampleSkip, reason: 'FrequencyCapping' }),
};
