import { messageBlock, newMessageId, sendSkip, stamp } from './event-body-context.ts';
import type { EventBody } from './event-body-context.ts';

const ownNumber = '+15550177700';

const smsBlock: EventBody = (context) => ({
  ...messageBlock(context),
  smsMessage: 'Notice 7 is ready',
  fromPhoneNumberId: 611,
  imageUrl: null,
});

const whatsAppBlock: EventBody = (context) => ({ ...messageBlock(context), messageId: newMessageId() });

/** dataFields of SMS and WhatsApp events; names are Iterable's, values are invented. */
export const phoneEventBodies: Record<string, EventBody> = {
  // smsSend, smsBounce and smsReceived come without a messageId
  smsSend: (context) => ({
    ...smsBlock(context),
    toPhoneNumber: context.phoneNumber,
    fromSMSSenderId: 611,
    contentId: 330405,
  }),
  smsClick: (context) => ({
    ...smsBlock(context),
    clickedUrl: 'https://www.example.org/notices/7',
    messageId: newMessageId(),
  }),
  smsBounce: (context) => ({
    ...smsBlock(context),
    smsProviderResponse: { status: 400, message: 'Number is out of service', code: 30005, more_info: '' },
  }),
  smsReceived: (context) => ({
    ...stamp(context),
    fromPhoneNumber: context.phoneNumber,
    toPhoneNumber: ownNumber,
    smsMessage: 'STOP',
  }),
  smsSendSkip: sendSkip,
  whatsAppSend: (context) => ({
    ...whatsAppBlock(context),
    fromWhatsAppSenderId: 77,
    toWhatsAppPhoneNumber: context.phoneNumber,
    renderedWhatsAppMessage: 'Notice 7 is ready',
    whatsAppBodyField: 'Notice {{noticeNumber}} is ready',
    messageStatus: 'sent',
  }),
  whatsAppSeen: (context) => ({
    ...whatsAppBlock(context),
    fromWhatsAppSenderId: 77,
    toWhatsAppPhoneNumber: context.phoneNumber,
    messageStatus: 'read',
  }),
  whatsAppClick: (context) => ({ ...whatsAppBlock(context), url: 'https://www.example.org/notices/7' }),
  whatsAppReceived: (context) => ({
    ...stamp(context),
    fromPhoneNumber: context.phoneNumber,
    toWhatsAppPhoneNumber: ownNumber,
    whatsAppBodyField: 'thank you',
  }),
  whatsAppBounce: (context) => ({ ...whatsAppBlock(context), errorCode: '131099', messageStatus: 'failed' }),
  whatsAppSendSkip: sendSkip,
};
