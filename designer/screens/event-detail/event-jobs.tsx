import { useQuery } from '@tanstack/react-query';

import { jobPageQuery } from '../../api/history-queries.ts';
import type { EventDetail } from '../../api/types.ts';
import { DataView, wholeRows } from '../../components/data-view.tsx';
import { jobColumns } from '../../components/job-columns.tsx';
import { EmptyState } from '../../components/states.tsx';

const refreshMs = 3_000;

/** The jobs that the event started, replays and reruns included. */
export function EventJobs({ event }: { event: EventDetail }) {
  const page = useQuery({ ...jobPageQuery({ event: event.id, limit: 200 }), refetchInterval: refreshMs });
  return (
    <DataView
      what="jobs"
      source={wholeRows({ ...page, data: page.data?.items })}
      columns={jobColumns}
      idOf={({ id }) => id}
      linkOf={({ id }) => `/jobs/${id}`}
      empty={
        <EmptyState title="No job">
          {event.duplicateOf === null
            ? 'No recipe that was switched on matched when it arrived.'
            : 'A repeated delivery starts nothing.'}
        </EmptyState>
      }
    />
  );
}
