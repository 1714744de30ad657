import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';

import { taskQuery } from '../../api/history-queries.ts';
import type { Json, JobStatus, TaskReport } from '../../api/types.ts';
import { usePermission } from '../../app/use-permission.ts';
import { TaskButtons, TaskVerbFailures } from '../../components/bulk/task-buttons.tsx';
import { isImport, isTaskOver, taskNote, TaskProgress, taskTitle } from '../../components/bulk/task-progress.tsx';
import { useTaskVerbs } from '../../components/bulk/use-task-verbs.ts';
import { DecodedError } from '../../components/decoded-error.tsx';
import { ErasureReportLink, isErasure } from '../../components/erasure/erasure-text.tsx';
import { formatCount } from '../../components/format-count.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { ImportFaults } from '../../components/import/import-report.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';

const refreshMs = 1_000;

/** One replay, rerun in bulk, import or erasure: live counts, pause, cancel, report. */
export function Component() {
  const { id = '' } = useParams();
  const query = useQuery({
    ...taskQuery(id),
    refetchInterval: ({ state }) => (state.data !== undefined && isTaskOver(state.data) ? false : refreshMs),
  });
  const back = (
    <Anchor component={Link} to="/jobs" size="sm">
      ← Jobs
    </Anchor>
  );
  return (
    <Screen title={query.data === undefined ? 'Task' : taskTitle(query.data)} above={back}>
      <QueryState query={query} what="the task">
        {(task) => <Report task={task} />}
      </QueryState>
    </Screen>
  );
}

function Report({ task }: { task: TaskReport }) {
  const verbs = useTaskVerbs(task.id);
  const mayErase = usePermission('people.erase');
  const counts = Object.entries(task.jobs).filter(([, jobs]) => jobs > 0) as [JobStatus, number][];
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Section
        title="Progress"
        actions={
          task.endedAt !== null ? (
            <StatusBadge status={task.status} />
          ) : (
            <Group gap="sm">
              <TaskButtons task={task} verbs={verbs} />
            </Group>
          )
        }
      >
        <TaskProgress task={task} />
        <Text size="sm" c="dimmed" role="status">
          {taskNote(task)}
        </Text>
        <Text size="sm">
          Began <TimeText at={task.createdAt} />
          {task.endedAt === null ? null : (
            <>
              , ended <TimeText at={task.endedAt} />
            </>
          )}
        </Text>
        {task.error === null ? null : <DecodedError error={task.error} title="The task stopped" />}
        <TaskVerbFailures verbs={verbs} />
        <Disclosure label="What was ordered">
          <JsonTree value={task.input as Json} label="What was ordered" />
        </Disclosure>
      </Section>
      {isErasure(task) ? (
        <Section title="Report" help="What became of each person, with the proof for who asks. It names nobody.">
          {mayErase ? (
            <Text size="sm">
              <ErasureReportLink id={task.id} />
            </Text>
          ) : (
            <Text size="sm">Only those who may erase people see it.</Text>
          )}
        </Section>
      ) : isImport(task) ? (
        <Section title="Rows not taken" help="The first ones, and all of them as a file, which is kept for a day.">
          {(task.result?.failed ?? 0) === 0 ? (
            <Text size="sm">{task.endedAt === null ? 'None up to now.' : 'None.'}</Text>
          ) : (
            <ImportFaults task={task} />
          )}
        </Section>
      ) : (
        <Jobs task={task} counts={counts} />
      )}
    </SimpleGrid>
  );
}

function Jobs({ task, counts }: { task: TaskReport; counts: [JobStatus, number][] }) {
  return (
    <Section title="Its jobs" help="What became of them up to now.">
      {counts.length === 0 ? <Text size="sm">No job was started.</Text> : null}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Jobs by status">
        {counts.map(([status, jobs]) => (
          <Group component="li" key={status} gap="sm">
            <StatusBadge status={status} />
            <Anchor component={Link} to={`/jobs?task=${task.id}&status=${status}`} underline="always">
              {formatCount(jobs, 'job')}
            </Anchor>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
