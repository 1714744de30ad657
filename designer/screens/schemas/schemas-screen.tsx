import { Anchor, Badge, Button, Select } from '@mantine/core';
import { CheckCircledIcon, ExclamationTriangleIcon, PlusIcon } from '@radix-ui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import * as z from 'zod/mini';

import { connectionsQuery, driftQuery, schemasQuery } from '../../api/queries.ts';
import type { LearnedSchema } from '../../api/types.ts';
import { DataView, pagedRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useFilters } from '../../components/use-filters.ts';
import { schemaLink, triggerName } from '../../components/trigger-name.ts';

const filterSchema = z.object({ connection: z.optional(z.string()) });

/** Whether the last events still fit what was accepted; a dash until it is known. */
function DriftCell({ connection, triggerKey }: LearnedSchema) {
  const { data } = useQuery(driftQuery(connection));
  const report = data?.find((one) => one.triggerKey === triggerKey);
  if (report === undefined || report.baseline === null) return '–';
  const { drifts } = report;
  return drifts.length === 0 ? (
    <Badge color="green" variant="light" tt="none" leftSection={<CheckCircledIcon />}>
      Fits
    </Badge>
  ) : (
    <Badge color="orange" variant="light" tt="none" leftSection={<ExclamationTriangleIcon />}>
      {drifts.length === 1 ? '1 change' : `${drifts.length} changes`}
    </Badge>
  );
}

const columns: Column<LearnedSchema>[] = [
  { key: 'triggerKey', title: 'Trigger', render: ({ triggerKey }) => triggerName(triggerKey) },
  { key: 'connection', title: 'Connection', render: ({ connection }) => connection },
  { key: 'samples', title: 'Events learned from', align: 'right', render: ({ samples }) => samples.toLocaleString() },
  { key: 'version', title: 'Saved version', align: 'right', render: ({ version }) => version ?? 'none' },
  { key: 'drift', title: 'Last events', render: (row) => <DriftCell {...row} /> },
  {
    key: 'lastAt',
    title: 'Last event',
    // a schema made by hand has none
    render: ({ lastAt }) => <TimeText at={lastAt === '' ? null : lastAt} as="age" />,
  },
];

/** The triggers whose events were learned. */
export function Component() {
  const filters = useFilters(filterSchema);
  const { connection } = filters.values;
  const query = useInfiniteQuery(schemasQuery(connection === undefined ? {} : { connection }));
  const { data: connections = [] } = useQuery(connectionsQuery);
  const create = (
    <Button component={Link} to="/schemas/new" leftSection={<PlusIcon />}>
      New schema
    </Button>
  );
  return (
    <Screen
      title="Schemas"
      lead="The fields that your events hand to recipes: learned from what arrives, or made from samples."
      actions={create}
    >
      {connections.length < 2 ? null : (
        <Select
          label="Connection"
          placeholder="All"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the connection' }}
          maw={280}
          data={connections.map(({ name }) => name)}
          value={connection ?? null}
          onChange={(name) => filters.set({ connection: name ?? undefined })}
        />
      )}
      <DataView
        what="schemas"
        source={pagedRows(query)}
        columns={columns}
        idOf={(row) => `${row.connection} ${row.triggerKey}`}
        linkOf={schemaLink}
        empty={
          filters.isFiltered ? (
            <EmptyState title="No schema of this connection" action={<Button onClick={filters.clear}>Show all</Button>}>
              Its first event starts one.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing learned yet" action={create}>
              The first event of a kind starts its schema. Without events, make one from a sample;{' '}
              <Anchor component={Link} to="/catalogue/triggers/new_object" underline="always">
                the shipped events
              </Anchor>{' '}
              have one already.
            </EmptyState>
          )
        }
      />
    </Screen>
  );
}
