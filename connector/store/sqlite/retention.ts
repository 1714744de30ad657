import type { Store } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, type Given } from './statement.ts';

const rowsPerStep = 500;

/** Up to when rows go, and up to when rows that stay may stand before rows that go, for clocks are set back. */
interface Bounds {
  before: string;
  passed: string;
  now: string;
}

/** One bounded step over rows in the order they came: where it ended, how many rows went, whether younger rows begin. */
type ExpireStep = (after: number, bounds: Bounds) => { last: number; removed: number; isDone: boolean };

interface Ages {
  seq: number;
  at: string;
}

// rows that came while a clock stood this far ahead hold nothing up; beyond it, only those that are still of the future do not
const setBackMs = 2 * 60 * 60 * 1000;

function stepOver(
  rows: readonly Ages[],
  { before, passed, now }: Bounds,
  remove: (range: { from: number; to: number }) => number,
): ReturnType<ExpireStep> {
  const old = rows.filter(({ at }) => at < before);
  const removed = old.length === 0 ? 0 : remove({ from: (old[0] as Ages).seq, to: (old.at(-1) as Ages).seq });
  // rows lie in the order of time but for what a clock did, so younger ones follow a young row
  const isDone = rows.length < rowsPerStep || rows.some(({ at }) => at >= passed && at <= now);
  return { last: rows.at(-1)?.seq ?? 0, removed, isDone };
}

type Range = { from: number; to: number; before: string };

/** what an event leaves behind, for it may still be delivered again */
const remembered = ['id', 'connection_id', 'delivery_key', 'received_at'] as const;

function createEventStep({ db, deliveries }: SqliteParts): ExpireStep {
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
    queries.deleteFrom('events').where('seq', 'in', unused(given).select('seq')).returning(remembered),
  );
  return (after, bounds) =>
    stepOver(ages.all({ after }), bounds, (range) => {
      const removed = remove.all({ ...range, before: bounds.before });
      deliveries.keep(removed);
      return removed.length;
    });
}

/** When a row was made, and what tells its age to those who remove it: a job counts from its end. */
const datedBy = {
  jobs: { made: 'created_at', left: 'ended_at' },
  rejected_calls: { made: 'at', left: 'at' },
  sends: { made: 'created_at', left: 'created_at' },
  send_events: { made: 'received_at', left: 'received_at' },
} as const;

/** Rows that are held by nothing else. */
function createRowStep({ db }: SqliteParts, table: keyof typeof datedBy): ExpireStep {
  const { made, left } = datedBy[table];
  const ages = prepare(db, (given: Given<{ after: number }>) =>
    queries
      .selectFrom(table)
      .select(['seq', `${made} as at`])
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
      .where(left as 'at', '<', given.before),
  );
  return (after, bounds) =>
    stepOver(ages.all({ after }), bounds, (range) => remove.run({ ...range, before: bounds.before }).changes);
}

/** Deliveries that no window reaches any more. */
function createDeliveryStep({ db }: SqliteParts, table: 'deliveries' | 'delivery_groups'): ExpireStep {
  const ages = prepare(db, (given: Given<{ after: number }>) =>
    queries
      .selectFrom(table)
      .select(['seq', 'first_at'])
      .where('seq', '>', given.after)
      .orderBy('seq')
      .limit(rowsPerStep),
  );
  const remove = prepare(db, (given: Given<{ from: number; to: number; before: number }>) =>
    queries
      .deleteFrom(table)
      .where('seq', '>=', given.from)
      .where('seq', '<=', given.to)
      .where('first_at', '<', given.before),
  );
  return (after, bounds) => {
    const rows = ages.all({ after }).map(({ seq, first_at }) => ({ seq, at: new Date(first_at).toISOString() }));
    return stepOver(rows, bounds, (range) => remove.run({ ...range, before: Date.parse(bounds.before) }).changes);
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
function createConnectionSteps({
  db,
  deliveries,
}: SqliteParts): Record<'jobs' | 'events', (range: OfConnection) => number> {
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
    queries
      .deleteFrom('events')
      .where(
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
      )
      .returning(remembered),
  );
  const removeEvents = (range: OfConnection): number => {
    const removed = events.all(range);
    deliveries.keep(removed);
    return removed.length;
  };
  return { jobs: (range) => jobs.run(range).changes, events: removeEvents };
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
    jobs: createRowStep(parts, 'jobs'),
    events: createEventStep(parts),
    rejectedCalls: createRowStep(parts, 'rejected_calls'),
    sends: createRowStep(parts, 'sends'),
    sendEvents: createRowStep(parts, 'send_events'),
    deliveryGroups: createDeliveryStep(parts, 'delivery_groups'),
    deliveries: createDeliveryStep(parts, 'deliveries'),
  };
  const removeTasks = createTaskStep(parts);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const expireAll = async (step: ExpireStep, before: string): Promise<number> => {
    const bounds = { before, passed: iso(Date.parse(before) + setBackMs), now: iso(parts.now()) };
    let removed = 0;
    let after = 0;
    for (;;) {
      const done = await parts.write(() => step(after, bounds));
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
      parts.deliveries.forgetBefore(unreachable);
      await expireAll(steps.deliveryGroups, iso(unreachable));
      await expireAll(steps.deliveries, iso(unreachable));
      const tasks = await parts.write(() => removeTasks(before.jobs));
      const sends = await expireAll(steps.sends, before.jobs);
      const told = await expireAll(steps.sendEvents, before.events);
      return jobs + events + tasks + sends + told + (await expireAll(steps.rejectedCalls, before.rejectedCalls));
    },
  };
}
