import { Code, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { rejectedPageQuery } from '../../api/history-queries.ts';
import { connectionsQuery } from '../../api/queries.ts';
import type { RejectedCall } from '../../api/types.ts';
import { DataView, pageRows, type Column } from '../../components/data-view.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useCursor } from '../../components/use-cursor.ts';
import { useFilters } from '../../components/use-filters.ts';

const filterSchema = z.object({ connection: z.optional(z.string()) });
const refreshMs = 5_000;

const columns: Column<RejectedCall>[] = [
  {
    key: 'message',
    title: 'Why it was refused',
    render: ({ message, code }) => (
      <Stack gap={0}>
        <Text size="sm">{message}</Text>
        <Text size="xs" c="dimmed">
          {code}
        </Text>
      </Stack>
    ),
  },
  { key: 'at', title: 'When', render: ({ at }) => <TimeText at={at} /> },
  { key: 'connection', title: 'Connection', render: ({ connection }) => connection ?? 'unknown address' },
  {
    key: 'path',
    title: 'Call',
    render: ({ method, path }) => (
      <Code className="itc-mono">
        {method} {path}
      </Code>
    ),
  },
  { key: 'source', title: 'From', render: ({ source }) => <span className="itc-mono">{source}</span> },
];

/** Webhook calls that were refused, with the cause; their bodies are not kept. */
export function RejectedCalls() {
  const filters = useFilters(filterSchema);
  const { cursor, pagerOf } = useCursor();
  const { data: connections = [] } = useQuery(connectionsQuery);
  const page = useQuery({
    ...rejectedPageQuery({ ...filters.values, ...(cursor === undefined ? {} : { cursor }) }),
    refetchInterval: cursor === undefined ? refreshMs : false,
  });
  return (
    <Stack gap="md">
      <Group align="flex-end" className="itc-filters">
        <Select
          label="Connection"
          clearable
          data={connections.map(({ name }) => name)}
          value={filters.values.connection ?? null}
          onChange={(connection) => filters.set({ connection: connection ?? undefined })}
        />
      </Group>
      <DataView
        what="refused calls"
        source={pageRows(page, pagerOf)}
        columns={columns}
        idOf={({ id }) => id}
        empty={
          <EmptyState title="No call was refused">
            A call with a wrong secret, from a wrong address or with an unreadable body is listed here with its cause.
          </EmptyState>
        }
      />
    </Stack>
  );
}
