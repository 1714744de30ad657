import type { JsonObject } from './json-value.ts';
import { newInAppMessageId, newMessageId } from './event-body-context.ts';
import type { Campaign } from './project-catalogue.ts';
import type { SentMessage } from './project-state.ts';
import { isTo, recipientOf } from './recipient.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

export interface Medium {
  /** the path part and the prefix of the webhook names */
  name: string;
  messageMedium: string;
  /** whether an unknown recipient becomes a user */
  creates?: boolean;
  metadata?: boolean;
  /** the profile field without which Iterable skips the send, and the reason that this sandbox then gives */
  needs?: { field: string; reason: string };
}

const phone = { field: 'phoneNumber', reason: 'InvalidRecipientPhoneNumber' };

/** The media of targeted sends. */
export const sendingMedia: readonly Medium[] = [
  { name: 'email', messageMedium: 'Email', creates: true, metadata: true },
  { name: 'push', messageMedium: 'Push', metadata: true },
  { name: 'sms', messageMedium: 'SMS', needs: phone },
  { name: 'inApp', messageMedium: 'InApp', creates: true },
  { name: 'webPush', messageMedium: 'WebPush' },
  { name: 'whatsApp', messageMedium: 'WhatsApp', needs: phone },
];

const repeatWindowMs = 18 * 3_600_000;

/** What a send is made of besides its campaign and its recipient. */
export interface Outgoing {
  dataFields: JsonObject;
  metadata?: JsonObject | undefined;
  allowRepeat: boolean;
}

function skipReason(world: World, medium: Medium, campaign: Campaign, profile: Profile, repeat: boolean) {
  if (medium.needs && !profile.dataFields[medium.needs.field]) return medium.needs.reason;
  if (profile.unsubscribedChannelIds.includes(campaign.channelId)) return 'Unsubscribed';
  if (profile.unsubscribedMessageTypeIds.includes(campaign.messageTypeId)) return 'Unsubscribed';
  const marketing = world.state.channels.some(
    ({ id, channelType }) => id === campaign.channelId && channelType === 'Marketing',
  );
  if (repeat || !marketing) return undefined;
  const since = world.now() - repeatWindowMs;
  const repeated = world.state.messages.items.some(
    (message) =>
      message.campaignId === campaign.id &&
      message.status === 'sent' &&
      message.createdAt > since &&
      isTo(message, profile),
  );
  return repeated ? 'DuplicateMarketingMessage' : undefined;
}

function deliver(world: World, campaign: Campaign, profile: Profile, message: SentMessage): void {
  const medium = sendingMedia.find(({ messageMedium }) => messageMedium === campaign.messageMedium);
  if (!medium) return;
  const reason = skipReason(world, medium, campaign, profile, message.allowRepeat !== false);
  message.status = reason === undefined ? 'sent' : 'skipped';
  message.skipReason = reason;
  message.createdAt = world.now();
  const { messageId, dataFields: data, metadata } = message;
  const dataFields: JsonObject = { messageId, transactionalData: data };
  if (metadata) dataFields.metadata = metadata;
  if (reason !== undefined) dataFields.reason = reason;
  world.happened({ event: `${medium.name}Send${reason === undefined ? '' : 'Skip'}`, profile, campaign, dataFields });
}

function draft(world: World, campaign: Campaign, profile: Profile, outgoing: Outgoing): SentMessage {
  const message: SentMessage = {
    messageId: campaign.messageMedium === 'InApp' ? newInAppMessageId() : newMessageId(),
    campaignId: campaign.id,
    messageMedium: campaign.messageMedium,
    email: profile.email,
    userId: profile.userId,
    dataFields: { ...campaign.campaignDataFields, ...outgoing.dataFields },
    status: 'scheduled',
    createdAt: world.now(),
  };
  if (outgoing.metadata) message.metadata = outgoing.metadata;
  if (!outgoing.allowRepeat) message.allowRepeat = false;
  return message;
}

/** Sends a message now, or skips it; either way it is kept and told to the webhooks. */
export function sendMessage(world: World, campaign: Campaign, profile: Profile, outgoing: Outgoing): void {
  const message = draft(world, campaign, profile, outgoing);
  deliver(world, campaign, profile, message);
  world.state.messages.add(message);
}

/** Keeps a message for `sendAt` (epoch ms); returns the id by which it can be cancelled until then. */
export function scheduleMessage(
  world: World,
  campaign: Campaign,
  profile: Profile,
  outgoing: Outgoing,
  sendAt: number,
): number {
  const scheduledMessageId = world.state.nextScheduledMessageId++;
  const message: SentMessage = { ...draft(world, campaign, profile, outgoing), scheduledMessageId, sendAt };
  world.state.messages.add(message);
  awaitSendAt(world, message);
  return scheduledMessageId;
}

/** Sends a scheduled message when its time comes, unless it is cancelled or its user or campaign is gone by then. */
export function awaitSendAt(world: World, message: SentMessage): void {
  world.at(message.sendAt ?? world.now(), () => {
    const campaign = world.state.campaigns.find(({ id }) => id === message.campaignId);
    const profile = recipientOf(world, message);
    if (message.status === 'scheduled' && campaign && profile) deliver(world, campaign, profile, message);
  });
}
