import { sql } from 'kysely';

import type { EraseStep, EraseStepResult, ErasureStore } from '../erasure-store.ts';
import { cursorAt, readSlice } from '../sqlite/page.ts';
import { queries } from './queries.ts';
import { all, run, type Script, type SqlStore } from './script.ts';

// about 20 ms of the event loop with bodies of some kilobytes
const eventsPerStep = 100;
const reason = 'The person was erased.';
const noBody = Buffer.from('{}');

/**
 * Empties one slice of events with what hangs on them. Where jobs of them have not ended, only those are discarded, and null is
 * answered for the slice to be tried again: a worker that has one writes steps until then, also into those that were read here.
 */
function* eraseSlice(
  { connectionId, after, mentions, openOutput }: EraseStep,
  at: string,
): Script<EraseStepResult | null> {
  const from = after === null ? 0 : readSlice({ cursor: after, oldestFirst: true }).place;
  const events = yield* all(
    queries
      .selectFrom('events')
      .select(['seq', 'id', 'query', 'headers', 'body'])
      .where('seq', '>', from)
      .where('connection_id', '=', connectionId)
      .orderBy('seq')
      .limit(eventsPerStep),
  );
  const last = events.length < eventsPerStep ? undefined : events.at(-1);
  const next = last === undefined ? null : cursorAt(last.seq);
  if (events.length === 0) return { events: 0, jobs: 0, steps: 0, looked: 0, next };
  const about = new Map<string, number>();
  for (const { seq, id, query, headers, body } of events) {
    if (mentions([Buffer.from(body).toString('utf8'), query, headers])) about.set(id, seq);
  }
  const ids = events.map(({ id }) => id);
  const jobs = yield* all(
    queries.selectFrom('jobs').select(['seq', 'event_id', 'ended_at']).where('event_id', 'in', ids),
  );
  const jobsAbout = jobs.filter(({ event_id }) => about.has(event_id));
  const open = jobsAbout.filter(({ ended_at }) => ended_at === null);
  if (open.length > 0) {
    yield* run(discarded(seqsOf(open), at));
    return null;
  }
  let steps = 0;
  for (const { seq, event_id } of jobs) {
    const open = (sealed: string, path: string): string => openOutput(sealed, event_id, path);
    steps += yield* eraseSteps(seq, about.has(event_id) ? null : { mentions, open });
  }
  if (about.size > 0) {
    yield* run(
      queries
        .updateTable('events')
        .set({ body: noBody, query: '', headers: '{}' })
        .where('seq', 'in', [...about.values()]),
    );
  }
  if (jobsAbout.length > 0) {
    yield* run(queries.updateTable('jobs').set({ error: null, reason }).where('seq', 'in', seqsOf(jobsAbout)));
  }
  return { events: about.size, jobs: jobsAbout.length, steps, looked: events.length, next };
}

const seqsOf = (rows: readonly { seq: number }[]): number[] => rows.map(({ seq }) => seq);

// a higher claim takes the job from the worker that may have it
const discarded = (seqs: readonly number[], at: string) =>
  queries
    .updateTable('jobs')
    .set({
      status: 'discarded',
      ended_at: at,
      run_at: null,
      lease_until: null,
      error: null,
      reason,
      claim: sql<number>`claim + 1`,
    })
    .where('seq', 'in', seqs);

const emptied = queries
  .updateTable('steps')
  .set({ input: null, output: 'null', sealed_output: null, items: null, exchanges: '[]', error: null });

/** Empties the steps of a job that mention the person, or all of them; job by job, for one may have thousands. Answers how many. */
function* eraseSteps(
  jobSeq: number,
  who: { mentions: EraseStep['mentions']; open: (sealed: string, path: string) => string } | null,
): Script<number> {
  if (who === null) return yield* run(emptied.where('job_seq', '=', jobSeq));
  const steps = yield* all(
    queries
      .selectFrom('steps')
      .select(['seq', 'path', 'input', 'output', 'sealed_output', 'items', 'exchanges', 'error'])
      .where('job_seq', '=', jobSeq),
  );
  let count = 0;
  for (const { seq, path, sealed_output, ...texts } of steps) {
    const hidden = sealed_output === null ? null : who.open(sealed_output, path);
    if (who.mentions([...Object.values(texts), hidden].filter((text) => text !== null)))
      count += yield* run(emptied.where('seq', '=', seq));
  }
  return count;
}

/** Empties what events and jobs hold of a person; their rows stay. */
export function createEraseEvents({ write, now }: SqlStore): Pick<ErasureStore, 'eraseEvents'> {
  return {
    async eraseEvents(step) {
      for (;;) {
        const erased = await write(() => eraseSlice(step, new Date(now()).toISOString()));
        if (erased !== null) return erased;
      }
    },
  };
}
