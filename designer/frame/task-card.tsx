import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { DownloadIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { errorInfoOf } from '../api/api-failure.ts';
import { taskQuery } from '../api/history-queries.ts';
import type { Task } from '../api/types.ts';
import { isTaskOver, taskNote, TaskProgress, taskTitles } from '../components/bulk/task-progress.tsx';
import { useCancelTask } from '../components/bulk/use-cancel-task.ts';
import { DecodedError } from '../components/decoded-error.tsx';
import { StatusBadge } from '../components/status-badge.tsx';

const refreshMs = 3_000;

/** A replay or rerun in bulk as it goes: how far it is, why it waits, a way to stop it, and its jobs as a file. */
export function TaskCard({ task, onLeave }: { task: Task; onLeave: () => void }) {
  const { data: report } = useQuery({
    ...taskQuery(task.id),
    refetchInterval: ({ state }) => (state.data !== undefined && isTaskOver(state.data) ? false : refreshMs),
  });
  const cancel = useCancelTask(task.id);
  const shown = report ?? task;
  const title = taskTitles[task.kind] ?? task.kind;
  return (
    <Stack gap={6} className="itc-card" p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Anchor component={Link} to={`/tasks/${task.id}`} fw={600} onClick={onLeave}>
          {title}
        </Anchor>
        <StatusBadge status={shown.status} />
      </Group>
      <TaskProgress task={shown} />
      {report === undefined ? null : <Text size="sm">{taskNote(report)}</Text>}
      {shown.error === null ? null : <DecodedError error={shown.error} title="The task stopped" />}
      {cancel.isError ? <DecodedError error={errorInfoOf(cancel.error)} title="It was not cancelled" /> : null}
      <Group gap="xs">
        {shown.status === 'running' ? (
          <Button
            size="xs"
            variant="default"
            loading={cancel.isPending}
            aria-label={`Cancel: ${title}`}
            onClick={() => cancel.mutate()}
          >
            Cancel
          </Button>
        ) : null}
        {shown.started === 0 ? null : (
          <Button
            component="a"
            size="xs"
            variant="default"
            leftSection={<DownloadIcon />}
            href={`/api/v1/job-export?format=csv&task=${encodeURIComponent(task.id)}`}
            download
          >
            Jobs
          </Button>
        )}
      </Group>
    </Stack>
  );
}
