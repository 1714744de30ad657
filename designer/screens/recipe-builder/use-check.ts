import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { answerOf, api } from '../../api/client.ts';
import type { Json } from '../../api/types.ts';
import type { Problem } from './locate-problem.ts';
import type { RecipeDocument } from './recipe-document.ts';
import { useDebounced } from './use-debounced.ts';

const quietMs = 350;

export interface Check {
  problems: Problem[];
  /** faults that were there since the builder opened and are gone now */
  mended: Problem[];
  /** the answer is for the document as it stands */
  isCurrent: boolean;
  error: unknown;
}

const keyOf = ({ code, path }: Problem): string => `${code} ${path}`;

/** The faults that the server finds in the document, asked when the typing pauses. */
export function useCheck(document: RecipeDocument): Check {
  const settled = useDebounced(document, quietMs);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['recipe-check', settled],
    queryFn: () => answerOf(api.POST('/recipes/validate', { body: { document: settled as unknown as Json } })),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const [seen, setSeen] = useState<ReadonlyMap<string, Problem>>(new Map());
  const problems = data?.problems ?? [];
  useEffect(() => {
    const fresh = problems.filter((problem) => !seen.has(keyOf(problem)));
    if (fresh.length > 0) setSeen(new Map([...seen, ...fresh.map((problem) => [keyOf(problem), problem] as const)]));
    // only an answer brings new faults
  }, [data]);
  const open = new Set(problems.map(keyOf));
  return {
    problems,
    mended: [...seen].filter(([key]) => !open.has(key)).map(([, problem]) => problem),
    isCurrent: settled === document && data !== undefined && !isPlaceholderData,
    error,
  };
}
