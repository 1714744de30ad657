import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { DownloadIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { taskQuery } from '../api/history-queries.ts';
import type { Task } from '../api/types.ts';
import { usePermission } from '../app/use-permission.ts';
import { TaskButtons, TaskVerbFailures } from '../components/bulk/task-buttons.tsx';
import { isTaskOver, taskNote, TaskProgress, taskTitle } from '../components/bulk/task-progress.tsx';
import { useTaskVerbs } from '../components/bulk/use-task-verbs.ts';
import { DecodedError } from '../components/decoded-error.tsx';
import { ErasureReportLink, isErasure } from '../components/erasure/erasure-text.tsx';
import { FaultsLink } from '../components/import/import-report.tsx';
import { StatusBadge } from '../components/status-badge.tsx';

const refreshMs = 3_000;

/** A replay, a rerun in bulk, an import or an erasure as it goes: how far it is, why it waits, ways to steer it, and what came of it as a file. */
export function TaskCard({ task, onLeave }: { task: Task; onLeave: () => void }) {
  const { data: report } = useQuery({
    ...taskQuery(task.id),
    refetchInterval: ({ state }) => (state.data !== undefined && isTaskOver(state.data) ? false : refreshMs),
  });
  const verbs = useTaskVerbs(task.id);
  const mayErase = usePermission('people.erase');
  const shown = report ?? task;
  return (
    <Stack gap={6} className="itc-card" p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Anchor component={Link} to={`/tasks/${task.id}`} fw={600} onClick={onLeave}>
          {taskTitle(task)}
        </Anchor>
        <StatusBadge status={shown.status} />
      </Group>
      <TaskProgress task={shown} />
      {report === undefined ? null : <Text size="sm">{taskNote(report)}</Text>}
      {shown.error === null ? null : <DecodedError error={shown.error} title="The task stopped" />}
      <TaskVerbFailures verbs={verbs} />
      <Group gap="xs">
        <TaskButtons task={shown} verbs={verbs} />
        {(shown.result?.failed ?? 0) === 0 ? null : <FaultsLink id={task.id} />}
        {isErasure(shown) && mayErase ? <ErasureReportLink id={task.id} /> : null}
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
