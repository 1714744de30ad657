import { Anchor, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';

import { eventQuery } from '../../api/history-queries.ts';
import type { EventDetail } from '../../api/types.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { eventLabel } from '../../components/event-label.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { EventActions } from './event-actions.tsx';
import { EventBody } from './event-body.tsx';
import { EventHeaders } from './event-headers.tsx';
import { EventJobs } from './event-jobs.tsx';
import { SchemaCheck } from './schema-check.tsx';

const back = (
  <Anchor component={Link} to="/events" size="sm">
    ← Events
  </Anchor>
);

/** One event: what came, what it started, whether it looks as expected. */
export function Component() {
  const { id = '' } = useParams();
  const query = useQuery(eventQuery(id));
  const event = query.data;
  return (
    <Screen
      title={event === undefined ? 'Event' : eventLabel(event)}
      above={back}
      actions={event === undefined ? undefined : <EventActions event={event} />}
    >
      <QueryState query={query} what="the event">
        {(found) => <Detail event={found} />}
      </QueryState>
    </Screen>
  );
}

function Detail({ event }: { event: EventDetail }) {
  return (
    <>
      <Group gap="md">
        <Text size="sm">
          Received <TimeText at={event.receivedAt} /> at{' '}
          <Anchor component={Link} to={`/connections/${event.connection}`} size="sm" underline="always">
            {event.connection}
          </Anchor>
        </Text>
        <Group gap={4}>
          <span className="itc-mono">{event.id}</span>
          <CopyButton value={event.id} what="event ID" />
        </Group>
        {event.duplicateOf === null ? null : (
          <Group gap="xs">
            <StatusBadge status="duplicate" />
            <Anchor component={Link} to={`/events/${event.duplicateOf}`} size="sm" underline="always">
              See the first delivery, which started the jobs
            </Anchor>
          </Group>
        )}
      </Group>
      <ScreenTabs
        label="Parts of the event"
        tabs={[
          { value: 'body', label: 'Body', content: <EventBody payload={event.payload} /> },
          { value: 'headers', label: 'Headers', content: <EventHeaders payload={event.payload} /> },
          { value: 'jobs', label: `Jobs (${event.jobs.length})`, content: <EventJobs event={event} /> },
          { value: 'schema', label: 'Schema check', content: <SchemaCheck event={event} /> },
        ]}
      />
    </>
  );
}
