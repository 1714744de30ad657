import { sql } from 'kysely';

import type { EventStore } from '../event-store.ts';
import type { JobStatistics, JobStore, Latency } from '../job-store.ts';
import type { BucketRange } from '../page.ts';
import { queries } from '../sql/queries.ts';
import { first, type SqlStore } from '../sql/script.ts';
import { noJobs } from '../sqlite/job-read.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

const maxJobs = 100_000;
const maxFailures = 50;

const instant = (ms: number): string => new Date(ms).toISOString();
const boundsOf = ({ from, bucketMs, buckets }: BucketRange): string[] =>
  Array.from({ length: buckets + 1 }, (_, index) => instant(Date.parse(from) + index * bucketMs));

const countEvents = `
  SELECT count(events.id) AS received, count(duplicate_of) AS duplicates
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS bucket (first_at, end_at, place)
  LEFT JOIN events ON received_at >= first_at COLLATE "C" AND received_at < end_at COLLATE "C"
    AND received_at >= $3 AND received_at < $4 AND ($5::text[] IS NULL OR connection = ANY($5))
  GROUP BY place ORDER BY place`;

// the newest jobs of the range; a discard says nothing about speed
const looked = `
  WITH looked AS (
    SELECT seq, id, recipe, status, created_at, ended_at, error, reason, width_bucket(created_at, $3::text[]) AS bucket,
      CASE WHEN status IN ('succeeded', 'failed', 'stopped')
        THEN (extract(epoch FROM ended_at::timestamptz) - extract(epoch FROM created_at::timestamptz)) * 1000 END AS took
    FROM jobs WHERE created_at >= $1 AND created_at < $2 AND ($4::text IS NULL OR recipe = $4) AND ($5::text[] IS NULL OR recipe = ANY($5))
    ORDER BY seq DESC LIMIT ${String(maxJobs + 1)}
  )`;
// nearest rank: the smallest value that so many of the values do not exceed
const percentiles = `count(took) AS timed, percentile_disc(0.5) WITHIN GROUP (ORDER BY took)::float8 AS p50,
  percentile_disc(0.95) WITHIN GROUP (ORDER BY took)::float8 AS p95, percentile_disc(0.99) WITHIN GROUP (ORDER BY took)::float8 AS p99`;
const countJobs = `${looked}
  SELECT bucket, grouping(bucket) AS is_sum, count(*) AS jobs, min(created_at) AS first_at, ${percentiles}
  FROM looked GROUP BY GROUPING SETS ((bucket), ())`;
const countStatuses = `${looked} SELECT bucket, status, count(*) AS jobs FROM looked GROUP BY bucket, status`;
const countFailures = `${looked}
  SELECT recipe, code, count(*) AS jobs, (array_agg(id ORDER BY seq DESC))[1] AS "lastJob", (array_agg(created_at ORDER BY seq DESC))[1] AS "lastAt",
    (array_agg(message ORDER BY seq DESC))[1] AS message
  FROM (SELECT *, coalesce(told ->> 'code', 'ITC_STEP_FAILED') AS code, coalesce(told ->> 'message', reason, '') AS message
    FROM (SELECT *, replace(error, '\\u0000', '\\ufffd')::json AS told FROM looked WHERE status = 'failed') AS with_error) AS failed
  GROUP BY recipe, code ORDER BY count(*) DESC, max(seq) DESC LIMIT ${String(maxFailures)}`;

interface Counted {
  bucket: number | null;
  is_sum: number;
  jobs: number;
  first_at: string;
  timed: number;
  p50: number;
  p95: number;
  p99: number;
}

const latencyOf = (row: Counted | undefined): Latency | null =>
  row === undefined || row.timed === 0
    ? null
    : { jobs: row.timed, p50: Math.round(row.p50), p95: Math.round(row.p95), p99: Math.round(row.p99) };

/** Counts for plots, each from a bounded number of rows. */
export function createStatistics(
  { db }: PostgresParts,
  tables: SqlStore,
): Pick<EventStore, 'eventStatistics'> & Pick<JobStore, 'jobStatistics' | 'oldestQueuedAt'> {
  return {
    eventStatistics: ({ connections, ...range }) =>
      asked(async () => {
        const bounds = boundsOf(range);
        const rows = await db.run<{ received: number; duplicates: number }>(countEvents, [
          bounds.slice(0, -1),
          bounds.slice(1),
          bounds[0],
          bounds.at(-1),
          connections ?? null,
        ]);
        return rows.map(({ received, duplicates }, index) => ({ at: bounds[index] as string, received, duplicates }));
      }),
    jobStatistics: ({ recipe, recipes, ...range }) =>
      asked(async () => {
        const bounds = boundsOf(range);
        const given = [bounds[0], bounds.at(-1), bounds, recipe ?? null, recipes ?? null];
        const [counted, statuses, failures] = await Promise.all([
          db.run<Counted>(countJobs, given),
          db.run<{ bucket: number; status: keyof typeof noJobs; jobs: number }>(countStatuses, given),
          db.run<JobStatistics['failures'][number]>(countFailures, given),
        ]);
        const sum = counted.find(({ is_sum }) => is_sum === 1);
        return {
          coveredFrom: sum !== undefined && sum.jobs > maxJobs ? sum.first_at : range.from,
          buckets: bounds.slice(0, -1).map((at, index) => ({
            at,
            statuses: {
              ...noJobs,
              ...Object.fromEntries(
                statuses.filter(({ bucket }) => bucket === index + 1).map(({ status, jobs }) => [status, jobs]),
              ),
            },
            latency: latencyOf(counted.find(({ bucket, is_sum }) => is_sum === 0 && bucket === index + 1)),
          })),
          latency: latencyOf(sum),
          failures,
        };
      }),
    oldestQueuedAt: (recipes) =>
      tables.read(function* () {
        const heads: string[] = [];
        // those that wait for another one are behind it, whose place is not in the queue any more
        for (const queue of [
          '(SELECT seq FROM ready_jobs)',
          '(SELECT blocked_seq FROM jobs WHERE blocked_seq IS NOT NULL)',
        ]) {
          let head = queries
            .selectFrom('jobs')
            .select('created_at')
            .where('status', '=', 'queued')
            .where(sql<boolean>`seq IN ${sql.raw(queue)}`)
            .orderBy('seq')
            .limit(1);
          if (recipes !== undefined) head = head.where('recipe', 'in', recipes);
          const found = yield* first(head);
          if (found !== undefined) heads.push(found.created_at);
        }
        return heads.sort()[0] ?? null;
      }),
  };
}
