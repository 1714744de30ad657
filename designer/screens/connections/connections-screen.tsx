import { Button, Text } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { connectionHealthQuery, connectionsQuery } from '../../api/queries.ts';
import type { Connection, ConnectionHealth } from '../../api/types.ts';
import { regionLabel } from '../../app/region-label.ts';
import { DataView, wholeRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** A cell of what is known of the health of a connection; a dash until it is there. */
function HealthCell({ name, children }: { name: string; children: (health: ConnectionHealth) => ReactNode }) {
  const { data } = useQuery(connectionHealthQuery(name));
  return data === undefined ? '–' : children(data);
}

const columns: Column<Connection>[] = [
  { key: 'name', title: 'Connection', render: ({ name }) => name },
  {
    key: 'region',
    title: 'Project',
    render: (connection) =>
      [regionLabel(connection), connection.environment].filter((part) => part !== null && part !== '').join(' · '),
  },
  { key: 'key', title: 'API key', render: ({ apiKeyHint }) => <span className="itc-mono">…{apiKeyHint}</span> },
  {
    key: 'status',
    title: 'Last test',
    render: ({ name }) => (
      <HealthCell name={name}>{({ lastTest }) => <StatusBadge status={lastTest?.state ?? 'not_tested'} />}</HealthCell>
    ),
  },
  {
    key: 'event',
    title: 'Last event',
    render: ({ name }) => (
      <HealthCell name={name}>{({ lastEvent }) => <TimeText at={lastEvent?.receivedAt} as="age" />}</HealthCell>
    ),
  },
  {
    key: 'rejected',
    title: 'Refused, 24 h',
    align: 'right',
    render: ({ name }) => (
      <HealthCell name={name}>
        {({ rejected }) => (
          <Text span size="sm" fw={rejected.lastDay > 0 ? 700 : 400}>
            {rejected.lastDay}
          </Text>
        )}
      </HealthCell>
    ),
  },
  {
    key: 'recipes',
    title: 'Recipes',
    align: 'right',
    render: ({ name }) => <HealthCell name={name}>{({ recipes }) => recipes.length}</HealthCell>,
  },
];

const connect = (
  <Button component={Link} to="/connections/new" leftSection={<PlusIcon />}>
    Connect Iterable
  </Button>
);

/** All connections with their health. */
export function Component() {
  const query = useQuery(connectionsQuery);
  return (
    <Screen title="Connections" lead="The Iterable projects that recipes work with." actions={connect}>
      <DataView
        what="connections"
        source={wholeRows(query)}
        columns={columns}
        idOf={({ id }) => id}
        linkOf={({ name }) => `/connections/${name}`}
        empty={
          <EmptyState title="No connections yet" action={connect}>
            A connection holds the API key of an Iterable project and the address that Iterable sends its events to.
          </EmptyState>
        }
      />
    </Screen>
  );
}
