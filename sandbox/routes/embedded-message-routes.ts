import { createHash } from 'node:crypto';
import { json, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findUser, identityRefusal } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import { campaignContent } from '../message-content.ts';
import type { Campaign } from '../project-catalogue.ts';
import type { Profile } from '../profile.ts';
import type { ApiCall, Route, World } from '../world.ts';

const platforms = ['iOS', 'Android', 'Web'];

/** The running embedded campaigns whose lists a user is on. */
function eligible({ state }: World, profile: Profile): Campaign[] {
  const isOn = (id: number): boolean => state.lists.get(id)?.members.has(profile.key) === true;
  return state.campaigns.filter(
    ({ messageMedium, campaignState, listIds = [], suppressionListIds = [] }) =>
      messageMedium === 'Embedded' &&
      campaignState === 'Running' &&
      listIds.some(isOn) &&
      !suppressionListIds.some(isOn),
  );
}

/** A message is made when it is fetched, so its id follows from campaign and user alone. */
const messageIdOf = ({ id }: Campaign, { key }: Profile): string =>
  createHash('sha256').update(`${id} ${key}`).digest('base64url');

function view(world: World, campaign: Campaign, profile: Profile, known: readonly string[], order: number): JsonObject {
  const { title, body, payload, elements, placementId } = campaignContent(world, campaign.id);
  const messageId = messageIdOf(campaign, profile);
  const metadata = { messageId, campaignId: campaign.id, placementId, isProof: false, priorityOrder: order };
  // what the caller has already comes without its elements
  if (known.includes(messageId)) return { metadata };
  return { metadata, elements: { title, body, ...(elements as JsonObject | undefined) }, payload };
}

function messages(world: World, call: ApiCall): Answer {
  const { query } = call;
  const platform = query.get('platform');
  if (platform !== null && !platforms.includes(platform)) {
    return refuse(400, 'BadParams', `Invalid platform: ${platform}`);
  }
  const who = { email: query.get('email') ?? undefined, userId: query.get('userId') ?? undefined };
  const found = findUser(world, who, false);
  if ('fault' in found) return identityRefusal(found.fault);
  const { profile } = found;
  const wanted = query.getAll('placementIds').map(Number);
  if (wanted.some((id) => !Number.isInteger(id))) return refuse(400, 'BadParams', 'placementIds must be integers');
  const placements = new Map<number, JsonObject[]>(wanted.map((id) => [id, []]));
  const campaigns = profile ? eligible(world, profile) : [];
  for (const campaign of campaigns) {
    const placementId = Number(campaignContent(world, campaign.id).placementId);
    if (wanted.length > 0 && !wanted.includes(placementId)) continue;
    const shown = placements.get(placementId) ?? [];
    if (profile) shown.push(view(world, campaign, profile, query.getAll('currentMessageIds'), shown.length + 1));
    placements.set(placementId, shown);
  }
  return json({
    placements: [...placements].map(([placementId, embeddedMessages]) => ({ placementId, embeddedMessages })),
  });
}

/** Embedded messages as apps fetch them. */
export const embeddedMessageRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/embedded-messaging/messages', clientKeys: true, handle: messages },
];
