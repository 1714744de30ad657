import type { JsonObject } from '../../errors/json.ts';
import { sampleEnvelope, sampleMessage, sampleMessageId, sampleSkip } from './sample-envelope.ts';

const email: JsonObject = { ...sampleMessage, messageId: sampleMessageId, emailSubject: 'Boats leave at nine' };
const reader: JsonObject = {
  ip: '192.0.2.17',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
  userAgentDevice: 'Linux',
  city: 'Bergen',
  region: '46',
  country: 'Norway',
};

/** One invented body per email event. */
export const emailSamples: Record<string, JsonObject> = {
  // production sends transactionalData as JSON text, the documented sample as an object
  emailSend: sampleEnvelope('emailSend', {
    ...email,
    contentId: 5000123,
    transactionalData: '{"orderId":"H-17","total":42.5}',
  }),
  emailBounce: sampleEnvelope('emailBounce', {
    ...email,
    recipientState: 'HardBounce',
    bounceMessage: '550 5.1.1 no such user',
  }),
  // link ids are numeric texts beyond 32 bits
  emailClick: sampleEnvelope('emailClick', {
    ...email,
    ...reader,
    url: 'https://shop.example.com/boats?utm=1',
    linkUrl: 'https://shop.example.com/boats',
    canonicalUrlId: '3145668777',
    linkId: '3145668777',
    isBot: false,
  }),
  emailComplaint: sampleEnvelope('emailComplaint', { ...email, recipientState: 'Complaint' }),
  emailOpen: sampleEnvelope('emailOpen', { ...email, ...reader, proxySource: 'Gmail', isBot: false }),
  emailSendSkip: sampleEnvelope('emailSendSkip', sampleSkip),
  emailSubscribe: sampleEnvelope('emailSubscribe', {
    profileUpdatedAt: '2026-01-05 22:51:25 +00:00',
    publicIdString: '5a0c8f5e-1f6d-4f0b-9d57-0d6f3a1b2c3d',
    signupSource: 'WebForm',
    messageTypeIds: [],
    emailListIds: [1589777],
    channelIds: [],
  }),
  emailUnSubscribe: sampleEnvelope('emailUnSubscribe', {
    ...email,
    unsubSource: 'EmailLink',
    messageTypeIds: [],
    emailListIds: [],
    channelIds: [40100],
  }),
  hostedUnsubscribeClick: sampleEnvelope('hostedUnsubscribeClick', {
    ...email,
    ...reader,
    url: 'https://shop.example.com/goodbye',
  }),
};
