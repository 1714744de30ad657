import { z } from 'zod';

import { given, jobStatus, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';
import { slicePage } from './slice-page.ts';

const maxBuckets = 300;
const latency = z
  .object({ jobs: z.number().int(), p50: z.number(), p95: z.number(), p99: z.number() })
  .meta({ description: 'From arrival to the end of the job, milliseconds.' });
const byStatus = z.record(jobStatus, z.number().int());

const rangeQuery = {
  from: z.iso.datetime().meta({ description: 'Begin of the first bucket; UTC, ISO 8601.' }),
  bucketMs: z.coerce.number().int().min(1_000).max(86_400_000).meta({ description: 'Length of a bucket.' }),
  buckets: z.coerce.number().int().min(1).max(maxBuckets),
};

/** Counts for plots, computed in the store over bounded ranges. */
export const statisticsRoutes = [
  defineRoute({
    method: 'get',
    path: '/statistics/events',
    tag: 'Statistics',
    summary: 'Count the received events by time.',
    query: z.strictObject(rangeQuery),
    response: z.object({
      buckets: z.array(z.object({ at: time, received: z.number().int(), duplicates: z.number().int() })),
    }),
    handler: async (runtime, { query }) => ({ buckets: await runtime.store.eventStatistics(query) }),
  }),
  defineRoute({
    method: 'get',
    path: '/statistics/jobs',
    tag: 'Statistics',
    summary: 'Count the jobs by time and status, with latency percentiles and failures by recipe and cause.',
    query: z.strictObject({ ...rangeQuery, recipe: z.string().optional() }),
    response: z.object({
      coveredFrom: time.meta({ description: 'Later than asked for where there are more than 100,000 jobs.' }),
      buckets: z.array(z.object({ at: time, statuses: byStatus, latency: latency.nullable() })),
      latency: latency.nullable(),
      failures: z.array(
        z.object({
          recipe: z.string(),
          code: z.string(),
          jobs: z.number().int(),
          lastJob: z.string(),
          lastAt: time,
          message: z.string(),
        }),
      ),
    }),
    handler: async (runtime, { query }) => runtime.store.jobStatistics(given(query)),
  }),
  defineRoute({
    method: 'get',
    path: '/statistics/queue',
    tag: 'Statistics',
    summary: 'Count all jobs by status, and tell since when the oldest one waits for a worker.',
    response: z.object({ statuses: byStatus, oldestQueuedAt: time.nullable() }),
    handler: async ({ store }) => ({
      statuses: await store.countJobs(),
      oldestQueuedAt: await store.oldestQueuedAt(),
    }),
  }),
  defineRoute({
    method: 'get',
    path: '/rate-limits',
    tag: 'Statistics',
    summary: 'Show how much of each limit of Iterable this server used in the last minute.',
    query: z.strictObject(pageQuery),
    response: page(
      z.object({
        where: z.string().meta({ description: 'Region, or address of a sandbox.' }),
        sharedBy: z.enum(['key', 'project', 'organisation']),
        method: z.string(),
        path: z.string(),
        used: z.number().int().meta({ description: 'Calls within the period now.' }),
        lastMinute: z.number().int(),
        limit: z.object({ calls: z.number(), perMs: z.number() }).nullable(),
        blockedUntil: time.nullable().meta({ description: 'Iterable asked to wait until then.' }),
      }),
    ),
    handler: async (runtime, { query }) => {
      const uses = (await runtime.limitUse()).map((use) => ({
        ...use,
        blockedUntil: use.blockedUntil === null ? null : new Date(use.blockedUntil).toISOString(),
      }));
      const shareOf = ({ lastMinute, limit }: (typeof uses)[number]): number =>
        limit === null ? 0 : (lastMinute * limit.perMs) / limit.calls;
      uses.sort((a, b) => shareOf(b) - shareOf(a));
      return slicePage(uses, query, ({ where, sharedBy, method, path }) => `${where} ${sharedBy} ${method} ${path}`);
    },
  }),
];
