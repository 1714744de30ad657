import { Text } from '@mantine/core';

import type { Job } from '../api/types.ts';
import type { Column } from './data-view.tsx';
import { formatDuration } from './format-time.ts';
import { StatusBadge } from './status-badge.tsx';
import { TimeText } from './time-text.tsx';

/** What a job says about itself in one line: its error, what it waits for, or why it stopped. */
const wordsOf = ({ error, reason }: Job): string => error?.message ?? reason ?? '–';

const durationOf = ({ startedAt, endedAt }: Job): string =>
  startedAt === null || endedAt === null ? '–' : formatDuration(Date.parse(endedAt) - Date.parse(startedAt));

/** The columns of every list of jobs. */
export const jobColumns: Column<Job>[] = [
  { key: 'recipe', title: 'Recipe', render: ({ recipe, version }) => `${recipe} v${version}` },
  { key: 'status', title: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  {
    key: 'what',
    title: 'What happened',
    width: 340,
    render: (job) => (
      <Text size="sm" lineClamp={2}>
        {wordsOf(job)}
      </Text>
    ),
  },
  { key: 'createdAt', title: 'Made', render: ({ createdAt }) => <TimeText at={createdAt} /> },
  { key: 'duration', title: 'Took', align: 'right', render: durationOf },
  { key: 'steps', title: 'Steps', align: 'right', render: ({ steps }) => steps },
];
