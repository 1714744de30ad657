import { Text } from '@mantine/core';

import type { Job, Json } from '../api/types.ts';
import type { Column } from './data-view.tsx';
import { eventLabel } from './event-label.ts';
import { formatDuration } from './format-time.ts';
import { StatusBadge } from './status-badge.tsx';
import { TimeText } from './time-text.tsx';
import type { JobValue } from './use-job-values.ts';

/** What a job says about itself in one line: its error, what it waits for, or why it stopped. */
const wordsOf = ({ error, reason }: Job): string => error?.message ?? reason ?? '–';

const durationOf = ({ startedAt, endedAt }: Job): string =>
  startedAt === null || endedAt === null ? '–' : formatDuration(Date.parse(endedAt) - Date.parse(startedAt));

/** The columns of every list of jobs. */
export const jobColumns: Column<Job>[] = [
  { key: 'recipe', title: 'Recipe', render: ({ recipe, version }) => `${recipe} v${version}` },
  { key: 'status', title: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  {
    key: 'trigger',
    title: 'Trigger',
    render: ({ startedBy }) => (startedBy === null ? 'no longer kept' : eventLabel(startedBy)),
  },
  {
    key: 'what',
    title: 'What happened',
    width: 160,
    render: (job) => (
      <Text size="sm" lineClamp={2}>
        {wordsOf(job)}
      </Text>
    ),
  },
  {
    key: 'startedAt',
    title: 'Started',
    render: ({ startedAt, createdAt }) =>
      startedAt === null ? (
        <>
          not yet, made <TimeText at={createdAt} as="age" />
        </>
      ) : (
        <TimeText at={startedAt} />
      ),
  },
  {
    key: 'duration',
    title: 'Took',
    align: 'right',
    render: (job) => <span style={{ whiteSpace: 'nowrap' }}>{durationOf(job)}</span>,
  },
  { key: 'attempts', title: 'Attempts', align: 'right', render: ({ attempts }) => attempts },
  { key: 'steps', title: 'Steps', align: 'right', render: ({ steps }) => steps },
];

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A column that shows what a pill gives in each job. */
export const pillColumn = (pill: string, index: number, values: ReadonlyMap<string, JobValue[]>): Column<Job> => ({
  key: `pill ${pill}`,
  title: pill,
  render: ({ id }) => {
    const found = values.get(id)?.[index];
    if (found === undefined || found.state === 'missing') return '–';
    return (
      <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        {found.state === 'value' ? textOf(found.value) : found.message}
      </Text>
    );
  },
});
