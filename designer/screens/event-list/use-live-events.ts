import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { eventPageQuery } from '../../api/history-queries.ts';

const liveMs = 2_000;

type EventQuery = Parameters<typeof eventPageQuery>[0];

/**
 * One page of events that follows what arrives, unless it is paused, is a later page, or belongs to a text search. While it is
 * paused, what arrives is counted and not shown.
 */
export function useLiveEvents(filter: EventQuery, isHeld: boolean) {
  const [isPaused, setPaused] = useState(false);
  const canFollow = filter.cursor === undefined && filter.text === undefined;
  const isFollowing = canFollow && !isPaused && !isHeld;
  const page = useQuery({ ...eventPageQuery(filter), refetchInterval: isFollowing ? liveMs : false });
  const options = eventPageQuery(filter);
  const head = useQuery({
    ...options,
    queryKey: [...options.queryKey, 'head'],
    enabled: canFollow && !isFollowing,
    refetchInterval: liveMs,
    placeholderData: undefined,
  });
  const newest = page.data?.items[0]?.id;
  // ids sort by time
  const waiting = isFollowing
    ? 0
    : (head.data?.items ?? []).filter(({ id }) => newest === undefined || id > newest).length;
  return {
    page,
    canFollow,
    isPaused,
    setPaused: (paused: boolean): void => {
      setPaused(paused);
      if (!paused) void page.refetch();
    },
    /** events that arrived since, counted up to one page */
    waiting,
    isMoreWaiting: waiting > 0 && waiting === head.data?.items.length && head.data.next !== null,
    show: () => void page.refetch(),
  };
}
