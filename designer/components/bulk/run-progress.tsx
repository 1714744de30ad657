import { Progress, Stack, Text } from '@mantine/core';

import type { BulkRun } from '../../api/types.ts';
import { formatDuration } from '../format-time.ts';
import { TimeText } from '../time-text.tsx';

const countLooks = [
  { key: 'accepted', label: 'accepted', color: 'green.8' },
  { key: 'failed', label: 'failed', color: 'red.8' },
  { key: 'unknown', label: 'unknown', color: 'orange.8' },
  { key: 'skipped', label: 'skipped', color: 'gray.6' },
] as const;

/** Rows of a run that have a result. */
export const settledRows = ({ counts }: Pick<BulkRun, 'counts'>): number =>
  countLooks.reduce((sum, { key }) => sum + counts[key], 0);

/** How far a bulk run is, as a bar and in words, and why it waits. @param name names the bar for screen readers */
export function RunProgress({ run, name }: { run: BulkRun; name: string }) {
  const { counts, progress } = run;
  const rows = settledRows(run);
  const share = progress === null || progress.totalBytes === 0 ? null : progress.bytes / progress.totalBytes;
  return (
    <Stack gap={6}>
      {share === null ? null : (
        <Progress.Root size="lg">
          {countLooks.map(({ key, label, color }) =>
            counts[key] === 0 ? null : (
              <Progress.Section
                key={key}
                value={(100 * share * counts[key]) / Math.max(rows, 1)}
                color={color}
                aria-label={`${name}: ${label}`}
              />
            ),
          )}
        </Progress.Root>
      )}
      <Text size="sm">
        {rows === 0
          ? 'No row has a result yet'
          : countLooks
              .filter(({ key }) => counts[key] > 0)
              .map(({ key, label }) => `${counts[key].toLocaleString()} ${label}`)
              .join(', ')}
        {share === null ? '' : ` · ${Math.round(100 * share)} %`}
        {typeof progress?.rowsPerSecond === 'number' ? ` · ${Math.round(progress.rowsPerSecond)} rows/s` : ''}
        {typeof progress?.etaMs === 'number' ? ` · about ${formatDuration(progress.etaMs)} left` : ''}
      </Text>
      {progress === null || progress.wait === null ? null : (
        <Text size="sm">
          Waits: {progress.wait.reason.replace(/\.$/, '')}; goes on <TimeText at={progress.wait.until} as="age" />
        </Text>
      )}
    </Stack>
  );
}
