import { randomUUID } from 'node:crypto';
import { messageBlock, newInAppMessageId, newMessageId, sendSkip, stamp } from './event-body-context.ts';
import type { EventBody } from './event-body-context.ts';
import { iterableTime } from './iterable-time.ts';

const hourMs = 3_600_000;
const messageContext = { saveToInbox: false, trigger: 'immediate' };
const deviceInfo = { deviceId: 'sandbox-device-1', platform: 'Android', appPackageName: 'org.example.sandbox' };

const pushBlock: EventBody = (context) => ({
  ...messageBlock(context),
  pushMessage: 'Notice 7 has arrived',
  payload: { path: 'notices/7' },
  sound: '',
  badge: '',
  contentAvailable: false,
  deeplink: null,
});

const inAppBlock: EventBody = (context) => ({
  ...stamp(context),
  campaignId: context.campaign.id,
  templateId: context.campaign.templateId,
  messageId: newInAppMessageId(),
  messageContext,
  deviceInfo,
});

const embeddedBlock: EventBody = (context) => ({
  ...stamp(context),
  campaignId: context.campaign.id,
  messageId: newInAppMessageId(),
});

const minimal: EventBody = (context) => ({ ...stamp(context), campaignId: context.campaign.id });
const endpoint = 'sandbox:endpoint/push/1';

/** dataFields of push, in-app, web push, embedded and journey events; names are Iterable's, values are invented. */
export const deviceEventBodies: Record<string, EventBody> = {
  pushSend: (context) => ({
    ...pushBlock(context),
    contentId: 330402,
    platformEndpoint: endpoint,
    messageId: newMessageId(),
  }),
  // neither opens nor bounces of pushes name their message
  pushOpen: (context) => ({ ...pushBlock(context), appAlreadyRunning: false, sound: null, badge: null }),
  pushBounce: (context) => ({ ...pushBlock(context), platformEndpoint: endpoint }),
  pushUninstall: (context) => ({
    ...pushBlock(context),
    isGhostPush: false,
    platformEndpoint: endpoint,
    messageId: newMessageId(),
    badge: null,
  }),
  pushSendSkip: sendSkip,
  inAppSend: (context) => ({
    ...messageBlock(context),
    messageContext,
    contentId: 330403,
    messageId: newInAppMessageId(),
    inAppBody: '<!doctype html><p>Notice 7</p>',
    expiresAt: iterableTime(context.at + 24 * hourMs),
  }),
  inAppOpen: minimal,
  inAppClick: minimal,
  inAppDelete: (context) => ({ ...inAppBlock(context), deleteAction: 'inbox-swipe' }),
  inAppRecall: (context) => ({ ...minimal(context), total: 4 }),
  inAppSendSkip: sendSkip,
  webPushSend: (context) => ({
    ...messageBlock(context),
    browserToken: 'sandbox-browser-1',
    contentId: 330404,
    messageId: newMessageId(),
    webPushMessage: '',
    webPushBody: null,
    webPushIcon: null,
    webPushClickAction: null,
  }),
  webPushClick: (context) => ({
    ...messageBlock(context),
    browserToken: 'sandbox-browser-1',
    messageId: newMessageId(),
    webPushClickAction: 'https://www.example.org/notices/7',
  }),
  webPushSendSkip: sendSkip,
  embeddedReceived: embeddedBlock,
  embeddedImpression: (context) => ({
    ...embeddedBlock(context),
    embeddedSessionId: randomUUID(),
    embeddedImpressionDisplayCount: 3,
    // seconds, fractional
    embeddedImpressionDisplayDuration: 2.75,
    embeddedImpressionPlacementId: 41,
  }),
  embeddedClick: (context) => ({
    ...embeddedBlock(context),
    embeddedButtonId: 'more',
    embeddedTargetUrl: 'https://www.example.org/notices',
  }),
  embeddedSession: (context) => ({ ...stamp(context), embeddedSessionId: randomUUID() }),
  journeyExit: (context) => ({
    ...stamp(context),
    workflowId: 612001,
    workflowName: 'Welcome',
    entranceTime: iterableTime(context.at - 24 * hourMs),
    exitTime: iterableTime(context.at),
    exitNodeId: 9103,
    exitReason: 'Completed',
    exitRuleId: null,
    nodeCount: 3,
    nodePath: '9101,9102,9103',
  }),
};
