import { useQuery } from '@tanstack/react-query';

import { eventStatisticsQuery } from '../../api/history-queries.ts';
import { usePreference } from '../../app/preferences.ts';
import { HeatMap } from '../../components/heat-map.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Section } from '../../components/section.tsx';
import { bucketsUntil } from '../../components/time-range.ts';
import { hoursByDay } from './figures.ts';

const hourMs = 3_600_000;
const days = 7;

/** When events come: the last seven days by hour, whatever time the other plots show. */
export function EventsByHour({ nowMs }: { nowMs: number }) {
  const [zone] = usePreference('timeZone');
  const range = bucketsUntil(nowMs, { bucketMs: hourMs, buckets: days * 24 });
  const events = useQuery(eventStatisticsQuery(range));
  return (
    <Section title="Events by hour" help={`The last seven days, ${zone === 'utc' ? 'in UTC' : 'in your time'}.`}>
      <QueryState query={events} what="events by hour">
        {(buckets) => {
          const { rows, busiest } = hoursByDay(buckets, zone);
          const summary =
            busiest === null
              ? 'Nothing arrived in this time.'
              : `Most came on ${busiest.day} from ${busiest.hour}:00: ${busiest.received.toLocaleString()}.`;
          return <HeatMap label="Events by hour" rows={rows} summary={summary} />;
        }}
      </QueryState>
    </Section>
  );
}
