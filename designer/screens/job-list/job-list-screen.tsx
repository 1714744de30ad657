import { Group, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { jobsQuery } from '../../api/queries.ts';
import type { Job } from '../../api/types.ts';
import { DataView, pagedRows, type Column } from '../../components/data-view.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { StatusBadge, statusLabel } from '../../components/status-badge.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { useFilters } from '../../components/use-filters.ts';

const states = ['queued', 'running', 'waiting', 'held', 'succeeded', 'failed', 'stopped', 'discarded'] as const;
const filterSchema = z.object({ status: z.optional(z.enum(states)), recipe: z.optional(z.string()) });

const columns: Column<Job>[] = [
  { key: 'id', title: 'Job', render: ({ id }) => <span className="itc-mono">{id}</span> },
  { key: 'status', title: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  { key: 'recipe', title: 'Recipe', render: ({ recipe, version }) => `${recipe} v${version}` },
  { key: 'steps', title: 'Steps', align: 'right', render: ({ steps }) => steps },
  { key: 'startedAt', title: 'Started', render: ({ startedAt }) => <TimeText at={startedAt} /> },
];

/** All jobs, newest first. */
export function Component() {
  const filters = useFilters(filterSchema);
  const query = useInfiniteQuery(jobsQuery(filters.values));
  return (
    <Screen title="Jobs" lead="One run of a recipe for one event, with every step's request and answer.">
      <Group align="flex-end">
        <Select
          label="Status"
          clearable
          data={states.map((value) => ({ value, label: statusLabel(value) }))}
          value={filters.values.status ?? null}
          onChange={(status) => filters.set({ status: status ?? undefined })}
        />
        <TextInput
          label="Recipe"
          value={filters.values.recipe ?? ''}
          onChange={(event) => filters.set({ recipe: event.currentTarget.value })}
        />
      </Group>
      <DataView
        what="jobs"
        source={pagedRows(query)}
        columns={columns}
        idOf={({ id }) => id}
        empty={<EmptyState title="No jobs">An event that matches a recipe starts one.</EmptyState>}
      />
    </Screen>
  );
}
