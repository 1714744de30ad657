import { randomUUID } from 'node:crypto';
import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { adoptUser, findUser, identityRefusal } from '../identity.ts';
import { parseSendAt } from '../iterable-time.ts';
import type { JsonObject } from '../json-value.ts';
import type { Campaign } from '../project-catalogue.ts';
import type { SentMessage } from '../project-state.ts';
import type { Profile } from '../user-directory.ts';
import type { ApiCall, Route, World } from '../world.ts';

interface Medium {
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
const mediaRows: readonly Medium[] = [
  { name: 'email', messageMedium: 'Email', creates: true, metadata: true },
  { name: 'push', messageMedium: 'Push', metadata: true },
  { name: 'sms', messageMedium: 'SMS', needs: phone },
  { name: 'inApp', messageMedium: 'InApp', creates: true },
  { name: 'webPush', messageMedium: 'WebPush' },
  { name: 'whatsApp', messageMedium: 'WhatsApp', needs: phone },
];

const yearMs = 365 * 86_400_000;
const repeatWindowMs = 18 * 3_600_000;

interface TargetBody {
  campaignId: number;
  recipientEmail?: string | null;
  recipientUserId?: string | null;
  dataFields?: JsonObject | null;
  metadata?: JsonObject | null;
  sendAt?: string | null;
  allowRepeatMarketingSends?: boolean | null;
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
      ((profile.email !== undefined && message.email === profile.email) ||
        (profile.userId !== undefined && message.userId === profile.userId)),
  );
  return repeated ? 'DuplicateMarketingMessage' : undefined;
}

function deliver(
  world: World,
  medium: Medium,
  campaign: Campaign,
  profile: Profile,
  message: SentMessage,
  repeat: boolean,
): void {
  const reason = skipReason(world, medium, campaign, profile, repeat);
  message.status = reason === undefined ? 'sent' : 'skipped';
  message.skipReason = reason;
  message.createdAt = world.now();
  const { messageId, dataFields: data, metadata } = message;
  const dataFields: JsonObject = { messageId, transactionalData: data };
  if (metadata) dataFields.metadata = metadata;
  if (reason !== undefined) dataFields.reason = reason;
  world.happened({ event: `${medium.name}Send${reason === undefined ? '' : 'Skip'}`, profile, campaign, dataFields });
}

function target(world: World, medium: Medium, call: ApiCall): Answer {
  const body = call.body as unknown as TargetBody;
  const campaign = world.state.campaigns.find(({ id }) => id === body.campaignId);
  if (campaign?.messageMedium !== medium.messageMedium) {
    // the wording differs between email and the others, and the id comes back as a string (recorded)
    const msg = medium.name === 'email' ? 'Invalid campaignId' : 'Invalid Campaign Id';
    return refuse(400, 'BadParams', msg, { campaignId: String(body.campaignId) });
  }
  if (campaign.type !== 'Triggered') return refuse(400, 'BadParams', 'Campaign is not a triggered campaign');
  if (campaign.campaignState !== 'Running') return refuse(400, 'BadParams', 'Campaign is not running');
  const { recipientEmail: email, recipientUserId: userId } = body;
  if (typeof email !== 'string' && typeof userId !== 'string') {
    return refuse(400, 'BadParams', 'Either recipientEmail or recipientUserId must be specified');
  }
  const now = world.now();
  const sendAt = body.sendAt ? parseSendAt(body.sendAt) : now;
  if (sendAt === undefined) return refuse(400, 'BadParams', `Invalid sendAt: ${body.sendAt}`);
  if (sendAt > now + yearMs) return refuse(400, 'BadParams', 'sendAt is more than 365 days ahead');
  const found = findUser(world, { email: email ?? undefined, userId: userId ?? undefined }, medium.creates === true);
  if ('fault' in found) return identityRefusal(found.fault);

  const profile = adoptUser(world, found);
  const repeat = body.allowRepeatMarketingSends !== false;
  const message: SentMessage = {
    messageId: randomUUID().replaceAll('-', ''),
    campaignId: campaign.id,
    messageMedium: campaign.messageMedium,
    email: profile.email,
    userId: profile.userId,
    dataFields: body.dataFields ?? {},
    status: 'scheduled',
    createdAt: now,
  };
  if (body.metadata && medium.metadata === true) message.metadata = body.metadata;
  const to = email?.trim().toLowerCase() ?? userId ?? '';
  if (sendAt <= now) {
    deliver(world, medium, campaign, profile, message, repeat);
    world.state.messages.add(message);
    return success(`Campaign ${campaign.id} - Sent triggered message to: ${to}`);
  }
  const scheduledMessageId = world.state.nextScheduledMessageId++;
  Object.assign(message, { scheduledMessageId, sendAt });
  world.state.messages.add(message);
  world.at(sendAt, () => {
    if (message.status === 'scheduled') deliver(world, medium, campaign, profile, message, repeat);
  });
  const when = new Date(sendAt).toISOString();
  return success(`Campaign ${campaign.id} - Scheduled triggered message for: ${when} to: ${to}`, {
    scheduledMessageId,
  });
}

/** Cancels by scheduledMessageId, or everything scheduled of one campaign for one user. */
function cancel(world: World, medium: Medium, call: ApiCall): Answer {
  const { campaignId, scheduledMessageId, email, userId } = call.body;
  const mine = world.state.messages.items.filter(
    (message) =>
      message.status === 'scheduled' &&
      message.messageMedium === medium.messageMedium &&
      (typeof scheduledMessageId === 'number'
        ? message.scheduledMessageId === scheduledMessageId
        : message.campaignId === campaignId &&
          ((typeof email === 'string' && message.email === email.toLowerCase()) ||
            (typeof userId === 'string' && message.userId === userId))),
  );
  if (mine.length === 0) {
    return refuse(400, 'BadParams', 'No scheduled messages found- Invalid email and campaignId combination');
  }
  for (const message of mine) message.status = 'cancelled';
  const ids = mine.map((message) => message.scheduledMessageId).join(',');
  const { projectId } = world.state;
  return success(
    `Successfully cancelled scheduled messages with scheduledMessageId: ${ids} from project: ${projectId}`,
  );
}

/** target and cancel of the six media: one handler, the differences are data. */
export const targetRoutes: readonly Route[] = mediaRows.flatMap((medium): Route[] => [
  {
    method: 'POST',
    path: `/api/${medium.name}/target`,
    body: {
      campaignId: 'number',
      recipientEmail: 'string?',
      recipientUserId: 'string?',
      dataFields: 'object?',
      metadata: 'object?',
      sendAt: 'string?',
      allowRepeatMarketingSends: 'boolean?',
    },
    handle: (world, call) => target(world, medium, call),
  },
  {
    method: 'POST',
    path: `/api/${medium.name}/cancel`,
    body: { campaignId: 'number?', scheduledMessageId: 'number?', email: 'string?', userId: 'string?' },
    handle: (world, call) => cancel(world, medium, call),
  },
]);
