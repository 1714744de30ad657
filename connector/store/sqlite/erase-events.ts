import type { ErasureStore } from '../erasure-store.ts';
import { cursorAt, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';

// about 20 ms of the event loop with bodies of some kilobytes
const eventsPerStep = 100;
const erasedText = 'null';
const reason = 'The person was erased.';

/** Empties what events and jobs hold of a person; their rows stay. */
export function createEraseEvents({ db, write, now }: SqliteParts): Pick<ErasureStore, 'eraseEvents'> {
  const slice = prepare(db, (given: Given<{ connectionId: string; after: number }>) =>
    queries
      .selectFrom('events')
      .select(['seq', 'id', 'query', 'headers', 'body'])
      .where('seq', '>', given.after)
      .where('connection_id', '=', given.connectionId)
      .orderBy('seq')
      .limit(eventsPerStep),
  );
  const emptyEvent = prepare(db, (given: Given<{ seq: number; body: Uint8Array }>) =>
    queries.updateTable('events').set({ body: given.body, query: '', headers: '{}' }).where('seq', '=', given.seq),
  );
  const jobsOf = prepare(db, (given: Given<{ eventId: string }>) =>
    queries.selectFrom('jobs').select(['seq', 'ended_at', 'error']).where('event_id', '=', given.eventId),
  );
  const stepsOf = prepare(db, (given: Given<{ jobSeq: number }>) =>
    queries
      .selectFrom('steps')
      .select(['seq', 'path', 'input', 'output', 'sealed_output', 'items', 'exchanges', 'error'])
      .where('job_seq', '=', given.jobSeq),
  );
  const emptyStep = prepare(db, (given: Given<{ seq: number }>) =>
    queries
      .updateTable('steps')
      .set({ input: null, output: erasedText, sealed_output: null, items: null, exchanges: '[]', error: null })
      .where('seq', '=', given.seq),
  );
  // a higher claim takes the job from the worker that may have it
  const discardJob = prepare(db, (given: Given<{ seq: number; at: string }>) =>
    queries
      .updateTable('jobs')
      .set((job) => ({
        status: 'discarded' as const,
        ended_at: given.at,
        run_at: null,
        lease_until: null,
        error: null,
        reason,
        claim: job('claim', '+', 1),
      }))
      .where('seq', '=', given.seq),
  );
  const emptyJob = prepare(db, (given: Given<{ seq: number }>) =>
    queries.updateTable('jobs').set({ error: null, reason }).where('seq', '=', given.seq),
  );
  const noBody = Buffer.from('{}');

  return {
    eraseEvents: ({ connectionId, after, mentions, openOutput }) =>
      write(() => {
        const from = after === null ? 0 : readSlice({ cursor: after, oldestFirst: true }).place;
        const rows = slice.all({ connectionId, after: from });
        const erased = { events: 0, jobs: 0, steps: 0 };
        for (const { seq, id, query, headers, body } of rows) {
          const isAbout = mentions([Buffer.from(body).toString('utf8'), query, headers]);
          if (isAbout) {
            emptyEvent.run({ seq, body: noBody });
            erased.events += 1;
          }
          for (const job of jobsOf.all({ eventId: id })) {
            if (isAbout) {
              if (job.ended_at === null) discardJob.run({ seq: job.seq, at: new Date(now()).toISOString() });
              else emptyJob.run({ seq: job.seq });
              erased.jobs += 1;
            }
            for (const step of stepsOf.all({ jobSeq: job.seq })) {
              const hidden = step.sealed_output === null ? null : openOutput(step.sealed_output, id, step.path);
              const texts = [step.input, step.output, hidden, step.items, step.exchanges, step.error];
              if (!isAbout && !mentions(texts.filter((text) => text !== null))) continue;
              emptyStep.run({ seq: step.seq });
              erased.steps += 1;
            }
          }
        }
        const last = rows.length < eventsPerStep ? undefined : rows.at(-1);
        return { ...erased, next: last === undefined ? null : cursorAt(last.seq) };
      }),
  };
}
