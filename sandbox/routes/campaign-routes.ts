import { json, refuse, text } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { metricsCsv } from '../campaign-metrics.ts';
import { parseIsoTime } from '../iterable-time.ts';
import { queryRange } from '../query-range.ts';
import type { JsonObject } from '../json-value.ts';
import { pageOf } from '../page-of.ts';
import type { Campaign } from '../project-catalogue.ts';
import type { ApiCall, Route, World } from '../world.ts';

const hundred = [{ count: 100, per: 'second' }] as const;
const sortable = { id: 'id', name: 'name', createdAt: 'createdAt', updatedAt: 'updatedAt', startAt: 'startAt' };
const states = ['Draft', 'Ready', 'Scheduled', 'Running', 'Finished', 'Starting', 'Aborted', 'Recurring', 'Archived'];

/** What Iterable shows of a campaign. */
function view({
  channelId: _,
  messageTypeId: __,
  sendAt: ___,
  campaignDataFields: ____,
  ...shown
}: Campaign): JsonObject {
  return shown;
}

/** A page of campaigns, those of the given states when there are any; `campaignState` may be repeated. */
function listed(call: ApiCall, campaigns: readonly Campaign[]): Answer {
  const wanted = call.query.getAll('campaignState').flatMap((value) => value.split(','));
  const unknown = wanted.find((state) => !states.includes(state));
  if (unknown !== undefined) return refuse(400, 'BadParams', `Invalid campaignState: ${unknown}`);
  const rows = campaigns.filter(({ campaignState }) => wanted.length === 0 || wanted.includes(campaignState)).map(view);
  const paged = pageOf(call, rows, { itemsAs: 'campaigns', totalAs: 'totalCampaignsCount', largest: 1000, sortable });
  return 'refusal' in paged ? paged.refusal : json(paged.page);
}

function children(world: World, call: ApiCall): Answer {
  const { campaigns } = world.state;
  const parent = campaigns.find(({ id }) => String(id) === call.params.id);
  const made = campaigns.filter(
    ({ recurringCampaignId }) => recurringCampaignId === parent?.id && parent !== undefined,
  );
  if (!parent || (parent.campaignState !== 'Recurring' && made.length === 0)) {
    return refuse(400, 'BadParams', `Campaign ${call.params.id} is not a recurring campaign`);
  }
  return listed(call, made);
}

function metrics(world: World, call: ApiCall): Answer {
  const given = call.query.getAll('campaignId').flatMap((value) => value.split(','));
  if (given.length === 0) return refuse(400, 'BadParams', 'campaignId is required');
  const found = given.map((id) => world.state.campaigns.find((campaign) => String(campaign.id) === id));
  const missing = found.indexOf(undefined);
  if (missing >= 0) return refuse(400, 'BadParams', 'Invalid campaignId', { campaignId: given[missing] ?? '' });
  const range = queryRange(call.query, parseIsoTime);
  if ('refusal' in range) return range.refusal;
  const { from, until } = range;
  const events = world.state.events.items.filter(({ createdAt }) => createdAt >= from && createdAt < until);
  return text(
    metricsCsv(
      found.filter((campaign) => campaign !== undefined),
      events,
    ),
  );
}

/** Reads of campaigns. */
export const campaignRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/campaigns',
    limits: hundred,
    handle: (world, call) => listed(call, world.state.campaigns),
  },
  {
    method: 'GET',
    path: '/api/campaigns/metrics',
    limits: [{ count: 10, per: 'minute' }],
    handle: metrics,
  },
  {
    method: 'GET',
    path: '/api/campaigns/recurring/{id}/childCampaigns',
    limits: hundred,
    handle: children,
  },
  {
    method: 'GET',
    path: '/api/campaigns/{id}',
    limits: hundred,
    handle(world, call) {
      const found = world.state.campaigns.find(({ id }) => String(id) === call.params.id);
      return found ? json(view(found)) : refuse(404, 'NotFound', `Campaign ${call.params.id} does not exist`);
    },
  },
];
