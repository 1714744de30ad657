import { useSearchParams } from 'react-router';

import type { Pager } from './data-view.tsx';
import { writeFilters } from './filters.ts';

/** The place in a long list, kept in the address: Back goes to the page before. `key` parts lists of one screen. */
export function useCursor(key = 'cursor'): {
  cursor: string | undefined;
  pagerOf: (next: string | null | undefined) => Pager;
} {
  const [params, setParams] = useSearchParams();
  const cursor = params.get(key) ?? undefined;
  const go = (to: string | undefined): void => setParams((current) => writeFilters(current, { [key]: to }));
  return {
    cursor,
    pagerOf: (next) => ({
      isFirst: cursor === undefined,
      toOlder: next === null || next === undefined ? null : () => go(next),
      toNewest: () => go(undefined),
    }),
  };
}
