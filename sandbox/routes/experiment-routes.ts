import { stringify } from 'csv-stringify/sync';
import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { parseIsoTime } from '../iterable-time.ts';
import { queryRange } from '../query-range.ts';
import type { TrackedEvent } from '../tracked-event.ts';
import type { ApiCall, Route, World } from '../world.ts';

/** Experiments of the project, on the first two email campaigns; only email ones have metrics. */
const experiments = [
  { id: 88001, name: 'Subject line', campaignId: 7001001 },
  { id: 88002, name: 'Send hour', campaignId: 7001007 },
] as const;
const variants = ['Control', 'Variant B'] as const;

const columns = ['emailSend', 'emailOpen', 'emailClick', 'emailBounce', 'emailUnSubscribe'] as const;
const header = [
  'Experiment ID',
  'Experiment Name',
  'Campaign ID',
  'Variation',
  'Total Email Sends',
  'Total Email Opens',
  'Total Email Clicks',
  'Total Bounces',
  'Total Unsubscribes',
];

/** The variant that a message belongs to: half of the ids go to each. */
const variantOf = ({ messageId = '0' }: TrackedEvent): number => (messageId.codePointAt(0) ?? 0) % variants.length;

function metrics(world: World, { query }: ApiCall): Answer {
  const wanted = { id: query.getAll('experimentId'), campaignId: query.getAll('campaignId') };
  for (const [member, given] of Object.entries(wanted) as ['id' | 'campaignId', string[]][]) {
    const unknown = given.find((value) => !experiments.some((one) => String(one[member]) === value));
    if (unknown === undefined) continue;
    return refuse(400, 'BadParams', `Invalid ${member === 'id' ? 'experimentId' : member}: ${unknown}`);
  }
  const range = queryRange(query, parseIsoTime);
  if ('refusal' in range) return range.refusal;
  const { from, until } = range;
  const events = world.state.events.items.filter(({ createdAt }) => createdAt >= from && createdAt <= until);
  const shown = experiments.filter(
    ({ id, campaignId }) =>
      (wanted.id.length === 0 || wanted.id.includes(String(id))) &&
      (wanted.campaignId.length === 0 || wanted.campaignId.includes(String(campaignId))),
  );
  const rows = shown.flatMap(({ id, name, campaignId }) =>
    variants.map((variant, v) => {
      const mine = events.filter((event) => event.campaignId === campaignId && variantOf(event) === v);
      const counts = columns.map((column) => mine.filter(({ eventType }) => eventType === column).length);
      return [id, name, campaignId, variant, ...counts].map(String);
    }),
  );
  return { status: 200, body: stringify([header, ...rows]), contentType: 'text/csv' };
}

/** The metrics of experiments as CSV text. */
export const experimentRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/experiments/metrics', handle: metrics },
];
