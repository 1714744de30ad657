import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Pencil1Icon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import * as z from 'zod/mini';

import { jobQuery } from '../../api/history-queries.ts';
import type { JobDetail } from '../../api/types.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { formatDuration } from '../../components/format-time.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { Section } from '../../components/section.tsx';
import { ShowAs } from '../../components/show-as.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useFilters } from '../../components/use-filters.ts';
import { JobActions } from './job-actions.tsx';
import { JobComparison } from './job-comparison.tsx';
import { failedGroup, JobError } from './job-error.tsx';
import { StepDetail } from './step-detail.tsx';
import { groupSteps, spanOf, type StepGroup } from './step-groups.ts';
import { Waterfall } from './waterfall.tsx';

const chosenSchema = z.object({ at: z.optional(z.string()) });
const moving = ['queued', 'running', 'waiting'];
const refreshMs = 1_500;

const back = (
  <Anchor component={Link} to="/jobs" size="sm">
    ← Jobs
  </Anchor>
);

/** One job: what went wrong, where the time went, what each step did. */
export function Component() {
  const { id = '' } = useParams();
  const query = useQuery({
    ...jobQuery(id),
    refetchInterval: ({ state }) =>
      state.data !== undefined && !moving.includes(state.data.status) ? false : refreshMs,
  });
  const job = query.data;
  return (
    <Screen
      title={job === undefined ? 'Job' : `Job of ${job.recipe}`}
      above={back}
      actions={
        job === undefined ? undefined : (
          <>
            <ShowAs cli={`jobs show ${job.id}`} rest={`/jobs/${job.id}`} json={job} />
            <Button
              component={Link}
              to={`/recipes/${job.recipe}?${new URLSearchParams({ event: job.event }).toString()}`}
              variant="default"
              leftSection={<Pencil1Icon />}
            >
              Open in builder with this event
            </Button>
            <JobActions job={job} key={job.id} />
          </>
        )
      }
    >
      <QueryState query={query} what="the job">
        {(found) => <Detail job={found} key={found.id} />}
      </QueryState>
    </Screen>
  );
}

function Detail({ job }: { job: JobDetail }) {
  const groups = useMemo(() => groupSteps(job.ledger), [job]);
  return (
    <Stack gap="md">
      <Facts job={job} />
      <JobError job={job} groups={groups} />
      <ScreenTabs
        label="Parts of the job"
        tabs={[
          { value: 'steps', label: 'Steps', content: <Steps job={job} groups={groups} /> },
          { value: 'compare', label: 'Compare', content: <JobComparison id={job.id} /> },
        ]}
      />
    </Stack>
  );
}

function Facts({ job }: { job: JobDetail }) {
  const { startedAt, endedAt } = job;
  return (
    <Group gap="md">
      <div role="status">
        <StatusBadge status={job.status} />
      </div>
      <Text size="sm">
        <Anchor component={Link} to={`/recipes/${job.recipe}`} size="sm" underline="always">
          {job.recipe}
        </Anchor>{' '}
        version {job.version}
      </Text>
      <Text size="sm">
        <Anchor component={Link} to={`/events/${job.event}`} size="sm" underline="always">
          Its event
        </Anchor>
      </Text>
      <Text size="sm">
        Made <TimeText at={job.createdAt} />
        {startedAt === null || endedAt === null
          ? ''
          : `, took ${formatDuration(Date.parse(endedAt) - Date.parse(startedAt))}`}
      </Text>
      {job.rerunOf === null ? null : (
        <Anchor component={Link} to={`/jobs/${job.rerunOf}`} size="sm" underline="always">
          Repeats an earlier job
        </Anchor>
      )}
      {job.task === null ? null : (
        <Anchor component={Link} to={`/tasks/${job.task}`} size="sm" underline="always">
          Started by a task
        </Anchor>
      )}
      <Group gap={4}>
        <span className="itc-mono">{job.id}</span>
        <CopyButton value={job.id} what="job ID" />
      </Group>
    </Group>
  );
}

function Steps({ job, groups }: { job: JobDetail; groups: StepGroup[] }) {
  const { values, set } = useFilters(chosenSchema);
  const nowMs = Date.now();
  const chosen = groups.find(({ path }) => path === values.at) ?? failedGroup(groups) ?? groups[0];
  if (chosen === undefined) {
    return <EmptyState title="No step ran yet">Steps appear here as they are recorded.</EmptyState>;
  }
  return (
    <Stack gap="md">
      <Section title="Where the time went" help="Waits between attempts are hatched. Choose a step to see it below.">
        <Waterfall
          groups={groups}
          span={spanOf(job, nowMs)}
          nowMs={nowMs}
          chosen={chosen.path}
          onChoose={(at) => set({ at })}
        />
      </Section>
      <StepDetail group={chosen} />
    </Stack>
  );
}
