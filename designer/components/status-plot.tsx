import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { jobStatisticsQuery } from '../api/history-queries.ts';
import type { JobStatus } from '../api/types.ts';
import { Plot } from './plot.tsx';
import type { PlotPoint } from './plot-props.ts';
import { statusColor, statusLabel } from './status-badge.tsx';
import { bucketsUntil, ranges, type RangeName } from './time-range.ts';

export const jobStates: JobStatus[] = [
  'succeeded',
  'failed',
  'held',
  'waiting',
  'running',
  'queued',
  'stopped',
  'discarded',
];

const refreshMs = 30_000;

/** The jobs over time, one colour for each state. @param onChoose begin and end of the chosen bucket */
export function StatusPlot({
  range,
  recipe,
  onChoose,
}: {
  range: RangeName;
  recipe?: string | undefined;
  onChoose?: (from: string, to: string) => void;
}) {
  const [now] = useState(() => Date.now());
  const { bucketMs } = ranges[range];
  const request = { ...bucketsUntil(now, ranges[range]), ...(recipe === undefined ? {} : { recipe }) };
  const { data } = useQuery({ ...jobStatisticsQuery(request), refetchInterval: refreshMs });
  const points: PlotPoint[] = (data?.buckets ?? []).map(({ at, statuses }) => ({ at, ...statuses }));
  const totalOf = (status: JobStatus): number =>
    (data?.buckets ?? []).reduce((sum, { statuses }) => sum + (statuses[status] ?? 0), 0);
  const seen = jobStates.filter((status) => totalOf(status) > 0);
  const summary =
    data === undefined
      ? ' '
      : seen.length === 0
        ? 'No job in this time.'
        : seen.map((status) => `${totalOf(status).toLocaleString()} ${statusLabel(status).toLowerCase()}`).join(', ');
  return (
    <Plot
      label="Jobs by status"
      kind="bars"
      points={points}
      series={seen.map((status) => ({ key: status, label: statusLabel(status), color: `${statusColor(status)}.6` }))}
      format={(jobs) => jobs.toLocaleString()}
      height={180}
      summary={summary}
      {...(onChoose === undefined
        ? {}
        : { onChoose: (at: string) => onChoose(at, new Date(Date.parse(at) + bucketMs).toISOString()) })}
    />
  );
}
