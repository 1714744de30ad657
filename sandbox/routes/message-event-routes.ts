import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyShape } from '../body-shape.ts';
import { findUser, identityRefusal, whoOf } from '../identity.ts';
import { isJsonObject } from '../json-value.ts';
import type { JsonObject } from '../json-value.ts';
import type { Campaign } from '../project-catalogue.ts';
import type { SentMessage } from '../project-state.ts';
import { eventTime, recordEvent } from '../record-event.ts';
import type { Profile } from '../profile.ts';
import type { Route, World } from '../world.ts';

/** An endpoint that an app calls when its user does something with a message. */
interface MessageEvent {
  path: string;
  /** the event; undefined when the body makes none */
  event: (body: JsonObject) => string | undefined;
  shape: BodyShape;
  /** body member -> the event's field of it */
  fields: Record<string, string>;
  /** no system webhook tells of it */
  silent?: boolean;
  /** what else it does to the message */
  effect?: (message: SentMessage, at: number) => void;
}

interface Happened {
  event: string;
  /** epoch ms */
  at: number;
  fields: JsonObject;
  messageId?: string | undefined;
  silent?: boolean | undefined;
}

const platforms = ['iOS', 'Android', 'Web'];
const deviceInfo: BodyShape[string] = {
  members: { deviceId: 'string', platform: 'string', appPackageName: 'string' },
  optional: true,
};
const base: BodyShape = { email: 'string?', userId: 'string?', createdAt: 'integer?' };
const inApp: BodyShape = { ...base, messageId: 'string', deviceInfo, messageContext: 'object?' };
const push: BodyShape = { ...base, messageId: 'string', templateId: 'integer?' };
const device = { deviceInfo: 'deviceInfo', messageContext: 'messageContext' };

const messageEvents: readonly MessageEvent[] = [
  {
    path: '/api/events/trackInAppOpen',
    event: () => 'inAppOpen',
    shape: inApp,
    fields: device,
    effect: (message, at) => {
      message.readAt ??= at;
    },
  },
  {
    path: '/api/events/trackInAppClick',
    event: () => 'inAppClick',
    shape: { ...inApp, clickedUrl: 'string?' },
    fields: { ...device, clickedUrl: 'clickedUrl' },
  },
  {
    path: '/api/events/trackInAppClose',
    event: () => 'inAppClose',
    shape: { ...inApp, clickedUrl: 'string?', closeAction: 'string?', inboxSessionId: 'string?' },
    fields: {
      ...device,
      clickedUrl: 'clickedUrl',
      closeAction: 'closeAction',
      inboxSessionId: 'inboxSessionId',
    },
    silent: true,
  },
  {
    path: '/api/events/trackInAppDelivery',
    event: () => 'inAppDelivery',
    shape: inApp,
    fields: device,
    silent: true,
  },
  {
    // documented: consuming makes an event only when it says how the message was deleted
    path: '/api/events/inAppConsume',
    event: ({ deleteAction }) => (typeof deleteAction === 'string' ? 'inAppDelete' : undefined),
    shape: { ...inApp, deleteAction: 'string?' },
    fields: { ...device, deleteAction: 'deleteAction' },
    effect: (message, at) => {
      message.consumedAt ??= at;
    },
  },
  {
    path: '/api/events/trackPushOpen',
    event: () => 'pushOpen',
    shape: { ...push, campaignId: 'integer', dataFields: 'object?' },
    fields: {},
  },
  {
    path: '/api/events/trackWebPushClick',
    event: () => 'webPushClick',
    shape: { ...push, campaignId: 'integer?' },
    fields: {},
  },
  {
    path: '/api/embedded-messaging/events/received',
    event: () => 'embeddedReceived',
    shape: { ...base, messageId: 'string', deviceInfo },
    fields: {},
  },
  {
    path: '/api/embedded-messaging/events/click',
    event: () => 'embeddedClick',
    shape: { ...base, messageId: 'string', deviceInfo, buttonIdentifier: 'string?', targetUrl: 'string?' },
    fields: { buttonIdentifier: 'embeddedButtonId', targetUrl: 'embeddedTargetUrl' },
  },
];

/** The given members under the names that the event has for them; null counts as not given. */
function renamed(body: JsonObject, names: Record<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(names).flatMap(([from, to]) => {
      const value = body[from];
      return value === undefined || value === null ? [] : [[to, value]];
    }),
  );
}

/** The user and time of a body, or its refusal: these endpoints make no users. */
function actorOf(world: World, body: JsonObject): { profile: Profile | undefined; at: number } | Answer {
  const platform = isJsonObject(body.deviceInfo) ? body.deviceInfo.platform : undefined;
  if (platform !== undefined && !platforms.includes(platform as string)) {
    return refuse(400, 'BadParams', `Invalid platform: ${String(platform)}`);
  }
  const found = findUser(world, whoOf(body), false);
  if ('fault' in found) return identityRefusal(found.fault);
  return { profile: found.profile, at: eventTime(body.createdAt, world.now()) };
}

function tell(world: World, profile: Profile | undefined, happened: Happened, campaign: Campaign | undefined): void {
  const { event, at, fields, messageId, silent } = happened;
  if (silent !== true) {
    const dataFields = messageId === undefined ? fields : { ...fields, messageId };
    world.happened({ event, profile, campaign, dataFields, at, stored: { dataFields: fields } });
    return;
  }
  recordEvent(world.state, {
    eventType: event,
    eventName: event,
    email: profile?.email,
    userId: profile?.userId,
    createdAt: at,
    campaignId: campaign?.id,
    templateId: campaign?.templateId,
    messageId,
    dataFields: fields,
  });
}

/** A message that the sandbox did not send is accepted too, and its event then tells of no campaign. */
function track(world: World, kind: MessageEvent, body: JsonObject): Answer {
  const actor = actorOf(world, body);
  if ('status' in actor) return actor;
  const { campaigns, messages } = world.state;
  const message = messages.items.find(({ messageId }) => messageId === body.messageId);
  const campaignId = typeof body.campaignId === 'number' ? body.campaignId : message?.campaignId;
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (typeof body.campaignId === 'number' && !campaign) {
    return refuse(400, 'BadParams', 'Invalid Campaign Id', { campaignId: String(body.campaignId) });
  }
  if (message) kind.effect?.(message, actor.at);
  const event = kind.event(body);
  if (event === undefined) return success();
  const own = isJsonObject(body.dataFields) ? body.dataFields : {};
  const fields = { ...own, ...renamed(body, kind.fields) };
  const messageId = body.messageId as string;
  tell(world, actor.profile, { event, at: actor.at, fields, messageId, silent: kind.silent }, campaign);
  return success();
}

/** One embeddedSession, and one embeddedImpression for each message that was seen in it. */
function embeddedSession(world: World, body: JsonObject): Answer {
  const actor = actorOf(world, body);
  if ('status' in actor) return actor;
  const { profile, at } = actor;
  const session = isJsonObject(body.session) ? renamed(body.session, { id: 'embeddedSessionId' }) : {};
  tell(world, profile, { event: 'embeddedSession', at, fields: session }, undefined);
  for (const impression of (body.impressions as JsonObject[] | null | undefined) ?? []) {
    const seen = renamed(impression, {
      displayCount: 'embeddedImpressionDisplayCount',
      displayDuration: 'embeddedImpressionDisplayDuration',
      placementId: 'embeddedImpressionPlacementId',
    });
    const messageId = typeof impression.messageId === 'string' ? impression.messageId : undefined;
    const message = world.state.messages.items.find((sent) => sent.messageId === messageId);
    const campaign = world.state.campaigns.find(({ id }) => id === message?.campaignId);
    const fields = { ...session, ...seen };
    tell(world, profile, { event: 'embeddedImpression', at, fields, messageId }, campaign);
  }
  return success();
}

/** What apps report about in-app, push, web push and embedded messages. */
export const messageEventRoutes: readonly Route[] = [
  ...messageEvents.map((kind): Route => ({
    method: 'POST',
    path: kind.path,
    body: kind.shape,
    clientKeys: true,
    handle: (world, call) => track(world, kind, call.body),
  })),
  {
    method: 'POST',
    path: '/api/embedded-messaging/events/session',
    body: {
      ...base,
      deviceInfo,
      session: { members: { id: 'string?', start: 'integer?', end: 'integer?' }, optional: true },
      impressions: {
        each: { messageId: 'string?', displayCount: 'integer?', displayDuration: 'number?', placementId: 'integer?' },
        optional: true,
      },
    },
    clientKeys: true,
    handle: (world, call) => embeddedSession(world, call.body),
  },
];
