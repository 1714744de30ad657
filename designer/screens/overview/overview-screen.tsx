import { Button, Select, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import * as z from 'zod/mini';

import { eventStatisticsQuery, jobStatisticsQuery } from '../../api/history-queries.ts';
import { sessionQuery } from '../../api/queries.ts';
import { Screen } from '../../components/screen.tsx';
import { rangeNames, ranges, bucketsUntil, type RangeName } from '../../components/time-range.ts';
import { useFilters } from '../../components/use-filters.ts';
import { Attention } from './attention.tsx';
import { EventsByHour } from './events-by-hour.tsx';
import { Failures } from './failures.tsx';
import { KeyFigures } from './key-figures.tsx';
import { RateLimits } from './rate-limits.tsx';
import { FailureRatePlot, LatencyPlot, ReceivedPlot } from './plots.tsx';

const filterSchema = z.object({ range: z._default(z.enum(rangeNames), 'day') });
const refreshMs = 30_000;

/** How things go: what needs a person first, then figures, plots, causes and limits. */
export function Component() {
  const { values, set } = useFilters(filterSchema);
  const [now] = useState(() => Date.now());
  const session = useQuery(sessionQuery);
  const range = bucketsUntil(now, ranges[values.range]);
  const events = useQuery({ ...eventStatisticsQuery(range), refetchInterval: refreshMs });
  const jobs = useQuery({ ...jobStatisticsQuery(range), refetchInterval: refreshMs });
  return (
    <Screen
      title="Overview"
      actions={
        <>
          <Select
            aria-label="Time"
            w={160}
            allowDeselect={false}
            data={rangeNames.map((value) => ({ value, label: ranges[value].label }))}
            value={values.range}
            onChange={(value) => set({ range: (value ?? 'day') as RangeName })}
          />
          {session.data?.isFirstRun === true ? (
            <Button component={Link} to="/setup">
              First steps
            </Button>
          ) : null}
        </>
      }
    >
      <Attention />
      <KeyFigures events={events} jobs={jobs} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <ReceivedPlot events={events} range={values.range} />
        <FailureRatePlot jobs={jobs} />
        <LatencyPlot jobs={jobs} />
        <Failures jobs={jobs} from={range.from} />
      </SimpleGrid>
      <EventsByHour nowMs={now} />
      <RateLimits />
    </Screen>
  );
}
