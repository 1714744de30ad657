import { Anchor, Drawer, Group, Stack, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { answerOf, api } from '../api/client.ts';
import { runningTasksQuery } from '../api/history-queries.ts';
import { bulkRunsQuery } from '../api/queries.ts';
import type { Job, JobStatus, Task } from '../api/types.ts';
import { TaskProgress, taskTitles } from '../components/bulk/task-progress.tsx';
import { EmptyState, FailureState, LoadingState } from '../components/states.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import { TimeText } from '../components/time-text.tsx';
import { BulkRunCard } from './bulk-run-card.tsx';

const shownStates: JobStatus[] = ['running', 'waiting', 'held', 'queued'];
const refreshMs = 3_000;

const stateQuery = (status: JobStatus) => ({
  queryKey: ['activity', status],
  queryFn: async () => (await answerOf(api.GET('/jobs', { params: { query: { status, limit: 20 } } }))).items,
  refetchInterval: refreshMs,
});

/**
 * What is under way, and what ended lately: bulk runs, replays and reruns in bulk, jobs that run, wait or are held. Another kind of
 * work is a query here and a card in the stack below.
 */
export default function ActivityTray({ onClose }: { onClose: () => void }) {
  const answers = useQueries({ queries: shownStates.map(stateQuery) });
  const bulk = useQuery({ ...bulkRunsQuery, refetchInterval: refreshMs });
  const runs = bulk.data ?? [];
  const { data: tasks = [] } = useQuery({ ...runningTasksQuery, refetchInterval: refreshMs });
  const failed = [...answers, bulk].find(({ isError }) => isError);
  const jobs = answers.flatMap(({ data }) => data ?? []);
  return (
    <Drawer opened onClose={onClose} title="Activity" position="right" size="sm">
      {failed !== undefined ? (
        <FailureState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : answers.some(({ isPending }) => isPending) || bulk.isPending ? (
        <LoadingState what="activity" />
      ) : jobs.length + runs.length + tasks.length === 0 ? (
        <EmptyState title="Nothing is running">
          Bulk runs, and jobs that run, wait or are held, show up here.
        </EmptyState>
      ) : (
        <Stack gap="sm">
          {runs.map((run) => (
            <BulkRunCard key={run.id} run={run} />
          ))}
          {tasks.map((task) => (
            <ActiveTask key={task.id} task={task} />
          ))}
          {jobs.map((job) => (
            <ActiveJob key={job.id} job={job} />
          ))}
        </Stack>
      )}
    </Drawer>
  );
}

function ActiveTask({ task }: { task: Task }) {
  return (
    <Stack gap="xs" className="itc-card" p="sm">
      <Anchor component={Link} to={`/tasks/${task.id}`} fw={600}>
        {taskTitles[task.kind] ?? task.kind}
      </Anchor>
      <TaskProgress task={task} />
    </Stack>
  );
}

function ActiveJob({ job }: { job: Job }) {
  return (
    <Stack gap={2} className="itc-card" p="sm">
      <Group justify="space-between" wrap="nowrap">
        <Anchor component={Link} to={`/jobs/${job.id}`} fw={600} className="itc-clip">
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
