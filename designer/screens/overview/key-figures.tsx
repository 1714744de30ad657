import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { queueQuery } from '../../api/history-queries.ts';
import type { JobStatistics } from '../../api/types.ts';
import { formatDuration } from '../../components/format-time.ts';
import { FailureState, LoadingState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { failureShare, sumStatuses, type EventBuckets } from './figures.ts';

interface KeyFiguresProps {
  events: UseQueryResult<EventBuckets>;
  jobs: UseQueryResult<JobStatistics>;
}

const refreshMs = 5_000;
const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** The figures of the chosen time, each a card of its own so that one fault leaves the others. */
export function KeyFigures({ events, jobs }: KeyFiguresProps) {
  const queue = useQuery({ ...queueQuery, refetchInterval: refreshMs });
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="md">
      <Figure title="Events received" query={events}>
        {(buckets) => {
          const received = buckets.reduce((sum, bucket) => sum + bucket.received, 0);
          const repeats = buckets.reduce((sum, bucket) => sum + bucket.duplicates, 0);
          return [received.toLocaleString(), repeats === 0 ? 'none repeated' : `${repeats.toLocaleString()} repeated`];
        }}
      </Figure>
      <Figure title="Jobs succeeded" query={jobs}>
        {({ buckets }) => {
          const sums = sumStatuses(buckets);
          return [sums.succeeded.toLocaleString(), `${sums.failed.toLocaleString()} failed`];
        }}
      </Figure>
      <Figure title="Failure rate" query={jobs}>
        {({ buckets }) => {
          const share = failureShare(sumStatuses(buckets));
          return share === null ? ['–', 'no job ended'] : [percent(share), 'of the jobs that ended'];
        }}
      </Figure>
      <Figure title="Latency p95" query={jobs}>
        {({ latency }) =>
          latency === null
            ? ['–', 'no job ended']
            : [formatDuration(latency.p95), `half within ${formatDuration(latency.p50)}`]
        }
      </Figure>
      <Figure title="In the queue" query={queue}>
        {({ statuses, oldestQueuedAt }) => [
          (statuses.queued ?? 0).toLocaleString(),
          oldestQueuedAt === null ? 'nothing waits' : <TimeText key="age" at={oldestQueuedAt} as="age" />,
        ]}
      </Figure>
    </SimpleGrid>
  );
}

interface FigureProps<T> {
  title: string;
  query: UseQueryResult<T>;
  children: (data: T) => [value: ReactNode, note: ReactNode];
}

function Figure<T>({ title, query, children }: FigureProps<T>) {
  if (query.data === undefined) {
    return query.isError ? (
      <FailureState error={query.error} title={title} onRetry={() => void query.refetch()} />
    ) : (
      <Stack className="itc-card" p="md">
        <LoadingState what={title} lines={2} />
      </Stack>
    );
  }
  const [value, note] = children(query.data);
  return (
    <Stack gap={2} className="itc-card" p="md">
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text fz={26} fw={650} lh={1.2}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </Stack>
  );
}
