import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { answerOf, api } from '../api/client.ts';
import type { Job, Json } from '../api/types.ts';

/** What a pill gives in a job: a value, nothing, or that it is no pill. */
export type JobValue = { state: 'value'; value: Json } | { state: 'missing' } | { state: 'fault'; message: string };

/** The pills as columns are asked for: `trigger.email`. */
const textOf = (pill: string): string => `{{ ${pill} }}`;

/** What pills give in each of these jobs, by the job's id, in the order of the pills. */
export function useJobValues(jobs: readonly Job[], pills: readonly string[]): ReadonlyMap<string, JobValue[]> {
  // what a job holds changes with each step
  const asked = jobs.map(({ id, steps, status }) => ({ id, steps, status }));
  const { data } = useQuery({
    queryKey: ['job-values', asked, pills],
    queryFn: () =>
      answerOf(api.POST('/job-values', { body: { jobs: asked.map(({ id }) => id), mappings: pills.map(textOf) } })),
    enabled: jobs.length > 0 && pills.length > 0,
    placeholderData: keepPreviousData,
  });
  return new Map(
    (data?.items ?? []).map(({ id, values }) => [
      id,
      values.map(({ state, value, error }): JobValue => {
        if (state === 'value') return { state, value: value as Json };
        return state === 'missing' ? { state } : { state, message: error?.message ?? 'no pill' };
      }),
    ]),
  );
}
