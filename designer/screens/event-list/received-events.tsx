import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { PauseIcon, PlayIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';

import { connectionsQuery } from '../../api/queries.ts';
import type { IncomingEvent } from '../../api/types.ts';
import { DataView, pageRows, type Column } from '../../components/data-view.tsx';
import { FilterText } from '../../components/filter-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeRangeFilter } from '../../components/time-range-filter.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useCursor } from '../../components/use-cursor.ts';
import { SavedFilters } from '../../components/saved-filters.tsx';
import { useFilters } from '../../components/use-filters.ts';
import { eventLabel } from '../../components/event-label.ts';
import { BookmarkList } from './bookmark-list.tsx';
import { NoEvents } from './no-events.tsx';
import { ReplayMenu } from './replay-menu.tsx';
import { useLiveEvents } from './use-live-events.ts';

const filterSchema = z.object({
  connection: z.optional(z.string()),
  eventName: z.optional(z.string()),
  workflowId: z.optional(z.string()),
  text: z.optional(z.string()),
  duplicates: z.optional(z.enum(['true', 'false'])),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
});

const columns: Column<IncomingEvent>[] = [
  { key: 'eventName', title: 'Event', render: eventLabel },
  { key: 'receivedAt', title: 'Received', render: ({ receivedAt }) => <TimeText at={receivedAt} /> },
  { key: 'connection', title: 'Connection', render: ({ connection }) => connection },
  { key: 'jobs', title: 'Jobs', align: 'right', render: ({ jobs }) => jobs.length },
  {
    key: 'duplicateOf',
    title: 'Delivery',
    render: ({ duplicateOf }) => (duplicateOf === null ? 'first' : <StatusBadge status="duplicate" />),
  },
];

const deliveries = [
  { value: 'false', label: 'First deliveries' },
  { value: 'true', label: 'Repeated deliveries' },
];

/** The received events: live, filtered, searched, replayed. */
export function ReceivedEvents() {
  const filters = useFilters(filterSchema);
  const { cursor, pagerOf } = useCursor();
  const [selected, setSelected] = useState<IncomingEvent[]>([]);
  const { data: connections = [] } = useQuery(connectionsQuery);
  const live = useLiveEvents({ ...filters.values, cursor }, selected.length > 0);
  const { page } = live;
  const { values } = filters;
  const hasMore = page.data?.next !== null && page.data !== undefined;
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm" className="itc-filters">
        <FilterText
          label="Search payloads"
          placeholder="any part of the body, in any case"
          w={{ base: '100%', sm: 260 }}
          value={values.text}
          onChange={(text) => filters.set({ text })}
        />
        <FilterText label="Event name" value={values.eventName} onChange={(eventName) => filters.set({ eventName })} />
        <FilterText
          label="Journey ID"
          w={120}
          value={values.workflowId}
          onChange={(workflowId) => filters.set({ workflowId })}
        />
        <Select
          label="Connection"
          clearable
          data={connections.map(({ name }) => name)}
          value={values.connection ?? null}
          onChange={(connection) => filters.set({ connection: connection ?? undefined })}
        />
        <Select
          label="Deliveries"
          clearable
          data={deliveries}
          value={values.duplicates ?? null}
          onChange={(duplicates) => filters.set({ duplicates: (duplicates ?? undefined) as 'true' | undefined })}
        />
        <TimeRangeFilter from={values.from} to={values.to} onChange={filters.set} />
        <SavedFilters list="events" keys={Object.keys(filterSchema.shape)} />
        <BookmarkList />
        {filters.isFiltered ? (
          <Button variant="subtle" onClick={filters.clear}>
            Clear filters
          </Button>
        ) : null}
      </Group>
      <Group justify="space-between" gap="sm">
        <LiveState live={live} hasSelection={selected.length > 0} />
        <ReplayMenu selected={selected} filter={values} onStarted={() => setSelected([])} />
      </Group>
      <DataView
        what="events"
        source={pageRows(page, pagerOf)}
        columns={columns}
        idOf={({ id }) => id}
        linkOf={({ id }) => `/events/${id}`}
        selected={selected}
        onSelect={setSelected}
        empty={
          filters.isFiltered ? (
            <EmptyState title="No event fits" action={<Button onClick={filters.clear}>Clear filters</Button>}>
              {values.text === undefined ? 'Try fewer filters.' : 'No payload contains this text.'}
            </EmptyState>
          ) : (
            <NoEvents connections={connections} />
          )
        }
      />
      {page.data === undefined || page.data.searched === null ? null : (
        <Text size="sm" c="dimmed" role="status">
          {page.data.searched.toLocaleString()} events were searched
          {page.data.searchedTo === null ? '' : ', back to '}
          {page.data.searchedTo === null ? null : <TimeText at={page.data.searchedTo} />}.{' '}
          {hasMore ? '“Older” searches on from there.' : 'That is all there are.'}
        </Text>
      )}
    </Stack>
  );
}

function LiveState({ live, hasSelection }: { live: ReturnType<typeof useLiveEvents>; hasSelection: boolean }) {
  const { canFollow, isPaused, waiting, isMoreWaiting } = live;
  if (!canFollow) return <Text size="sm">Not live: this is an older page or a search.</Text>;
  return (
    <Group gap="sm">
      <Button
        variant="default"
        size="sm"
        leftSection={isPaused ? <PlayIcon /> : <PauseIcon />}
        onClick={() => live.setPaused(!isPaused)}
      >
        {isPaused ? 'Go on' : 'Pause'}
      </Button>
      <Text size="sm" role="status">
        {isPaused ? 'Paused.' : hasSelection ? 'Held while rows are selected.' : 'Live.'}
      </Text>
      {waiting === 0 ? null : (
        <Button size="compact-sm" variant="light" onClick={live.show}>
          Show {waiting}
          {isMoreWaiting ? ' or more' : ''} new
        </Button>
      )}
    </Group>
  );
}
