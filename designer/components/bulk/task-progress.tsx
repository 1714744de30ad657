import { Progress, Stack, Text } from '@mantine/core';

import type { JobStatus, Task, TaskReport } from '../../api/types.ts';
import { formatCount } from '../format-count.ts';

export const taskTitles: Record<string, string> = {
  bulk_replay: 'Replay of events',
  rerun_jobs: 'Rerun of jobs',
  recover_failed: 'Recovery of failed jobs',
  replay_missing: 'Replay of what a recipe missed',
};

const open: JobStatus[] = ['queued', 'running', 'waiting'];

/** Whether nothing more will happen: the task and every job that it started have ended. */
export const isTaskOver = ({ status, jobs }: Pick<TaskReport, 'status' | 'jobs'>): boolean =>
  status !== 'running' && open.every((state) => (jobs[state] ?? 0) === 0);

/** What a task is about to do, or why it waits. */
export function taskNote(task: Pick<TaskReport, 'status' | 'jobs'>): string {
  if (task.status === 'cancelled') return 'Cancelled. Jobs that were started already run on.';
  if (task.status === 'failed') return 'It stopped before its end. Jobs that were started already run on.';
  if (task.status === 'done') {
    return isTaskOver(task) ? 'All its jobs have ended.' : 'All jobs are started; some have not ended yet.';
  }
  return (task.jobs.queued ?? 0) > 0
    ? 'Started jobs wait for a worker; more are started as they finish.'
    : 'Under way. It goes on when you leave this page.';
}

/** How far a task is, as a bar and in words. */
export function TaskProgress({ task }: { task: Pick<Task, 'kind' | 'done' | 'total' | 'started'> }) {
  const { kind, done, total, started } = task;
  const share = total === 0 ? 100 : Math.min(100, Math.round((done / total) * 100));
  const label = `${taskTitles[kind] ?? kind}: ${share} %`;
  return (
    <Stack gap={4}>
      <Progress.Root size="lg">
        <Progress.Section value={share} aria-label={label} />
      </Progress.Root>
      <Text size="sm">
        {done.toLocaleString()} of {total.toLocaleString()} looked at, {formatCount(started, 'job')} started
      </Text>
    </Stack>
  );
}
