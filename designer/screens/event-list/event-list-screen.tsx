import { Group, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { eventsQuery } from '../../api/queries.ts';
import type { IncomingEvent } from '../../api/types.ts';
import { DataView, pagedRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useFilters } from '../../components/use-filters.ts';

const filterSchema = z.object({ connection: z.optional(z.string()), eventName: z.optional(z.string()) });

const columns: Column<IncomingEvent>[] = [
  {
    key: 'eventName',
    title: 'Event',
    render: ({ eventName, workflowId }) => eventName ?? `journey ${workflowId ?? ''}`,
  },
  { key: 'receivedAt', title: 'Received', render: ({ receivedAt }) => <TimeText at={receivedAt} /> },
  { key: 'connection', title: 'Connection', render: ({ connection }) => connection },
  { key: 'jobs', title: 'Jobs', align: 'right', render: ({ jobs }) => jobs.length },
  {
    key: 'duplicateOf',
    title: 'Delivery',
    render: ({ duplicateOf }) => (duplicateOf === null ? 'first' : <StatusBadge status="duplicate" />),
  },
];

/** What arrived, newest first. */
export function Component() {
  const filters = useFilters(filterSchema);
  const query = useInfiniteQuery(eventsQuery(filters.values));
  return (
    <Screen title="Events" lead="Every webhook that arrived, kept as it came.">
      <Group align="flex-end">
        <TextInput
          label="Event name"
          value={filters.values.eventName ?? ''}
          onChange={(event) => filters.set({ eventName: event.currentTarget.value })}
        />
      </Group>
      <DataView
        what="events"
        source={pagedRows(query)}
        columns={columns}
        idOf={({ id }) => id}
        empty={
          <EmptyState title="No events">
            Paste the webhook address of a connection into Iterable to receive some.
          </EmptyState>
        }
      />
    </Screen>
  );
}
