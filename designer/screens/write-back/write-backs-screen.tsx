import { Button, Group, Select } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import * as z from 'zod/mini';

import { bulkPageQuery } from '../../api/bulk-queries.ts';
import { actionsQuery, connectionsQuery } from '../../api/queries.ts';
import type { BulkRun } from '../../api/types.ts';
import { usePermission } from '../../app/use-permission.ts';
import { DataView, pageRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge, statusLabel } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useCursor } from '../../components/use-cursor.ts';
import { useFilters } from '../../components/use-filters.ts';
import { sourceText } from './run-texts.ts';

const statuses = ['queued', 'running', 'paused', 'cancelled', 'done', 'failed'] as const;
const filterSchema = z.object({
  status: z.optional(z.enum(statuses)),
  connection: z.optional(z.string()),
});
const refreshMs = 3_000;

const count = (key: keyof BulkRun['counts'], title: string): Column<BulkRun> => ({
  key,
  title,
  align: 'right',
  render: ({ counts }) => counts[key].toLocaleString(),
});
const time = (key: 'startedAt' | 'endedAt', title: string): Column<BulkRun> => ({
  key,
  title,
  render: (run) => (run[key] === null ? '' : <TimeText at={run[key]} as="age" />),
});

/** The bulk runs, whoever started them, newest first. */
export function Component() {
  const filters = useFilters(filterSchema);
  const mayRun = usePermission('bulk.run');
  const { cursor, pagerOf } = useCursor();
  const { data: connections = [] } = useQuery(connectionsQuery);
  const { data: actions = [] } = useQuery(actionsQuery);
  const { status, connection } = filters.values;
  const page = useQuery({
    ...bulkPageQuery({
      ...(status === undefined ? {} : { status }),
      ...(connection === undefined ? {} : { connection }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
    // a failure stays until somebody tries again, and rows of an older page must not move
    refetchInterval: ({ state }) => (cursor !== undefined || state.status === 'error' ? false : refreshMs),
  });
  const titleOf = (name: string): string => actions.find((action) => action.name === name)?.title ?? name;
  const columns: Column<BulkRun>[] = [
    { key: 'action', title: 'Action', render: ({ action }) => titleOf(action) },
    { key: 'status', title: 'Status', render: (run) => <StatusBadge status={run.status} /> },
    { key: 'connection', title: 'Connection', render: (run) => run.connection },
    { key: 'source', title: 'Source', render: sourceText },
    count('accepted', 'Accepted'),
    count('failed', 'Failed'),
    count('skipped', 'Skipped'),
    count('unknown', 'Unknown'),
    time('startedAt', 'Started'),
    time('endedAt', 'Finished'),
  ];
  const start = (
    <Button component={Link} to="/write-backs/new" leftSection={<PlusIcon />}>
      New write-back
    </Button>
  );
  return (
    <Screen
      title="Write-backs"
      lead="An audience written to Iterable in bulk, each person with values of their own: started here, by a recipe or by the command line."
      actions={mayRun ? start : undefined}
    >
      <Group align="flex-end" gap="sm" className="itc-filters">
        <Select
          label="Status"
          clearable
          data={statuses.map((value) => ({ value, label: statusLabel(value) }))}
          value={status ?? null}
          onChange={(value) => filters.set({ status: (value ?? undefined) as typeof status })}
        />
        <Select
          label="Connection"
          clearable
          data={connections.map(({ name }) => name)}
          value={connection ?? null}
          onChange={(value) => filters.set({ connection: value ?? undefined })}
        />
      </Group>
      <DataView
        what="write-backs"
        source={pageRows(page, pagerOf)}
        columns={columns}
        idOf={({ id }) => id}
        linkOf={({ id }) => `/write-backs/${id}`}
        empty={
          filters.isFiltered ? (
            <EmptyState title="No write-back fits" action={<Button onClick={filters.clear}>Clear filters</Button>}>
              Try fewer filters.
            </EmptyState>
          ) : (
            <EmptyState title="Nothing was written back yet">
              Write a value for each person of a CSV, of a list or of what Iterable exports; on a schedule a recipe with
              the step “Start bulk run” does it.
            </EmptyState>
          )
        }
      />
    </Screen>
  );
}
