import { Anchor, Drawer, Group, Stack, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { answerOf, api } from '../api/client.ts';
import { newestTasksQuery } from '../api/history-queries.ts';
import { bulkRunsQuery } from '../api/queries.ts';
import type { Job, JobStatus } from '../api/types.ts';
import { EmptyState, FailureState, LoadingState } from '../components/states.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { TimeText } from '../components/time-text.tsx';
import { useFocusBack } from '../components/use-focus-back.ts';
import { BulkRunCard } from './bulk-run-card.tsx';
import { TaskCard } from './task-card.tsx';

const shownStates: JobStatus[] = ['running', 'waiting', 'held', 'queued'];
const refreshMs = 3_000;
/** A failure stays until somebody tries again: asking anew by itself would take the button away under the finger. */
const unlessFailed = ({ state }: { state: { status: string } }): number | false =>
  state.status === 'error' ? false : refreshMs;
const keptMs = 24 * 60 * 60_000;

const stateQuery = (status: JobStatus) => ({
  queryKey: ['activity', status],
  queryFn: async () => (await answerOf(api.GET('/jobs', { params: { query: { status, limit: 20 } } }))).items,
  refetchInterval: unlessFailed,
});

/** Whether work still goes on, or ended so lately that its result is looked for here. */
const isRecent = ({ endedAt }: { endedAt: string | null }): boolean =>
  endedAt === null || Date.now() - Date.parse(endedAt) < keptMs;

/**
 * What is under way, and what ended within a day: bulk runs, replays, reruns in bulk, imports and erasures, jobs that run, wait or are held. Another kind
 * of work is a query here and a card in the stack below.
 */
export default function ActivityTray({ onClose }: { onClose: () => void }) {
  useFocusBack();
  const jobLists = useQueries({ queries: shownStates.map(stateQuery) });
  const bulk = useQuery({ ...bulkRunsQuery, refetchInterval: unlessFailed });
  const newest = useQuery({ ...newestTasksQuery, refetchInterval: unlessFailed });
  const runs = (bulk.data ?? []).filter(isRecent);
  const tasks = (newest.data ?? []).filter(isRecent);
  const answers = [...jobLists, bulk, newest];
  const failed = answers.find(({ isError }) => isError);
  const jobs = jobLists.flatMap(({ data }) => data ?? []);
  return (
    <Drawer opened onClose={onClose} title="Activity" position="right" size="sm">
      {failed !== undefined ? (
        <FailureState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : answers.some(({ isPending }) => isPending) ? (
        <LoadingState what="activity" />
      ) : jobs.length + runs.length + tasks.length === 0 ? (
        <EmptyState title="Nothing is running">
          Bulk runs, replays, imports, erasures, and jobs that run, wait or are held, show up here, with what ended
          within a day.
        </EmptyState>
      ) : (
        <Stack gap="sm">
          {runs.map((run) => (
            <BulkRunCard key={run.id} run={run} onLeave={onClose} />
          ))}
          {tasks.map((task) => (
            <TaskCard key={task.id} task={task} onLeave={onClose} />
          ))}
          {jobs.map((job) => (
            <ActiveJob key={job.id} job={job} onLeave={onClose} />
          ))}
        </Stack>
      )}
    </Drawer>
  );
}

function ActiveJob({ job, onLeave }: { job: Job; onLeave: () => void }) {
  return (
    <Stack gap={2} className="itc-card" p="sm">
      <Group justify="space-between" wrap="nowrap">
        <Anchor component={Link} to={`/jobs/${job.id}`} fw={600} className="itc-clip" onClick={onLeave}>
          {job.recipe}
        </Anchor>
        <StatusBadge status={job.status} />
      </Group>
      {job.error === null ? null : <Text size="sm">{job.error.message}</Text>}
      {job.runAt === null ? null : (
        <Text size="sm" c="dimmed">
          goes on <TimeText at={job.runAt} as="age" />
        </Text>
      )}
    </Stack>
  );
}
