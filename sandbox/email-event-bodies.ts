import { randomUUID } from 'node:crypto';
import { messageBlock, newMessageId, sendSkip, stamp } from './event-body-context.ts';
import type { EventBody } from './event-body-context.ts';
import { iterableTime } from './iterable-time.ts';

const subject = 'Notice {{noticeNumber}} for you';
const agent = 'Mozilla/5.0 (sandbox)';

const emailBlock: EventBody = (context) => ({
  ...messageBlock(context),
  emailSubject: subject,
  messageId: newMessageId(),
});

const place = { ip: '2001:db8::5:17', city: 'Braga', region: '03', country: 'Portugal', timeZone: 'Europe/Lisbon' };

/** dataFields of the email events; names are Iterable's, values are invented. */
export const emailEventBodies: Record<string, EventBody> = {
  emailSend: (context) => ({
    ...emailBlock(context),
    contentId: 330401,
    esDocumentId: randomUUID(),
    espName: 'SandboxMail',
    sendingDomain: 'mail.example.org',
    messageBusId: `mb-${newMessageId().slice(0, 8)}`,
    catalogCollectionCount: 0,
    catalogLookupCount: 0,
    productRecommendationCount: 0,
    transactionalData: '{"noticeNumber":"N-7"}',
    dataFeed: {},
  }),
  emailSendSkip: (context) => ({ ...sendSkip(context), emailSubject: subject, esDocumentId: randomUUID() }),
  emailBounce: (context) => ({
    ...emailBlock(context),
    recipientState: 'HardBounce',
    bounceMessage: '550 no mailbox of that name',
    esDocumentId: randomUUID(),
  }),
  emailClick: (context) => ({
    ...emailBlock(context),
    ...place,
    contentId: 330401,
    userAgent: agent,
    userAgentDevice: 'Mac',
    proxySource: null,
    isBot: false,
    url: 'https://www.example.org/notices/7?from=mail&n=1',
    linkUrl: 'https://www.example.org/notices/7',
    // ids above 2^31 that come as text, unlike every other id
    canonicalUrlId: '3127750911',
    linkId: '3127750912',
    hrefIndex: 1,
    trackedLink: { trackingId: 'sandbox-link-1', templateUrl: 'https://www.example.org/notices/{{noticeNumber}}' },
    esDocumentId: randomUUID(),
  }),
  // opens carry no esDocumentId
  emailOpen: (context) => ({
    ...emailBlock(context),
    ...place,
    contentId: 330401,
    userAgent: agent,
    userAgentDevice: 'Gmail',
    proxySource: 'Gmail',
    isBot: true,
  }),
  emailComplaint: (context) => ({
    ...emailBlock(context),
    recipientState: 'Complaint',
    esDocumentId: randomUUID(),
  }),
  emailSubscribe: (context) => ({
    ...stamp(context),
    profileUpdatedAt: iterableTime(context.at),
    publicIdString: randomUUID(),
    signupSource: 'API',
    messageTypeIds: [],
    emailListIds: [1001],
    channelIds: [],
  }),
  emailUnSubscribe: (context) => ({
    ...emailBlock(context),
    unsubSource: 'EmailLink',
    messageTypeIds: [],
    emailListIds: [],
    channelIds: [context.campaign.channelId],
  }),
  hostedUnsubscribeClick: (context) => ({
    ...emailBlock(context),
    ...place,
    url: 'https://www.example.org/leave',
    userAgent: agent,
    userAgentDevice: 'Mac',
  }),
};
