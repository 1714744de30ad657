import { sql } from 'kysely';

import type { ErasureRecord, ErasureStatus, ErasureTally } from '../erasure-store.ts';
import type { TaskStatus } from '../task-store.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script } from './script.ts';

function added(counts: Record<string, number>, more: Record<string, number>): Record<string, number> {
  const sum = { ...counts };
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/**
 * Writes into a task how far its erasures are, and ends it after the last one. It is counted anew each time, so that nothing is counted twice.
 * @param changed the erasure that was just written
 * @returns the status of the task; null where it is gone
 */
export function* noteErasures(task: string, at: string, changed?: ErasureRecord): Script<TaskStatus | null> {
  const row = yield* first(
    queries.selectFrom('tasks').select(['status', 'total', 'result', 'ended_at']).where('id', '=', task),
  );
  if (row === undefined) return null;
  const counted = yield* all(
    queries
      .selectFrom('erasures')
      .select(['status', sql<number>`count(*)`.as('people')])
      .where('task', '=', task)
      .groupBy('status'),
  );
  const people = Object.fromEntries(counted.map(({ status, people: found }) => [status, found]));
  const of = (status: ErasureStatus): number => people[status] ?? 0;
  const { total } = row;
  const open = of('pending');
  const next = yield* first(
    queries
      .selectFrom('erasures')
      .select('record')
      .where('task', '=', task)
      .where('status', '=', 'pending')
      .orderBy('due_at')
      .limit(1),
  );
  const due = next === undefined ? null : (JSON.parse(next.record) as ErasureRecord);
  const before = row.result === null ? null : (JSON.parse(row.result) as ErasureTally);
  const hasEnded = changed !== undefined && changed.status !== 'pending';
  const place = hasEnded ? null : (changed?.place ?? null);
  const ended = { done: of('done'), failed: of('failed'), cancelled: of('cancelled') };
  const tally: ErasureTally = {
    ...ended,
    moved: total - open - ended.done - ended.failed - ended.cancelled,
    counts: added(before?.counts ?? {}, hasEnded ? changed.counts : {}),
    wait: due !== null && due.dueAt > at ? { reason: due.wait ?? 'fault', until: due.dueAt } : null,
    looked: place === null ? null : { events: place.looked, of: place.of },
  };
  const status = open === 0 && row.ended_at === null ? 'done' : row.status;
  yield* run(
    queries
      .updateTable('tasks')
      .set({
        status,
        done: total - open,
        result: JSON.stringify(tally),
        updated_at: at,
        ended_at: status === 'done' ? (row.ended_at ?? at) : row.ended_at,
      })
      .where('id', '=', task),
  );
  return status;
}
