import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { answerOf, api } from '../../api/client.ts';
import type { Json } from '../../api/types.ts';
import type { Resolved } from './builder-context.ts';
import type { ForEachStep } from './recipe-document.ts';
import type { Sample } from './use-sample.ts';
import { useDebounced } from './use-debounced.ts';

const quietMs = 200;

/** What texts with pills give for the sample, by their keys; the last answer stays until the next one is there. */
export function useResolved(
  mappings: Record<string, string>,
  loops: readonly ForEachStep[],
  sample: Sample,
): Record<string, Resolved> {
  const wanted = useMemo(
    () => ({
      mappings: mappings as Record<string, Json>,
      sample: {
        ...sample.body,
        outputs: Object.fromEntries([...sample.outputs].map(([id, { value }]) => [id, value])),
        loops: loops.map(({ id, forEach, batchSize }) => ({
          step: id,
          list: forEach,
          ...(batchSize === undefined ? {} : { batchSize }),
        })),
      },
    }),
    [mappings, loops, sample.body, sample.outputs],
  );
  const settled = useDebounced(wanted, quietMs);
  const isNeeded = Object.keys(settled.mappings).length > 0;
  const { data } = useQuery({
    queryKey: ['resolved', settled],
    queryFn: () => answerOf(api.POST('/mapping/resolve', { body: settled })),
    enabled: isNeeded,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return useMemo(() => {
    const entries = Object.entries(isNeeded ? (data?.values ?? {}) : {});
    return Object.fromEntries(
      entries.map(([key, { state, value, error }]) => [key, { state, value, message: error?.message ?? null }]),
    );
  }, [data, isNeeded]);
}
