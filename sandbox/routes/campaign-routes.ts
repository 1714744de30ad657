import { json, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { JsonObject } from '../json-value.ts';
import type { ApiCall, Route } from '../world.ts';

const hundred = [{ count: 100, per: 'second' }] as const;

interface PageOptions {
  itemsAs: string;
  totalAs: string;
  largest: number;
}

/** One page of rows: `page` counts from 1, the neighbours' addresses are relative, the last page has no nextPageUrl. */
function pageOf(call: ApiCall, rows: readonly JsonObject[], { itemsAs, totalAs, largest }: PageOptions): Answer {
  const page = Number(call.query.get('page') ?? '1');
  const pageSize = Number(call.query.get('pageSize') ?? '20');
  if (!Number.isInteger(page) || page < 1) return refuse(400, 'BadParams', 'page must be a positive integer');
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > largest) {
    return refuse(400, 'BadParams', `pageSize must be between 1 and ${largest}`);
  }
  const sort = call.query.get('sort') ?? 'id';
  const field = sort.replace(/^[-+ ]/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const sorted = [...rows].sort((a, b) => sign * compare(a[field], b[field]));
  const address = (number: number): string => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(number));
    query.set('pageSize', String(pageSize));
    return `${call.path}?${query.toString()}`;
  };
  return json({
    [itemsAs]: sorted.slice((page - 1) * pageSize, page * pageSize),
    [totalAs]: rows.length,
    ...(page * pageSize < rows.length ? { nextPageUrl: address(page + 1) } : {}),
    ...(page > 1 ? { previousPageUrl: address(page - 1) } : {}),
  });
}

function compare(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

/** Reads of the project's catalogue: campaigns, journeys, channels and message types. */
export const campaignRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/campaigns',
    limits: hundred,
    handle(world, call) {
      const states = call.query.getAll('campaignState').flatMap((value) => value.split(','));
      const rows = world.state.campaigns.filter(
        ({ campaignState }) => states.length === 0 || states.includes(campaignState),
      );
      const shown = rows.map(({ channelId: _, messageTypeId: __, ...campaign }) => campaign);
      return pageOf(call, shown, { itemsAs: 'campaigns', totalAs: 'totalCampaignsCount', largest: 1000 });
    },
  },
  {
    method: 'GET',
    path: '/api/campaigns/{id}',
    limits: hundred,
    handle(world, call) {
      const found = world.state.campaigns.find(({ id }) => String(id) === call.params.id);
      if (!found) return refuse(404, 'NotFound', `Campaign ${call.params.id} does not exist`);
      const { channelId: _, messageTypeId: __, ...campaign } = found;
      return json(campaign);
    },
  },
  {
    method: 'GET',
    path: '/api/journeys',
    handle: (world, call) =>
      pageOf(
        call,
        world.state.journeys.map((journey) => ({ ...journey })),
        { itemsAs: 'journeys', totalAs: 'totalJourneysCount', largest: 50 },
      ),
  },
  {
    method: 'GET',
    path: '/api/channels',
    limits: hundred,
    handle: (world) => json({ channels: world.state.channels }),
  },
  {
    method: 'GET',
    path: '/api/messageTypes',
    limits: hundred,
    handle: (world) => json({ messageTypes: world.state.messageTypes }),
  },
];
