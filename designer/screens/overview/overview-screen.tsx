import { Anchor, Button, Group } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { jobsQuery, sessionQuery } from '../../api/queries.ts';
import type { Job } from '../../api/types.ts';
import { DataView, pagedRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';

const columns: Column<Job>[] = [
  { key: 'recipe', title: 'Recipe', render: ({ recipe }) => recipe },
  { key: 'status', title: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  { key: 'message', title: 'What happened', render: ({ error }) => error?.message ?? '–' },
  { key: 'startedAt', title: 'Started', render: ({ startedAt }) => <TimeText at={startedAt} as="age" /> },
];

/** What needs a person, first. */
export function Component() {
  const session = useQuery(sessionQuery);
  const held = useInfiniteQuery(jobsQuery({ status: 'held' }));
  const failed = useInfiniteQuery(jobsQuery({ status: 'failed' }));
  const lists = [
    { title: 'Held for a decision', what: 'held jobs', query: held, empty: 'No message waits for a decision.' },
    { title: 'Failed', what: 'failed jobs', query: failed, empty: 'No job failed.' },
  ];
  return (
    <Screen
      title="Overview"
      actions={
        session.data?.isFirstRun === true ? (
          <Button component={Link} to="/setup">
            First steps
          </Button>
        ) : undefined
      }
    >
      {lists.map(({ title, what, query, empty }) => (
        <Section key={what} title={title}>
          <DataView
            what={what}
            source={pagedRows(query)}
            columns={columns}
            idOf={({ id }) => id}
            empty={<EmptyState title="All well">{empty}</EmptyState>}
          />
        </Section>
      ))}
      <Group>
        <Anchor component={Link} to="/jobs" underline="always">
          All jobs
        </Anchor>
        <Anchor component={Link} to="/events" underline="always">
          All events
        </Anchor>
      </Group>
    </Screen>
  );
}
