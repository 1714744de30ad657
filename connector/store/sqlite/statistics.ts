import { sql } from 'kysely';

import type { BucketRange, JobStatistics, Latency, Store } from '../store.ts';
import { noJobs } from './job-read.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, queries, read } from './statement.ts';
import { createTimePlaces } from './time-places.ts';

type StatisticsStore = Pick<Store, 'eventStatistics' | 'jobStatistics' | 'oldestQueuedAt'>;

// bounds the time that one answer keeps the event loop
const maxJobs = 100_000;
const maxFailures = 50;

const instant = (ms: number): string => new Date(ms).toISOString();
const milliseconds = (column: 'created_at' | 'ended_at') =>
  sql<number>`cast(round(unixepoch(${sql.ref(column)}, 'subsec') * 1000) as integer)`;
/** nearest rank: the smallest value that so many of the values do not exceed */
const percentile = (share: number) => sql<number>`min(case when place >= ${sql.lit(share)} * total then latency end)`;

/** Counts for plots, each from a bounded number of rows. */
export function createStatistics({ db }: SqliteParts): StatisticsStore {
  const query = createQueryRunner(db);
  const eventPlaces = createTimePlaces(db, 'events');
  const jobPlaces = createTimePlaces(db, 'jobs');

  const bucketStarts = ({ from, bucketMs, buckets }: BucketRange): number[] =>
    Array.from({ length: buckets + 1 }, (_, index) => Date.parse(from) + index * bucketMs);

  /** jobs of the range, the newest 100,000 of them */
  const jobsIn = (range: BucketRange & { recipe?: string }) => {
    const end = Date.parse(range.from) + range.buckets * range.bucketMs;
    const { from, to } = jobPlaces.range({ from: range.from, to: instant(end) });
    const first = Math.max(from, to - maxJobs);
    const found = queries.selectFrom('jobs').where('seq', '>=', first).where('seq', '<', to);
    const rows = range.recipe === undefined ? found : found.where('recipe', '=', range.recipe);
    const elapsed = sql<number>`${milliseconds('created_at')} - ${Date.parse(range.from)}`;
    // bound numbers are real ones, so the quotient is cut to its whole part
    const bucket = sql<number>`cast((${elapsed}) / ${range.bucketMs} as integer)`;
    return { rows, bucket, isCut: first > from, first };
  };

  /** percentiles of each group of ended jobs */
  const latencies = (range: Parameters<typeof jobsIn>[0], isByBucket: boolean): Map<number, Latency> => {
    const { rows, bucket } = jobsIn(range);
    const group = isByBucket ? bucket : sql<number>`0`;
    const found = queries
      .with('ended', () =>
        rows
          .where('ended_at', 'is not', null)
          .where('status', 'in', ['succeeded', 'failed', 'stopped'])
          .select([
            sql<number>`${milliseconds('ended_at')} - ${milliseconds('created_at')}`.as('latency'),
            group.as('bucket'),
          ]),
      )
      .with('placed', (given) =>
        given
          .selectFrom('ended')
          .select([
            'bucket',
            'latency',
            sql<number>`row_number() over (partition by bucket order by latency)`.as('place'),
            sql<number>`count(*) over (partition by bucket)`.as('total'),
          ]),
      )
      .selectFrom('placed')
      .select([
        'bucket',
        sql<number>`max(total)`.as('jobs'),
        percentile(0.5).as('p50'),
        percentile(0.95).as('p95'),
        percentile(0.99).as('p99'),
      ])
      .groupBy('bucket');
    return new Map(query(found).map(({ bucket: index, ...latency }) => [index, latency]));
  };

  const failures = (range: Parameters<typeof jobsIn>[0]): JobStatistics['failures'] => {
    const code = sql<string>`coalesce(json_extract(error, '$.code'), 'ITC_STEP_FAILED')`;
    // SQLite takes the plain columns from the row with the maximum
    const found = jobsIn(range)
      .rows.where('status', '=', 'failed')
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
    eventStatistics: (range) =>
      read(() => {
        const starts = bucketStarts(range);
        // events of all buckets lie one after the other, so a bucket is a difference of places
        const places = starts.map((ms) => eventPlaces.of(instant(ms)));
        return starts.slice(0, -1).map((ms, index) => {
          const [from = 0, to = 0] = [places[index], places[index + 1]];
          const found = queries
            .selectFrom('events')
            .select(sql<number>`count(*)`.as('duplicates'))
            .where('seq', '>=', from)
            .where('seq', '<', to)
            .where('duplicate_of', 'is not', null);
          return { at: instant(ms), received: to - from, duplicates: query(found)[0]?.duplicates ?? 0 };
        });
      }),
    jobStatistics: (range) =>
      read(() => {
        const { rows, bucket, isCut, first } = jobsIn(range);
        const counted = query(
          rows.select([bucket.as('bucket'), 'status', sql<number>`count(*)`.as('jobs')]).groupBy(['bucket', 'status']),
        );
        const byBucket = latencies(range, true);
        const buckets = bucketStarts(range)
          .slice(0, -1)
          .map((ms, index) => ({
            at: instant(ms),
            statuses: { ...noJobs },
            latency: byBucket.get(index) ?? null,
          }));
        for (const { bucket: index, status, jobs } of counted) {
          const statuses = buckets[index]?.statuses;
          if (statuses !== undefined) statuses[status] = jobs;
        }
        const start = isCut ? queries.selectFrom('jobs').select('created_at').where('seq', '=', first) : null;
        return {
          coveredFrom: (start === null ? undefined : query(start)[0]?.created_at) ?? range.from,
          buckets,
          latency: latencies(range, false).get(0) ?? null,
          failures: failures(range),
        };
      }),
    oldestQueuedAt: () =>
      read(() => {
        const head = queries
          .selectFrom('jobs')
          .select('created_at')
          .where('status', '=', 'queued')
          .orderBy('seq')
          .limit(1);
        return query(head)[0]?.created_at ?? null;
      }),
  };
}
