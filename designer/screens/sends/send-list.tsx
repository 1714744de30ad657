import { Button, Code, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';

import { sendPageQuery, type Send } from '../../api/send-queries.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { ConnectionFilter } from '../../components/connection-filter.tsx';
import { DataView, pageRows, type Column } from '../../components/data-view.tsx';
import { PersonFilter, personOf } from '../../components/person-filter.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge, statusLabel } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useCursor } from '../../components/use-cursor.ts';
import { useFilters } from '../../components/use-filters.ts';

const statuses = ['sending', 'accepted', 'refused', 'unknown'] as const;
const filterSchema = z.object({
  connection: z.optional(z.string()),
  status: z.optional(z.enum(statuses)),
  origin: z.optional(z.string()),
});
const refreshMs = 5_000;

const columns: Column<Send>[] = [
  {
    key: 'to',
    title: 'To',
    render: ({ email, userId }) => <span style={{ overflowWrap: 'anywhere' }}>{email ?? userId}</span>,
  },
  {
    key: 'status',
    title: 'Status',
    render: ({ status, error }) => (
      <Group gap="xs">
        <StatusBadge status={status} />
        {error === null ? null : (
          <Text size="xs" c="dimmed">
            {error}
          </Text>
        )}
      </Group>
    ),
  },
  { key: 'channel', title: 'Channel', render: ({ channel }) => channel.replace('_', ' ') },
  { key: 'action', title: 'Action', render: ({ action }) => <Code>{action}</Code> },
  { key: 'campaign', title: 'Campaign', render: ({ campaignId }) => campaignId },
  { key: 'at', title: 'When', render: ({ createdAt }) => <TimeText at={createdAt} /> },
];

/** The messages of a connection, newest first. */
export function SendList() {
  const filters = useFilters(filterSchema);
  const { cursor, pagerOf } = useCursor();
  const { current } = useCurrentConnection();
  const [person, setPerson] = useState<string>();
  const { connection = current?.name ?? '', status, origin } = filters.values;
  const page = useQuery({
    ...sendPageQuery({
      connection,
      ...personOf(person),
      ...(status === undefined ? {} : { status }),
      ...(origin === undefined ? {} : { origin }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
    enabled: connection !== '',
    refetchInterval: cursor === undefined ? refreshMs : false,
  });
  const isFiltered = filters.isFiltered || person !== undefined;
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm" className="itc-filters">
        <ConnectionFilter value={connection} onChange={(name) => filters.set({ connection: name })} />
        <PersonFilter value={person} onChange={setPerson} />
        <Select
          label="Status"
          clearable
          data={statuses.map((value) => ({ value, label: statusLabel(value) }))}
          value={status ?? null}
          onChange={(value) => filters.set({ status: (value ?? undefined) as typeof status })}
        />
      </Group>
      <DataView
        what="messages"
        source={pageRows(page, pagerOf)}
        columns={columns}
        idOf={({ id }) => id}
        linkOf={({ id }) => `/messages/${id}`}
        empty={
          isFiltered ? (
            <EmptyState
              title="No message fits"
              action={
                <Button
                  onClick={() => {
                    setPerson(undefined);
                    filters.clear();
                  }}
                >
                  Clear filters
                </Button>
              }
            >
              Try fewer filters.
            </EmptyState>
          ) : (
            <EmptyState title="No messages">
              A step such as “Send email” or “Send email with own content” puts its message here before it leaves.
            </EmptyState>
          )
        }
      />
    </Stack>
  );
}
