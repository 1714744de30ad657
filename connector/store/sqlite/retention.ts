import type { Store } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';

const rowsPerStep = 500;

/** One bounded step over rows in the order they came: where it ended, how many rows went, whether younger rows begin. */
type ExpireStep = (after: number, before: string) => { last: number; removed: number; isDone: boolean };

interface Ages {
  seq: number;
  at: string;
}

function stepOver(
  rows: readonly Ages[],
  before: string,
  remove: (range: { from: number; to: number }) => number,
): ReturnType<ExpireStep> {
  const old = rows.filter(({ at }) => at < before);
  const first = old[0];
  const last = old.at(-1);
  if (first === undefined || last === undefined) return { last: 0, removed: 0, isDone: true };
  const removed = remove({ from: first.seq, to: last.seq });
  // rows lie in the order of time, so younger ones follow a step with a young row
  return { last: last.seq, removed, isDone: old.length < rows.length || rows.length < rowsPerStep };
}

type Range = { from: number; to: number; before: string };

function createEventStep({ db }: SqliteParts): ExpireStep {
  const ages = prepare(db, (given: Given<{ after: number }>) =>
    queries
      .selectFrom('events')
      .select(['seq', 'received_at as at'])
      .where('seq', '>', given.after)
      .orderBy('seq')
      .limit(rowsPerStep),
  );
  // an event stays as long as a job of it is kept
  const unused = (given: Given<Range>) =>
    queries
      .selectFrom('events')
      .where('seq', '>=', given.from)
      .where('seq', '<=', given.to)
      .where('received_at', '<', given.before)
      .where((not) =>
        not.not(not.exists(not.selectFrom('jobs').select('jobs.seq').whereRef('jobs.event_id', '=', 'events.id'))),
      );
  const remove = prepare(db, (given: Given<Range>) =>
    queries.deleteFrom('events').where('seq', 'in', unused(given).select('seq')),
  );
  return (after, before) => stepOver(ages.all({ after }), before, (range) => remove.run({ ...range, before }).changes);
}

function createJobStep({ db }: SqliteParts): ExpireStep {
  const ages = prepare(db, (given: Given<{ after: number }>) =>
    queries
      .selectFrom('jobs')
      .select(['seq', 'created_at as at'])
      .where('seq', '>', given.after)
      .orderBy('seq')
      .limit(rowsPerStep),
  );
  const remove = prepare(db, (given: Given<Range>) =>
    queries
      .deleteFrom('jobs')
      .where('seq', '>=', given.from)
      .where('seq', '<=', given.to)
      .where('ended_at', '<', given.before),
  );
  return (after, before) => stepOver(ages.all({ after }), before, (range) => remove.run({ ...range, before }).changes);
}

function createRejectedCallStep({ db }: SqliteParts): ExpireStep {
  const ages = prepare(db, (given: Given<{ after: number }>) =>
    queries
      .selectFrom('rejected_calls')
      .select(['seq', 'at'])
      .where('seq', '>', given.after)
      .orderBy('seq')
      .limit(rowsPerStep),
  );
  const remove = prepare(db, (given: Given<Range>) =>
    queries
      .deleteFrom('rejected_calls')
      .where('seq', '>=', given.from)
      .where('seq', '<=', given.to)
      .where('at', '<', given.before),
  );
  return (after, before) => stepOver(ages.all({ after }), before, (range) => remove.run({ ...range, before }).changes);
}

/** Sends, or what was told about them: neither is held by anything else. */
function createSendStep({ db }: SqliteParts, table: 'sends' | 'send_events'): ExpireStep {
  const at = table === 'sends' ? 'created_at' : 'received_at';
  const ages = prepare(db, (given: Given<{ after: number }>) =>
    queries
      .selectFrom(table)
      .select(['seq', `${at} as at`])
      .where('seq', '>', given.after)
      .orderBy('seq')
      .limit(rowsPerStep)
      .$castTo<Ages>(),
  );
  const remove = prepare(db, (given: Given<Range>) =>
    queries
      .deleteFrom(table)
      .where('seq', '>=', given.from)
      .where('seq', '<=', given.to)
      .where(at as 'created_at', '<', given.before),
  );
  return (after, before) => stepOver(ages.all({ after }), before, (range) => remove.run({ ...range, before }).changes);
}

/** Deliveries that no window reaches any more, in the order they came; answers how many went. */
function createDeliveryStep({ db, deliveries }: SqliteParts): (beforeMs: number) => number {
  const remove = prepare(db, (given: Given<{ before: number }>) =>
    queries
      .deleteFrom('deliveries')
      .where('seq', 'in', queries.selectFrom('deliveries').select('seq').orderBy('seq').limit(rowsPerStep))
      .where('first_at', '<', given.before),
  );
  return (beforeMs) => {
    deliveries.dropBefore(beforeMs);
    return remove.run({ before: beforeMs }).changes;
  };
}

/** Tasks that ended before the instant; they are few. */
function createTaskStep({ db }: SqliteParts): (before: string) => number {
  const remove = prepare(db, (given: Given<{ before: string }>) =>
    queries.deleteFrom('tasks').where('ended_at', '<', given.before),
  );
  return (before) => remove.run({ before }).changes;
}

type OfConnection = { connectionId: string; before: string };

/** The same for one connection: the oldest rows of it that may go, at most a step of them; answers how many went. */
function createConnectionSteps({ db }: SqliteParts): Record<'jobs' | 'events', (range: OfConnection) => number> {
  const jobs = prepare(db, (given: Given<OfConnection>) =>
    queries
      .deleteFrom('jobs')
      .where(
        'seq',
        'in',
        queries
          .selectFrom('jobs')
          .innerJoin('events', 'events.id', 'jobs.event_id')
          .select('jobs.seq')
          .where('events.connection_id', '=', given.connectionId)
          .where('jobs.ended_at', '<', given.before)
          .limit(rowsPerStep),
      ),
  );
  const events = prepare(db, (given: Given<OfConnection>) =>
    queries.deleteFrom('events').where(
      'seq',
      'in',
      queries
        .selectFrom('events')
        .select('seq')
        .where('connection_id', '=', given.connectionId)
        .where('received_at', '<', given.before)
        .where((not) =>
          not.not(not.exists(not.selectFrom('jobs').select('jobs.seq').whereRef('jobs.event_id', '=', 'events.id'))),
        )
        .limit(rowsPerStep),
    ),
  );
  return { jobs: (range) => jobs.run(range).changes, events: (range) => events.run(range).changes };
}

/** Removal of old rows in steps of 500, each its own write, so that webhooks are stored in between. */
export function createRetention(parts: SqliteParts): Pick<Store, 'expire' | 'expireOf'> {
  const ofConnection = createConnectionSteps(parts);
  const repeat = async (step: () => number): Promise<number> => {
    let removed = 0;
    for (;;) {
      const count = await parts.write(step);
      removed += count;
      if (count < rowsPerStep) return removed;
    }
  };
  const steps = {
    jobs: createJobStep(parts),
    events: createEventStep(parts),
    rejectedCalls: createRejectedCallStep(parts),
    sends: createSendStep(parts, 'sends'),
    sendEvents: createSendStep(parts, 'send_events'),
  };
  const forgetDeliveries = createDeliveryStep(parts);
  const removeTasks = createTaskStep(parts);
  const expireAll = async (step: ExpireStep, before: string): Promise<number> => {
    let removed = 0;
    let after = 0;
    for (;;) {
      const done = await parts.write(() => step(after, before));
      removed += done.removed;
      after = done.last;
      if (done.isDone) return removed;
    }
  };
  return {
    async expireOf(connectionId, { jobs, events }) {
      const gone = jobs === undefined ? 0 : await repeat(() => ofConnection.jobs({ connectionId, before: jobs }));
      if (events === undefined) return gone;
      return gone + (await repeat(() => ofConnection.events({ connectionId, before: events })));
    },
    async expire(before) {
      // jobs first: they keep their events
      const jobs = await expireAll(steps.jobs, before.jobs);
      const events = await expireAll(steps.events, before.events);
      const unreachable = parts.now() - parts.longestDedupWindowMs;
      while ((await parts.write(() => forgetDeliveries(unreachable))) === rowsPerStep);
      const tasks = await parts.write(() => removeTasks(before.jobs));
      const sends = await expireAll(steps.sends, before.jobs);
      const told = await expireAll(steps.sendEvents, before.events);
      return jobs + events + tasks + sends + told + (await expireAll(steps.rejectedCalls, before.rejectedCalls));
    },
  };
}
