import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { JobRecord, StepRecord } from '../store/store.ts';
import { anyJson, idParams } from './answer-schemas.ts';
import { job } from './job-schemas.ts';
import { defineRoute } from './route.ts';

const side = z.object({ input: anyJson, output: anyJson, outcome: z.string().nullable() });

const comparison = z.object({
  job,
  other: job,
  isSameVersion: z.boolean(),
  payload: z.object({ isSame: z.boolean(), job: anyJson, other: anyJson }),
  steps: z.array(
    z.object({
      path: z.string(),
      isSame: z.boolean(),
      job: side.nullable().meta({ description: 'Last attempt; null where this job did not come so far.' }),
      other: side.nullable(),
    }),
  ),
});

type WithLedger = JobRecord & { ledger: StepRecord[] };

async function jobOf(runtime: Runtime, id: string): Promise<WithLedger> {
  const found = await runtime.store.getJob(id);
  if (found === null) throw new ConnectorError('ITC_JOB_UNKNOWN', `There is no job with the id ${JSON.stringify(id)}.`);
  return found;
}

/** The newest job of the recipe that succeeded before this one, else the newest at all. */
async function lastGood(runtime: Runtime, { recipe, createdAt, id }: JobRecord): Promise<WithLedger> {
  const good = { recipe, status: 'succeeded', limit: 2 } as const;
  const before = await runtime.store.listJobs({ ...good, to: createdAt });
  const found = [...before.items, ...(await runtime.store.listJobs(good)).items].find((one) => one.id !== id);
  if (found === undefined) throw new ConnectorError('ITC_JOB_UNKNOWN', 'No other job of this recipe succeeded yet.');
  return jobOf(runtime, found.id);
}

async function payloadFor(runtime: Runtime, { event }: JobRecord): Promise<z.input<typeof anyJson>> {
  const found = await runtime.store.getEvent(event);
  return found === null ? null : payloadOf(found.payload);
}

/** The last attempt of each step, in the order they ran. */
const lastAttempts = ({ ledger }: WithLedger): Map<string, z.input<typeof side>> =>
  new Map(ledger.map(({ path, input, output, outcome }) => [path, { input, output, outcome }]));

/** Two jobs side by side, step by step. */
export const jobComparisonRoutes = [
  defineRoute({
    method: 'get',
    path: '/jobs/{id}/comparison',
    tag: 'Jobs',
    summary: 'Compare a job with another one, or with the last one of its recipe that succeeded.',
    params: idParams,
    query: z.strictObject({ with: z.string().max(100).optional() }),
    response: comparison,
    errors: ['ITC_JOB_UNKNOWN'],
    handler: async (runtime, { params, query }) => {
      const one = await jobOf(runtime, params.id);
      const other = query.with === undefined ? await lastGood(runtime, one) : await jobOf(runtime, query.with);
      const [ours, theirs] = [lastAttempts(one), lastAttempts(other)];
      const payloads = { job: await payloadFor(runtime, one), other: await payloadFor(runtime, other) };
      return {
        job: one,
        other,
        isSameVersion: one.recipe === other.recipe && one.version === other.version,
        payload: { isSame: isDeepStrictEqual(payloads.job, payloads.other), ...payloads },
        steps: [...new Set([...ours.keys(), ...theirs.keys()])].map((path) => {
          const pair = { job: ours.get(path) ?? null, other: theirs.get(path) ?? null };
          return { path, isSame: isDeepStrictEqual(pair.job, pair.other), ...pair };
        }),
      };
    },
  }),
];
