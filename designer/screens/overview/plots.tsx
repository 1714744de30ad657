import type { UseQueryResult } from '@tanstack/react-query';

import type { JobStatistics } from '../../api/types.ts';
import { formatDuration } from '../../components/format-time.ts';
import { Plot } from '../../components/plot.tsx';
import type { PlotPoint } from '../../components/plot-props.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { ranges, type RangeName } from '../../components/time-range.ts';
import { failureShare, sumStatuses, type EventBuckets } from './figures.ts';

const percent = (value: number): string => `${value.toFixed(1)} %`;
const timeText = (at: string): string =>
  new Date(at).toLocaleString(undefined, { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Events per bucket. */
export function ReceivedPlot({ events, range }: { events: UseQueryResult<EventBuckets>; range: RangeName }) {
  return (
    <Section title="Events received" help={`One column is ${formatDuration(ranges[range].bucketMs)}.`}>
      <QueryState query={events} what="events over time">
        {(buckets) => {
          const top = buckets.reduce((best, bucket) => (bucket.received > best.received ? bucket : best), {
            at: '',
            received: 0,
          });
          return (
            <Plot
              label="Events received"
              kind="bars"
              points={buckets.map(({ at, received, duplicates }) => ({ at, first: received - duplicates, duplicates }))}
              series={[
                { key: 'first', label: 'First deliveries', color: 'iris.6' },
                { key: 'duplicates', label: 'Repeated', color: 'gray.6' },
              ]}
              format={(count) => count.toLocaleString()}
              summary={
                top.received === 0
                  ? 'Nothing arrived in this time.'
                  : `At most ${top.received.toLocaleString()}, from ${timeText(top.at)}.`
              }
            />
          );
        }}
      </QueryState>
    </Section>
  );
}

/** Share of failed jobs, on an axis of its own: beside the counts it would not be seen. */
export function FailureRatePlot({ jobs }: { jobs: UseQueryResult<JobStatistics> }) {
  return (
    <Section title="Failure rate" help="Failed of all jobs that ended.">
      <QueryState query={jobs} what="the failure rate">
        {({ buckets }) => {
          const points: PlotPoint[] = buckets.map(({ at, statuses }) => {
            const share = failureShare(statuses);
            return { at, rate: share === null ? null : share * 100 };
          });
          const share = failureShare(sumStatuses(buckets));
          return (
            <Plot
              label="Failure rate"
              kind="lines"
              points={points}
              series={[{ key: 'rate', label: 'Failure rate', color: 'red.6' }]}
              format={percent}
              summary={share === null ? 'No job ended in this time.' : `${percent(share * 100)} over the whole time.`}
            />
          );
        }}
      </QueryState>
    </Section>
  );
}

/** From arrival to the end of the job. */
export function LatencyPlot({ jobs }: { jobs: UseQueryResult<JobStatistics> }) {
  return (
    <Section title="Latency" help="From the arrival of an event to the end of its job.">
      <QueryState query={jobs} what="the latency">
        {({ buckets, latency }) => (
          <Plot
            label="Latency"
            kind="lines"
            points={buckets.map(({ at, latency: one }) => ({
              at,
              p50: one?.p50 ?? null,
              p95: one?.p95 ?? null,
              p99: one?.p99 ?? null,
            }))}
            series={[
              { key: 'p50', label: 'p50', color: 'teal.6' },
              { key: 'p95', label: 'p95', color: 'iris.6' },
              { key: 'p99', label: 'p99', color: 'orange.6' },
            ]}
            format={formatDuration}
            summary={
              latency === null
                ? 'No job ended in this time.'
                : `p50 ${formatDuration(latency.p50)}, p95 ${formatDuration(latency.p95)}, p99 ${formatDuration(latency.p99)}.`
            }
          />
        )}
      </QueryState>
    </Section>
  );
}
