import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { BucketRange, JobStatistics, JobStatus, Latency, Store } from '../store.ts';
import { noJobs } from './job-read.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, queries, read } from './statement.ts';
import { createTimePlaces } from './time-places.ts';

type StatisticsStore = Pick<Store, 'eventStatistics' | 'jobStatistics' | 'oldestQueuedAt'>;

const maxJobs = 100_000;
// about 10 ms of the event loop
const rowsPerTurn = 5_000;
// a person's discard says nothing about speed
const timed: readonly JobStatus[] = ['succeeded', 'failed', 'stopped'];
const maxFailures = 50;

const instant = (ms: number): string => new Date(ms).toISOString();
/** Where the looked-at jobs lie; cut when there are more than one answer looks at. */
interface Places {
  first: number;
  to: number;
  isCut: boolean;
}

interface OfRecipes {
  recipe: string | undefined;
  recipes: readonly string[] | undefined;
}

/** nearest rank: the smallest value that so many of the values do not exceed */
function latencyOf(values: readonly number[]): Latency | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const rank = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { jobs: sorted.length, p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}

/** Counts for plots, each from a bounded number of rows. */
export function createStatistics({ db }: SqliteParts): StatisticsStore {
  const query = createQueryRunner(db);
  const eventPlaces = createTimePlaces(db, 'events');
  const jobPlaces = createTimePlaces(db, 'jobs');
  // the planner would rather read all events of the range than the few of the index
  const duplicates = db.prepare<[number, number], { count: number }>(
    'SELECT count(*) AS count FROM events INDEXED BY events_duplicates WHERE duplicate_of IS NOT NULL AND seq >= ? AND seq < ?',
  );

  const bucketStarts = ({ from, bucketMs, buckets }: BucketRange): number[] =>
    Array.from({ length: buckets + 1 }, (_, index) => Date.parse(from) + index * bucketMs);

  /** the places of the jobs of the range, the newest 100,000 of them */
  const jobPlacesIn = (range: BucketRange): Places => {
    const end = Date.parse(range.from) + range.buckets * range.bucketMs;
    const { from, to } = jobPlaces.range({ from: range.from, to: instant(end) });
    return { first: Math.max(from, to - maxJobs), to, isCut: to - from > maxJobs };
  };
  const jobsIn = ({ first, to }: Places, { recipe, recipes }: OfRecipes) => {
    let found = queries.selectFrom('jobs').where('seq', '>=', first).where('seq', '<', to);
    if (recipe !== undefined) found = found.where('recipe', '=', recipe);
    return recipes === undefined ? found : found.where('recipe', 'in', recipes);
  };
  const receivedIn = (from: number, to: number, connections: readonly string[]) =>
    query(
      queries
        .selectFrom('events')
        .where('seq', '>=', from)
        .where('seq', '<', to)
        .where('connection', 'in', connections)
        .select([sql<number>`count(*)`.as('received'), sql<number>`count(duplicate_of)`.as('duplicates')]),
    )[0] ?? { received: 0, duplicates: 0 };

  const failures = (places: Places, of: OfRecipes): JobStatistics['failures'] => {
    const code = sql<string>`coalesce(json_extract(error, '$.code'), 'ITC_STEP_FAILED')`;
    // SQLite takes the plain columns from the row with the maximum
    const found = jobsIn(places, of)
      .where('status', '=', 'failed')
      .select([
        'recipe',
        code.as('code'),
        sql<number>`count(*)`.as('jobs'),
        sql<number>`max(seq)`.as('seq'),
        'id as lastJob',
        'created_at as lastAt',
        sql<string>`coalesce(json_extract(error, '$.message'), reason, '')`.as('message'),
      ])
      .groupBy(['recipe', code])
      .orderBy('jobs', 'desc')
      .orderBy('seq', 'desc')
      .limit(maxFailures);
    return query(found).map(({ seq: _, ...failure }) => failure);
  };

  return {
    eventStatistics: ({ connections, ...range }) =>
      read(() => {
        const starts = bucketStarts(range);
        // events of all buckets lie one after the other, so a bucket is a difference of places
        const places = starts.map((ms) => eventPlaces.of(instant(ms)));
        return starts.slice(0, -1).map((ms, index) => {
          const [from = 0, to = 0] = [places[index], places[index + 1]];
          if (connections !== undefined) return { at: instant(ms), ...receivedIn(from, to, connections) };
          return { at: instant(ms), received: to - from, duplicates: duplicates.get(from, to)?.count ?? 0 };
        });
      }),
    async jobStatistics({ recipe, recipes, ...range }) {
      const of: OfRecipes = { recipe, recipes };
      const places = await read(() => jobPlacesIn(range));
      const from = Date.parse(range.from);
      const buckets = bucketStarts(range)
        .slice(0, -1)
        .map((ms) => ({ at: instant(ms), statuses: { ...noJobs }, times: new Array<number>() }));
      let first: string | null = null;
      let next = places.first;
      while (next < places.to) {
        const rest = { ...places, first: next };
        const rows = await read(() =>
          query(jobsIn(rest, of).select(['seq', 'status', 'created_at', 'ended_at']).orderBy('seq').limit(rowsPerTurn)),
        );
        for (const { status, created_at, ended_at } of rows) {
          const created = Date.parse(created_at);
          const bucket = buckets[Math.floor((created - from) / range.bucketMs)];
          if (bucket === undefined) continue;
          bucket.statuses[status] += 1;
          if (ended_at !== null && timed.includes(status)) bucket.times.push(Date.parse(ended_at) - created);
        }
        first ??= rows[0]?.created_at ?? null;
        if (rows.length < rowsPerTurn) break;
        next = (rows.at(-1)?.seq ?? places.to) + 1;
        // webhooks are answered in between
        await nextTurn();
      }
      return {
        coveredFrom: places.isCut ? (first ?? range.from) : range.from,
        buckets: buckets.map(({ times, ...bucket }) => ({ ...bucket, latency: latencyOf(times) })),
        latency: latencyOf(buckets.flatMap(({ times }) => times)),
        failures: await read(() => failures(places, of)),
      };
    },
    oldestQueuedAt: (recipes) =>
      read(() => {
        let head = queries
          .selectFrom('jobs')
          .select('created_at')
          .where('status', '=', 'queued')
          .orderBy('seq')
          .limit(1);
        if (recipes !== undefined) head = head.where('recipe', 'in', recipes);
        return query(head)[0]?.created_at ?? null;
      }),
  };
}
