import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { answerOf, api } from '../../api/client.ts';
import type { Json } from '../../api/types.ts';
import type { Resolved } from './builder-context.ts';
import type { PillScope } from './pill-scope.ts';
import type { ForEachPageStep } from './recipe-document.ts';
import type { Sample } from './use-sample.ts';
import { useDebounced } from './use-debounced.ts';

const quietMs = 200;
const mostRows = 10;

/** The first rows of the example of an action that answers in JSON lines; those of CSV are not known here. */
function exampleRows({ forEachPage }: ForEachPageStep, { actions }: Sample): Json[] {
  const [example] = (actions.get(forEachPage.use)?.examples ?? []) as { output?: { text?: string } }[];
  const lines = (example?.output?.text ?? '').split('\n').slice(0, mostRows);
  return lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Json] : []));
}

/** What texts with pills give for the sample, by their keys; the last answer stays until the next one is there. */
export function useResolved(
  mappings: Record<string, string>,
  loops: PillScope['loops'],
  sample: Sample,
): Record<string, Resolved> {
  const wanted = useMemo(
    () => ({
      mappings: mappings as Record<string, Json>,
      sample: {
        ...sample.body,
        outputs: Object.fromEntries([...sample.outputs].map(([id, { value }]) => [id, value])),
        loops: loops.map((loop) =>
          'forEach' in loop
            ? {
                step: loop.id,
                list: loop.forEach,
                ...(loop.batchSize === undefined ? {} : { batchSize: loop.batchSize }),
              }
            : { step: loop.id, list: exampleRows(loop, sample), batchSize: mostRows },
        ),
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
