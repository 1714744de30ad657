import { json, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isEmail } from '../identity.ts';
import { iterableTime, parseDateTime } from '../iterable-time.ts';
import { queryNumber } from '../query-number.ts';
import type { SentMessage } from '../project-state.ts';
import type { ApiCall, Route, World } from '../world.ts';

const media = ['Email', 'Push', 'InApp', 'SMS'];

/** The epoch ms of a query's date, undefined without one, or its refusal. */
function timeOf(query: URLSearchParams, name: string): number | undefined | Answer {
  const given = query.get(name);
  if (given === null || given === '') return undefined;
  return parseDateTime(given) ?? refuse(400, 'BadParams', `Invalid ${name}: ${given}`);
}

function ownerOf(query: URLSearchParams): ((message: SentMessage) => boolean) | Answer {
  const email = query.get('email')?.trim().toLowerCase();
  const userId = query.get('userId');
  if (email) {
    return isEmail(email)
      ? (message) => message.email === email
      : refuse(400, 'InvalidEmailAddressError', `Invalid email: ${email}`);
  }
  if (userId) return (message) => message.userId === userId;
  return refuse(400, 'BadParams', 'Either email or userId must be specified');
}

function sentMessages({ state }: World, { query }: ApiCall): Answer {
  const isMine = ownerOf(query);
  if (typeof isMine !== 'function') return isMine;
  const limit = queryNumber(query, 'limit', { otherwise: 10, largest: 1000 });
  if (typeof limit !== 'number') return limit;
  const from = timeOf(query, 'startDateTime');
  if (typeof from === 'object') return from;
  const to = timeOf(query, 'endDateTime');
  if (typeof to === 'object') return to;
  const medium = query.get('messageMedium');
  if (medium && !media.includes(medium)) return refuse(400, 'BadParams', `Invalid messageMedium: ${medium}`);
  const ids = query.getAll('campaignIds').flatMap((value) => value.split(','));
  // documented: ignored when campaigns are named
  const noBlasts = query.get('excludeBlastCampaigns') === 'true' && ids.length === 0;
  const campaigns = new Map(state.campaigns.map((campaign) => [campaign.id, campaign]));
  const chosen = state.messages.items.filter(
    (message) =>
      message.status === 'sent' &&
      isMine(message) &&
      (ids.length === 0 || ids.includes(String(message.campaignId))) &&
      !(noBlasts && campaigns.get(message.campaignId)?.type === 'Blast') &&
      (!medium || message.messageMedium === medium) &&
      (from === undefined || message.createdAt >= from) &&
      (to === undefined || message.createdAt < to),
  );
  const newestFirst = chosen.sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
  return json({
    messages: newestFirst.map(({ messageId, campaignId, createdAt }) => ({
      messageId,
      campaignId,
      templateId: campaigns.get(campaignId)?.templateId,
      createdAt: iterableTime(createdAt),
    })),
  });
}

/** What was sent to a user. */
export const sentMessageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/users/getSentMessages',
    limits: [{ count: 3, per: 'second' }],
    handle: sentMessages,
  },
];
