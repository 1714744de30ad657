import { Progress, Stack, Text } from '@mantine/core';

import type { Task } from '../../api/types.ts';
import { formatCount } from '../format-count.ts';

export const taskTitles: Record<string, string> = {
  bulk_replay: 'Replay of events',
  rerun_jobs: 'Rerun of jobs',
  recover_failed: 'Recovery of failed jobs',
  replay_missing: 'Replay of what a recipe missed',
};

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
