import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';

import { strayEventPageQuery, type SendEvent } from '../../api/send-queries.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { ConnectionFilter } from '../../components/connection-filter.tsx';
import { DataView, pageRows, type Column } from '../../components/data-view.tsx';
import { PersonFilter, personOf } from '../../components/person-filter.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useCursor } from '../../components/use-cursor.ts';
import { useFilters } from '../../components/use-filters.ts';
import { matchTexts } from './match-texts.ts';

const filterSchema = z.object({ connection: z.optional(z.string()) });

const columns: Column<SendEvent>[] = [
  {
    key: 'event',
    title: 'Event',
    render: ({ type, eventName }) => (
      <Stack gap={0}>
        <Text size="sm">{type}</Text>
        <Text size="xs" c="dimmed">
          {eventName}
        </Text>
      </Stack>
    ),
  },
  { key: 'match', title: 'Why it belongs to no message', render: ({ match }) => matchTexts[match] },
  { key: 'person', title: 'Person', render: ({ email, userId }) => email ?? userId ?? '–' },
  { key: 'campaign', title: 'Campaign', render: ({ campaignId }) => campaignId ?? '–' },
  { key: 'at', title: 'Received', render: ({ receivedAt }) => <TimeText at={receivedAt} /> },
];

/** Webhooks about messages that this server did not send or does not know any more. */
export function StrayEvents() {
  const filters = useFilters(filterSchema);
  const { cursor, pagerOf } = useCursor();
  const { current } = useCurrentConnection();
  const [person, setPerson] = useState<string>();
  const connection = filters.values.connection ?? current?.name ?? '';
  const page = useQuery({
    ...strayEventPageQuery({ connection, ...personOf(person), ...(cursor === undefined ? {} : { cursor }) }),
    enabled: connection !== '',
  });
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm" className="itc-filters">
        <ConnectionFilter value={connection} onChange={(name) => filters.set({ connection: name })} />
        <PersonFilter value={person} onChange={setPerson} />
      </Group>
      <DataView
        what="events without a message"
        source={pageRows(page, pagerOf)}
        columns={columns}
        idOf={({ id }) => id}
        linkOf={({ id }) => `/events/${id}`}
        empty={
          <EmptyState title="Every event has its message">
            Webhooks of campaigns that others send, or of messages that were removed, are listed here.
          </EmptyState>
        }
      />
    </Stack>
  );
}
