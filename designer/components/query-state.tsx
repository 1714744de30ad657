import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { FailureState, LoadingState } from './states.tsx';

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** what is loaded: "connections" */
  what: string;
  lines?: number;
  children: (data: T) => ReactNode;
}

/** Draws a query in its three states; data that is there stays on the screen while it is loaded anew. */
export function QueryState<T>({ query, what, lines, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return <FailureState error={query.error} title={`Could not load ${what}`} onRetry={() => void query.refetch()} />;
  }
  return <LoadingState what={what} lines={lines} />;
}
