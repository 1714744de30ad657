import { Progress, Stack, Text } from '@mantine/core';

import type { JobStatus, Task, TaskReport } from '../../api/types.ts';
import { erasedHere, erasureLine, erasureNote, ErasureNow, isErasure, openPeople } from '../erasure/erasure-text.tsx';
import { formatCount } from '../format-count.ts';
import { importLine } from '../import/import-report.tsx';

const titles: Record<string, string> = {
  bulk_replay: 'Replay of events',
  rerun_jobs: 'Rerun of jobs',
  recover_failed: 'Recovery of failed jobs',
  replay_missing: 'Replay of what a recipe missed',
  import_preferences: 'Import of preferences',
  import_suppressions: 'Import of suppressions',
  erase_people: 'Erasure of people',
};

export const isImport = ({ kind }: Pick<Task, 'kind'>): boolean => kind.startsWith('import_');
const isTrial = ({ input }: Pick<Task, 'input'>): boolean =>
  typeof input === 'object' && input !== null && 'isDry' in input && input['isDry'] === true;

/** What a task is called. */
export const taskTitle = (task: Pick<Task, 'kind' | 'input'>): string =>
  (titles[task.kind] ?? task.kind) + (isTrial(task) ? ' (dry run)' : '');

const open: JobStatus[] = ['queued', 'running', 'waiting'];

/** Whether nothing more will happen: the task, every job that it started and everybody whose erasure was begun have ended. */
export const isTaskOver = (task: Pick<TaskReport, 'kind' | 'status' | 'jobs' | 'total' | 'done'>): boolean =>
  task.status !== 'running' &&
  task.status !== 'paused' &&
  open.every((state) => (task.jobs[state] ?? 0) === 0) &&
  !(isErasure(task) && openPeople(task) > 0);

const importNotes: Record<Task['status'], string> = {
  running: 'Under way. It goes on when you leave this page.',
  paused: 'Paused. The rows that were taken stay; the file is kept for a day.',
  done: 'All rows were read.',
  cancelled: 'Cancelled. The rows that were taken stay.',
  failed: 'It stopped before its end. The rows that were taken stay; importing the file once more repeats nothing.',
};

/** What a task is about to do, or why it waits. */
export function taskNote(task: TaskReport): string {
  if (isErasure(task)) return erasureNote(task);
  if (isImport(task)) return importNotes[task.status];
  if (task.status === 'paused') return 'Paused: no more jobs are started. Those that were started run on.';
  if (task.status === 'cancelled') return 'Cancelled. Jobs that were started already run on.';
  if (task.status === 'failed') return 'It stopped before its end. Jobs that were started already run on.';
  if (task.status === 'done') {
    return isTaskOver(task) ? 'All its jobs have ended.' : 'All jobs are started; some have not ended yet.';
  }
  return (task.jobs.queued ?? 0) > 0
    ? 'Started jobs wait for a worker; more are started as they finish.'
    : 'Under way. It goes on when you leave this page.';
}

function progressLine(task: Task, share: number): string {
  if (isErasure(task)) return erasureLine(task);
  if (isImport(task)) return `${share} % · ${importLine(task)}`;
  const { done, total, started } = task;
  return `${done.toLocaleString()} of ${total.toLocaleString()} looked at, ${formatCount(started, 'job')} started`;
}

/** The person who is being erased counts by how much is looked through. */
const doneOf = ({ done, erasures }: Task): number =>
  done + (erasures?.looked ? erasures.looked.events / Math.max(1, erasures.looked.of) : 0);

/** How far a task is, as a bar and in words. */
export function TaskProgress({ task }: { task: Task }) {
  const share = task.total === 0 ? 100 : Math.min(100, Math.round((doneOf(task) / task.total) * 100));
  const label = `${taskTitle(task)}: ${share} %`;
  const erased = erasedHere(task);
  return (
    <Stack gap={4}>
      <Progress.Root size="lg">
        <Progress.Section value={share} aria-label={label} />
      </Progress.Root>
      <Text size="sm">{progressLine(task, share)}</Text>
      <ErasureNow task={task} />
      {erased === null ? null : <Text size="sm">Erased here: {erased}</Text>}
    </Stack>
  );
}
