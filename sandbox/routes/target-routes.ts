import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { adoptUser, findUser, identityRefusal } from '../identity.ts';
import { parseSendAt } from '../iterable-time.ts';
import type { JsonObject } from '../json-value.ts';
import { scheduleMessage, sendingMedia, sendMessage } from '../send-message.ts';
import type { Medium, Outgoing } from '../send-message.ts';
import type { ApiCall, Route, World } from '../world.ts';

const yearMs = 365 * 86_400_000;
const longestTransactionalData = 12_000;

interface TargetBody {
  campaignId: number;
  recipientEmail?: string | null;
  recipientUserId?: string | null;
  dataFields?: JsonObject | null;
  metadata?: JsonObject | null;
  sendAt?: string | null;
  allowRepeatMarketingSends?: boolean | null;
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

  const dataFields = body.dataFields ?? {};
  if (JSON.stringify(dataFields).length > longestTransactionalData) {
    return refuse(400, 'BadParams', `dataFields is longer than ${longestTransactionalData} characters`);
  }

  const profile = adoptUser(world, found);
  const outgoing: Outgoing = { dataFields, allowRepeat: body.allowRepeatMarketingSends !== false };
  if (body.metadata && medium.metadata === true) outgoing.metadata = body.metadata;
  const to = email?.trim().toLowerCase() ?? userId ?? '';
  if (sendAt <= now) {
    sendMessage(world, campaign, profile, outgoing);
    return success(`Campaign ${campaign.id} - Sent triggered message to: ${to}`);
  }
  const scheduledMessageId = scheduleMessage(world, campaign, profile, outgoing, sendAt);
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
export const targetRoutes: readonly Route[] = sendingMedia.flatMap((medium): Route[] => [
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
