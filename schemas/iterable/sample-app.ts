import type { JsonObject } from '../../errors/json.ts';
import { sampleEnvelope, sampleMessage, sampleMessageId, sampleSkip } from './sample-envelope.ts';

const inAppMessageId = 'kR27b59WXo5MR6iNvAvrLmK1CYUeRKKVNKSkLy00';
const device: JsonObject = { deviceId: 'device-1', platform: 'Android', appPackageName: 'com.example.harbour' };
const push: JsonObject = {
  ...sampleMessage,
  pushMessage: 'Your boat is near',
  payload: { path: 'boats' },
  sound: '',
  badge: null,
  contentAvailable: false,
  deeplink: null,
};
const inApp: JsonObject = {
  ...sampleMessage,
  messageId: inAppMessageId,
  messageContext: { saveToInbox: false, trigger: 'immediate' },
};
const embedded: JsonObject = { campaignId: 7000456, messageId: 'embedded000000000000000000000000000000001' };

/** One invented body per in-app, push, web push, embedded and journey event; push opens and bounces carry no `messageId`. */
export const appSamples: Record<string, JsonObject> = {
  inAppSend: sampleEnvelope('inAppSend', {
    ...inApp,
    contentId: 5000456,
    inAppBody: '<!DOCTYPE html><html><body>Ahoy</body></html>',
    expiresAt: '2026-01-06 22:51:25 +00:00',
  }),
  inAppOpen: sampleEnvelope('inAppOpen', { campaignId: 7000123 }),
  inAppClick: sampleEnvelope('inAppClick', { campaignId: 7000123 }),
  inAppDelete: sampleEnvelope('inAppDelete', {
    campaignId: 7000123,
    messageId: inAppMessageId,
    deleteAction: 'inbox-swipe',
    deviceInfo: device,
  }),
  inAppRecall: sampleEnvelope('inAppRecall', { campaignId: 7000123, total: 3 }),
  inAppSendSkip: sampleEnvelope('inAppSendSkip', { ...sampleSkip, ...inApp }),
  // badge is an empty text on sends and null elsewhere
  pushSend: sampleEnvelope('pushSend', {
    ...push,
    badge: '',
    contentId: 5000789,
    messageId: sampleMessageId,
    platformEndpoint: '<platform endpoint>',
  }),
  pushOpen: sampleEnvelope('pushOpen', { ...push, sound: null, appAlreadyRunning: false }),
  pushBounce: sampleEnvelope('pushBounce', { ...push, platformEndpoint: '<platform endpoint>' }),
  pushUninstall: sampleEnvelope('pushUninstall', {
    ...push,
    messageId: sampleMessageId,
    isGhostPush: false,
    platformEndpoint: '<platform endpoint>',
  }),
  pushSendSkip: sampleEnvelope('pushSendSkip', sampleSkip),
  webPushSend: sampleEnvelope('webPushSend', {
    ...sampleMessage,
    messageId: sampleMessageId,
    browserToken: 'browser-token-invented',
    contentId: 5000987,
    webPushMessage: '',
    webPushBody: null,
    webPushIcon: null,
    webPushClickAction: null,
  }),
  webPushClick: sampleEnvelope('webPushClick', {
    ...sampleMessage,
    messageId: sampleMessageId,
    browserToken: 'browser-token-invented',
    webPushClickAction: 'https://shop.example.com/boats',
  }),
  webPushSendSkip: sampleEnvelope('webPushSendSkip', sampleSkip),
  embeddedReceived: sampleEnvelope('embeddedReceived', embedded),
  embeddedImpression: sampleEnvelope('embeddedImpression', {
    ...embedded,
    embeddedSessionId: '0b7b1d52-bbbb-4ccc-8ddd-123456789abc',
    embeddedImpressionDisplayCount: 2,
    embeddedImpressionDisplayDuration: 4.25,
    embeddedImpressionPlacementId: 808,
  }),
  embeddedClick: sampleEnvelope('embeddedClick', {
    ...embedded,
    embeddedButtonId: 'board',
    embeddedTargetUrl: 'https://shop.example.com/boats',
  }),
  embeddedSession: sampleEnvelope('embeddedSession', { embeddedSessionId: '0b7b1d52-bbbb-4ccc-8ddd-123456789abc' }),
  journeyExit: sampleEnvelope('journeyExit', {
    workflowId: 612777,
    workflowName: 'First voyage',
    entranceTime: '2026-01-04 00:00:00 +00:00',
    exitTime: '2026-01-05 22:51:25 +00:00',
    exitNodeId: 4410,
    exitReason: 'Completed',
    exitRuleId: null,
    nodeCount: 3,
    nodePath: '4401,4405,4410',
  }),
};
