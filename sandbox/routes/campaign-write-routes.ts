import { json, refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { sendBlast, triggerForLists } from '../blast.ts';
import type { BodyShape } from '../body-shape.ts';
import { createCampaign, scheduleFor, unknownList } from '../create-campaign.ts';
import { parseIsoTime } from '../iterable-time.ts';
import type { JsonObject } from '../json-value.ts';
import type { Campaign } from '../project-catalogue.ts';
import { isTimeZone } from '../time-zone.ts';
import type { Route, World } from '../world.ts';

const dayMs = 86_400_000;
const ids = { each: 'number', optional: true } as const;
const oneCampaign: BodyShape = { campaignId: 'number' };

const invalidCampaign = (id: unknown): Answer =>
  refuse(400, 'BadParams', 'Invalid campaignId', { campaignId: String(id) });

/** Changes the state of a campaign; a send time that it had is void. */
function moveTo(world: World, campaign: Campaign, state: string): Answer {
  campaign.campaignState = state;
  campaign.sendAt = undefined;
  campaign.updatedAt = world.now();
  return success();
}

/** A call that only changes a campaign's state: which states it starts from, and where each leads. */
function stateChange(from: Readonly<Record<string, string>>, type?: Campaign['type']): Route['handle'] {
  return (world, call) => {
    const campaign = world.state.campaigns.find(({ id }) => id === call.body.campaignId);
    if (!campaign) return invalidCampaign(call.body.campaignId);
    if (type === 'Triggered') {
      if (world.settings.disabledFeatures.includes('campaignActivation')) {
        return refuse(403, 'Forbidden', 'API triggered campaign activation is not enabled for your project');
      }
      if (campaign.type !== type) return refuse(400, 'BadParams', 'Campaign is not a triggered campaign');
    }
    const next = from[campaign.campaignState];
    return next === undefined
      ? refuse(400, 'BadParams', `Campaign ${campaign.id} cannot be changed in state ${campaign.campaignState}`)
      : moveTo(world, campaign, next);
  };
}

function trigger(world: World, body: JsonObject): Answer {
  const { campaignId, listIds } = body as { campaignId: number; listIds: number[] };
  const suppressionListIds = (body.suppressionListIds as number[] | null | undefined) ?? [];
  const campaign = world.state.campaigns.find(({ id }) => id === campaignId);
  if (!campaign) return invalidCampaign(campaignId);
  if (campaign.type !== 'Triggered') return refuse(400, 'BadParams', 'Campaign is not a triggered campaign');
  if (campaign.campaignState !== 'Running') return refuse(400, 'BadParams', 'Campaign is not running');
  if (listIds.length === 0) return refuse(400, 'BadParams', 'The listIds field must be specified');
  const fault = unknownList(world, [...listIds, ...suppressionListIds]);
  if (fault) return fault;
  const dataFields = (body.dataFields as JsonObject | null | undefined) ?? {};
  const allowRepeat = body.allowRepeatMarketingSends !== false;
  triggerForLists(world, campaign, { listIds, suppressionListIds, dataFields, allowRepeat });
  return success();
}

/** The blast that a path names, when it may still be sent. */
function unsentBlast(world: World, given: string | undefined): Campaign | Answer {
  const campaign = world.state.campaigns.find(({ id }) => String(id) === given);
  if (!campaign) return invalidCampaign(given);
  if (campaign.type !== 'Blast') return refuse(400, 'BadParams', 'Campaign is not a blast campaign');
  return ['Draft', 'Ready', 'Scheduled'].includes(campaign.campaignState)
    ? campaign
    : refuse(400, 'BadParams', `Campaign ${campaign.id} cannot be sent in state ${campaign.campaignState}`);
}

function schedule(world: World, given: string | undefined, body: JsonObject): Answer {
  if (world.settings.disabledFeatures.includes('campaignScheduling')) {
    return refuse(403, 'Forbidden', 'API scheduling campaigns is not enabled for your project');
  }
  const campaign = unsentBlast(world, given);
  if ('status' in campaign) return campaign;
  const sendAt = parseIsoTime(String(body.sendAt));
  const now = world.now();
  if (sendAt === undefined) return refuse(400, 'BadParams', `Invalid sendAt: ${String(body.sendAt)}`);
  if (sendAt > now + 7 * dayMs) return refuse(400, 'BadParams', 'sendAt is more than 7 days ahead');
  const zones = body.recipientTimeZone as JsonObject | null | undefined;
  if (zones && !(isTimeZone(zones.defaultTimeZone) && isTimeZone(zones.startTimeZone))) {
    return refuse(400, 'BadParams', 'startTimeZone and defaultTimeZone must be IANA time zones');
  }
  scheduleFor(world, campaign, sendAt);
  return success();
}

// documented: archiving aborts what runs and cancels what is scheduled
function archive(world: World, campaignIds: readonly number[]): Answer {
  const known = campaignIds.map((id) => world.state.campaigns.find((campaign) => campaign.id === id));
  for (const campaign of known) if (campaign) moveTo(world, campaign, 'Archived');
  return json({
    success: campaignIds.filter((_, i) => known[i] !== undefined),
    failed: campaignIds.filter((_, i) => known[i] === undefined),
  });
}

/** Creating campaigns and moving them through their states. */
export const campaignWriteRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/campaigns/create',
    body: {
      name: 'string',
      templateId: 'number',
      listIds: ids,
      suppressionListIds: ids,
      campaignDataFields: 'object?',
      dataFields: 'object?',
      scheduleSend: 'boolean?',
      sendAt: 'string?',
      sendMode: 'string?',
      startTimeZone: 'string?',
      defaultTimeZone: 'string?',
    },
    handle: (world, call) => createCampaign(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/campaigns/trigger',
    body: {
      campaignId: 'number',
      listIds: { each: 'number' },
      suppressionListIds: ids,
      dataFields: 'object?',
      allowRepeatMarketingSends: 'boolean?',
    },
    handle: (world, call) => trigger(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/campaigns/abort',
    body: oneCampaign,
    handle: stateChange({ Running: 'Aborted', Starting: 'Aborted' }),
  },
  {
    method: 'POST',
    path: '/api/campaigns/cancel',
    body: oneCampaign,
    handle: stateChange({ Scheduled: 'Ready', Recurring: 'Aborted' }),
  },
  {
    method: 'POST',
    path: '/api/campaigns/activateTriggered',
    body: oneCampaign,
    handle: stateChange({ Draft: 'Running', Ready: 'Running', Finished: 'Running' }, 'Triggered'),
  },
  {
    method: 'POST',
    path: '/api/campaigns/deactivateTriggered',
    body: oneCampaign,
    handle: stateChange({ Running: 'Finished' }, 'Triggered'),
  },
  {
    method: 'POST',
    path: '/api/campaigns/archive',
    limits: [{ count: 5, per: 'second' }],
    body: { campaignIds: { each: 'number' } },
    handle: (world, call) => archive(world, call.body.campaignIds as number[]),
  },
  {
    method: 'POST',
    path: '/api/campaigns/{campaignId}/schedule',
    body: { sendAt: 'string', recipientTimeZone: 'object?' },
    handle: (world, call) => schedule(world, call.params.campaignId, call.body),
  },
  {
    method: 'POST',
    path: '/api/campaigns/{campaignId}/send',
    handle(world, call) {
      const campaign = unsentBlast(world, call.params.campaignId);
      if ('status' in campaign) return campaign;
      sendBlast(world, campaign);
      return success();
    },
  },
];
