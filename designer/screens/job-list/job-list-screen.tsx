import { Anchor, Button, Checkbox, Group, Menu, Select } from '@mantine/core';
import { ChevronDownIcon, DownloadIcon, ReloadIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import * as z from 'zod/mini';

import { jobPageQuery } from '../../api/history-queries.ts';
import { recipesQuery } from '../../api/queries.ts';
import type { Job } from '../../api/types.ts';
import { TaskDialog, type TaskVerb } from '../../components/bulk/task-dialog.tsx';
import { shellQuoted } from '../../components/curl-text.ts';
import { DataView, pageRows } from '../../components/data-view.tsx';
import { FilterText } from '../../components/filter-text.tsx';
import { writeFilters } from '../../components/filters.ts';
import { ColumnChooser } from '../../components/column-chooser.tsx';
import { jobColumns, pillColumn } from '../../components/job-columns.tsx';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { EmptyState } from '../../components/states.tsx';
import { statusLabel } from '../../components/status-badge.tsx';
import { jobStates, StatusPlot } from '../../components/status-plot.tsx';
import { rangeNames, ranges, type RangeName } from '../../components/time-range.ts';
import { TimeRangeFilter } from '../../components/time-range-filter.tsx';
import { useCursor } from '../../components/use-cursor.ts';
import { useJobValues } from '../../components/use-job-values.ts';
import { ShowAs } from '../../components/show-as.tsx';
import { SavedFilters } from '../../components/saved-filters.tsx';
import { useFilters } from '../../components/use-filters.ts';

const filterSchema = z.object({
  status: z.optional(z.enum(jobStates)),
  recipe: z.optional(z.string()),
  code: z.optional(z.string()),
  task: z.optional(z.string()),
  event: z.optional(z.string()),
  isNewest: z.optional(z.enum(['true'])),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
});
const columnSchema = z.object({ columns: z._default(z.string(), '') });
const plotSchema = z.object({ plot: z._default(z.enum(rangeNames), 'day') });
const refreshMs = 3_000;

/** All jobs, newest first: over time, filtered, exported, run again. */
export function Component() {
  const filters = useFilters(filterSchema);
  const plot = useFilters(plotSchema);
  const columns = useFilters(columnSchema);
  const pills = columns.values.columns.split(',').filter((pill) => pill !== '');
  const { cursor, pagerOf } = useCursor();
  const [selected, setSelected] = useState<Job[]>([]);
  const [verb, setVerb] = useState<TaskVerb | null>(null);
  const { data: recipes = [] } = useQuery(recipesQuery);
  const { values } = filters;
  const page = useQuery({
    ...jobPageQuery({ ...values, ...(cursor === undefined ? {} : { cursor }) }),
    // rows that are being read or selected stay where they are
    refetchInterval: cursor === undefined && selected.length === 0 ? refreshMs : false,
  });
  const jobValues = useJobValues(page.data?.items ?? [], pills);
  const names = [
    ...new Set([...recipes.map(({ name }) => name), ...(values.recipe === undefined ? [] : [values.recipe])]),
  ];
  return (
    <Screen
      title="Jobs"
      lead="One run of a recipe for one event, with every step's request and answer."
      actions={
        <>
          <ShowAs cli={listLine(values)} rest={`/jobs${searchOf(values)}`} />
          <ExportMenu filter={values} />
          <Button variant="default" leftSection={<ReloadIcon />} onClick={() => setVerb(recoverVerb(values))}>
            Recover failed…
          </Button>
        </>
      }
    >
      <Section
        title="Over time"
        help="Choose a column to see its jobs."
        actions={
          <Select
            aria-label="Time of the plot"
            size="xs"
            w={150}
            allowDeselect={false}
            data={rangeNames.map((value) => ({ value, label: ranges[value].label }))}
            value={plot.values.plot}
            onChange={(value) => plot.set({ plot: (value ?? 'day') as RangeName })}
          />
        }
      >
        <StatusPlot
          range={plot.values.plot}
          recipe={values.recipe}
          onChoose={(from, to) => filters.set({ from, to })}
        />
      </Section>
      <Group align="flex-end" gap="sm" className="itc-filters">
        <Select
          label="Status"
          clearable
          data={jobStates.map((value) => ({ value, label: statusLabel(value) }))}
          value={values.status ?? null}
          onChange={(status) => filters.set({ status: (status ?? undefined) as typeof values.status })}
        />
        <Select
          label="Recipe"
          clearable
          searchable
          data={names}
          value={values.recipe ?? null}
          onChange={(recipe) => filters.set({ recipe: recipe ?? undefined })}
        />
        <FilterText
          label="Error code"
          placeholder="ITC_…"
          value={values.code}
          onChange={(code) => filters.set({ code })}
        />
        <TimeRangeFilter from={values.from} to={values.to} onChange={filters.set} />
        <Checkbox
          label="Not run again since"
          mb={8}
          checked={values.isNewest === 'true'}
          onChange={(event) => filters.set({ isNewest: event.currentTarget.checked ? 'true' : undefined })}
        />
        <ColumnChooser pills={pills} onChange={(next) => columns.set({ columns: next.join(',') })} />
        <SavedFilters list="jobs" keys={[...Object.keys(filterSchema.shape), 'columns']} />
        {filters.isFiltered ? (
          <Button variant="subtle" onClick={filters.clear}>
            Clear filters
          </Button>
        ) : null}
      </Group>
      {values.task === undefined ? null : (
        <div>
          Only jobs of{' '}
          <Anchor component={Link} to={`/tasks/${values.task}`} underline="always">
            one task
          </Anchor>
        </div>
      )}
      {selected.length === 0 ? null : (
        <Group>
          <Button onClick={() => setVerb({ kind: 'rerun_jobs', jobs: { ids: selected.map(({ id }) => id) } })}>
            Run {selected.length} again…
          </Button>
          <Button variant="subtle" onClick={() => setSelected([])}>
            Select none
          </Button>
        </Group>
      )}
      <DataView
        what="jobs"
        source={pageRows(page, pagerOf)}
        columns={[...jobColumns, ...pills.map((pill, index) => pillColumn(pill, index, jobValues))]}
        idOf={({ id }) => id}
        linkOf={({ id }) => `/jobs/${id}`}
        selected={selected}
        onSelect={setSelected}
        empty={
          filters.isFiltered ? (
            <EmptyState title="No job fits" action={<Button onClick={filters.clear}>Clear filters</Button>}>
              Try fewer filters.
            </EmptyState>
          ) : (
            <EmptyState title="No jobs">An event that matches a recipe starts one.</EmptyState>
          )
        }
      />
      {verb === null ? null : (
        <TaskDialog verb={verb} onClose={() => setVerb(null)} onStarted={() => setSelected([])} />
      )}
    </Screen>
  );
}

const searchOf = (values: Record<string, unknown>): string => {
  const query = writeFilters(new URLSearchParams(), values).toString();
  return query === '' ? '' : `?${query}`;
};

/** The command with the filters that it knows. */
const listLine = ({ recipe, status, event }: { recipe?: string; status?: string; event?: string }): string =>
  Object.entries({ recipe, status, event })
    .flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${shellQuoted(value)}`]))
    .reduce((line, part) => `${line} ${part}`, 'jobs list');

const recoverVerb = ({ recipe, code, from }: { recipe?: string; code?: string; from?: string }): TaskVerb => ({
  kind: 'recover_failed',
  ...(recipe === undefined ? {} : { recipe }),
  ...(code === undefined ? {} : { code }),
  ...(from === undefined ? {} : { from }),
});

const formats = [
  { format: 'csv', label: 'As CSV' },
  { format: 'json', label: 'As JSON' },
];

function ExportMenu({ filter }: { filter: Record<string, unknown> }) {
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<DownloadIcon />} rightSection={<ChevronDownIcon />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ format, label }) => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/v1/job-export?${writeFilters(new URLSearchParams(), { ...filter, format }).toString()}`}
            download
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
