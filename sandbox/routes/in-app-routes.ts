import { json, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findUser, identityRefusal } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import { campaignContent, renderedHtml } from '../message-content.ts';
import type { SentMessage } from '../project-state.ts';
import { isTo } from '../recipient.ts';
import type { Profile } from '../profile.ts';
import type { ApiCall, Route, World } from '../world.ts';

const platforms = ['iOS', 'Android', 'Web', 'OTT'];
const usualLifeMs = 90 * 86_400_000;
const durationLayout = /^now\+(\d+)([hdw])$/;
const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** How long a message lives by the `expirationDuration` of its template, 90 days unless it says. */
function lifeMs({ expirationDuration }: JsonObject): number {
  const [, count, unit = ''] = durationLayout.exec(String(expirationDuration)) ?? [];
  return count === undefined ? usualLifeMs : Number(count) * (unitMs[unit] ?? 0);
}

/** A message as the recorded answer has it: times in epoch ms, although the Swagger says date-time. */
function view(world: World, message: SentMessage, profile: Profile, read: boolean): JsonObject {
  const content = campaignContent(world, message.campaignId);
  const { payload = {}, inAppDisplaySettings, webInAppDisplaySettings, inboxMetadata } = content;
  return {
    messageId: message.messageId,
    campaignId: message.campaignId,
    createdAt: message.createdAt,
    expiresAt: message.createdAt + lifeMs(content),
    content: { html: renderedHtml(world, message, profile), payload, inAppDisplaySettings, webInAppDisplaySettings },
    customPayload: payload,
    trigger: { type: 'immediate' },
    saveToInbox: inboxMetadata !== null && inboxMetadata !== undefined,
    ...(inboxMetadata ? { inboxMetadata } : {}),
    priorityLevel: 400.5,
    read,
    jsonOnly: false,
    typeOfContent: 'Static',
    messageType: 'Other',
  };
}

/** What a user has not deleted and what has not expired, newest first. */
function inbox(world: World, profile: Profile): JsonObject[] {
  const marks = new Map<string, Set<string>>();
  for (const { eventType, messageId } of world.state.events.items) {
    if (messageId === undefined || !eventType.startsWith('inApp')) continue;
    marks.set(eventType, (marks.get(eventType) ?? new Set()).add(messageId));
  }
  const has = (eventType: string, { messageId }: SentMessage): boolean => marks.get(eventType)?.has(messageId) === true;
  const shown = world.state.messages.items.filter(
    (message) =>
      message.messageMedium === 'InApp' &&
      message.status === 'sent' &&
      isTo(message, profile) &&
      message.consumedAt === undefined &&
      !has('inAppDelete', message) &&
      message.createdAt + lifeMs(campaignContent(world, message.campaignId)) > world.now(),
  );
  return shown
    .map((message) => view(world, message, profile, message.readAt !== undefined || has('inAppOpen', message)))
    .reverse();
}

function messages(world: World, call: ApiCall, count: number): Answer {
  const { query } = call;
  if (!Number.isInteger(count) || count < 1) return refuse(400, 'BadParams', 'count must be a positive integer');
  const platform = query.get('platform');
  if (platform !== null && !platforms.includes(platform)) {
    return refuse(400, 'BadParams', `Invalid platform: ${platform}`);
  }
  const who = { email: query.get('email') ?? undefined, userId: query.get('userId') ?? undefined };
  const found = findUser(world, who, false);
  if ('fault' in found) return identityRefusal(found.fault);
  return json({ inAppMessages: found.profile ? inbox(world, found.profile).slice(0, count) : [] });
}

const counted: Route['handle'] = (world, call) => messages(world, call, Number(call.query.get('count') ?? NaN));

/** In-app messages as apps and browsers fetch them. */
export const inAppRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/inApp/getMessages', clientKeys: true, handle: counted },
  { method: 'GET', path: '/api/inApp/web/getMessages', clientKeys: true, handle: counted },
  {
    method: 'GET',
    path: '/api/inApp/getPriorityMessage',
    clientKeys: true,
    handle: (world, call) => messages(world, call, 1),
  },
];
