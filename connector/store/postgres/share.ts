import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { v7 } from 'uuid';

import type { CallLimits, CountTries, PersonTurns, Share, SharedAnswers } from '../share.ts';
import { createBatches, type Batches } from './batches.ts';
import { answersChannel, type Notifications } from './notifications.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

// by the clock of the database, for no two processes need to agree on the time
const nowMs = 'floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';
const turnMs = 4_000;

const takeCalls = {
  name: 'take_calls',
  text: `SELECT wanted.bucket, taken.granted, taken.wait_ms
    FROM (SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::bigint[], $5::integer[])
      AS wanted (bucket, about, most, per_ms, calls) ORDER BY bucket) AS wanted,
    LATERAL itc_take_calls(wanted.bucket, wanted.about, wanted.most, wanted.per_ms, wanted.calls) AS taken`,
};
const roomForCalls = `
  SELECT greatest(blocked_until - ${nowMs}, CASE WHEN used < $2 THEN 0 ELSE coalesce(first_at + $3 - ${nowMs}, 0) END, 0) AS wait_ms
  FROM call_limits, LATERAL (
    SELECT sum((entry ->> 1)::integer) AS used, min((entry ->> 0)::bigint) AS first_at FROM jsonb_array_elements(taken) AS entry
    WHERE (entry ->> 0)::bigint + $3::bigint > ${nowMs}) AS within
  WHERE bucket = $1`;
const blockCalls = `
  INSERT INTO call_limits (bucket, about, blocked_until) VALUES ($1, $2, ${nowMs} + $3)
  ON CONFLICT (bucket) DO UPDATE SET blocked_until = greatest(call_limits.blocked_until, excluded.blocked_until)`;
const useOfCalls = `
  SELECT about, blocked_until AS "blockedUntil",
    (SELECT coalesce(sum((entry ->> 1)::integer), 0)::integer FROM jsonb_array_elements(taken) AS entry WHERE (entry ->> 0)::bigint + per_ms > ${nowMs}) AS used,
    CASE minute WHEN ${nowMs} / 60000 THEN in_minute + before_minute * (60000 - ${nowMs} % 60000) / 60000
      WHEN ${nowMs} / 60000 - 1 THEN in_minute * (60000 - ${nowMs} % 60000) / 60000 ELSE 0 END AS "lastMinute"
  FROM call_limits`;

function createCallLimits({ db, random }: PostgresParts): CallLimits & Pick<Batches<never, never>, 'close'> {
  type Bucket = Parameters<CallLimits['take']>[0];
  const takes = createBatches<Bucket, number>({
    async run(buckets) {
      const wanted = new Map<string, Bucket & { calls: number }>();
      for (const bucket of buckets) {
        const known = wanted.get(bucket.name);
        if (known === undefined) wanted.set(bucket.name, { ...bucket, calls: 1 });
        else known.calls += 1;
      }
      const asks = [...wanted.values()];
      const rows = await db.run<{ bucket: string; granted: number; wait_ms: number }>(takeCalls, [
        asks.map(({ name }) => name),
        asks.map(({ about }) => about),
        asks.map(({ limit }) => limit?.calls ?? null),
        asks.map(({ limit }) => limit?.perMs ?? 0),
        asks.map(({ calls }) => calls),
      ]);
      const left = new Map(rows.map((row) => [row.bucket, { ...row }]));
      return buckets.map(({ name }) => {
        const given = left.get(name);
        if (given === undefined) return 0;
        given.granted -= 1;
        return given.granted >= 0 ? 0 : given.wait_ms;
      });
    },
    keysOf: () => [],
    random,
  });
  return {
    take: takes.add,
    room: ({ name, limit }) =>
      asked(async () => {
        const [row] = await db.run<{ wait_ms: number }>(roomForCalls, [name, limit?.calls ?? null, limit?.perMs ?? 0]);
        return row?.wait_ms ?? 0;
      }),
    block: ({ name, about }, waitMs) =>
      asked(async () => {
        await db.run(blockCalls, [name, about, waitMs]);
      }),
    use: () => asked(() => db.run(useOfCalls)),
    close: takes.close,
  };
}

const takeTurns = {
  name: 'take_turns',
  text: `
    INSERT INTO person_turns AS held (person, holder, held_until)
    SELECT person, $2, ${nowMs} + ${String(turnMs)} FROM unnest($1::uuid[]) AS given (person) ORDER BY person
    ON CONFLICT (person) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until WHERE held.held_until < ${nowMs}
    RETURNING person`,
};
const releaseTurns = {
  name: 'release_turns',
  text: 'DELETE FROM person_turns WHERE person = ANY($1::uuid[]) AND holder = $2',
};
const extendTurns = `UPDATE person_turns SET held_until = ${nowMs} + ${String(turnMs)} WHERE person = ANY($1::uuid[]) AND holder = $2`;

function createPersonTurns({ db, random }: PostgresParts): PersonTurns & Pick<Batches<never, never>, 'close'> {
  const holder = v7();
  const held = new Set<string>();
  const releases = createBatches<readonly string[], null>({
    async run(lists) {
      await db.run(releaseTurns, [lists.flat(), holder]);
      return lists.map(() => null);
    },
    keysOf: () => [],
    random,
  });
  const release = async (persons: readonly string[]): Promise<void> => {
    for (const person of persons) held.delete(person);
    if (persons.length > 0) await releases.add(persons);
  };
  const takes = createBatches<readonly string[], string[]>({
    async run(lists) {
      const rows = await db.run<{ person: string }>(takeTurns, [[...new Set(lists.flat())], holder]);
      const free = new Set(rows.map(({ person }) => person));
      return lists.map((persons) => persons.filter((person) => free.has(person)));
    },
    keysOf: () => [],
    random,
  });
  const extend = setInterval(() => {
    if (held.size > 0) db.run(extendTurns, [[...held], holder]).catch(() => undefined);
  }, turnMs / 3).unref();
  return {
    async take(persons) {
      const sorted = [...new Set(persons)].sort();
      const taken = new Set(await takes.add(sorted));
      const missing = sorted.findIndex((person) => !taken.has(person));
      // only what lies before the first that another holds: two that wait for each other's persons cannot both wait for ever
      const kept = missing < 0 ? sorted : sorted.slice(0, missing);
      for (const person of kept) held.add(person);
      await release([...taken].filter((person) => !kept.includes(person)));
      return kept;
    },
    release,
    async close() {
      clearInterval(extend);
      await Promise.all([takes.close(), releases.close()]);
    },
  };
}

const giveAnswer = `
  WITH given AS (
    INSERT INTO answers (event_id, answer, at) VALUES ($1, $2, $3) ON CONFLICT (event_id) DO UPDATE SET answer = excluded.answer RETURNING event_id
  )
  SELECT pg_notify('${answersChannel}', event_id) FROM given`;

function createAnswers({ db, now }: PostgresParts, notifications: Notifications): SharedAnswers {
  return {
    give: (eventId, answer) =>
      asked(async () => {
        await db.run(giveAnswer, [eventId, answer, now()]);
      }),
    take: (eventId) =>
      asked(async () => {
        const [row] = await db.run<{ answer: string }>('DELETE FROM answers WHERE event_id = $1 RETURNING answer', [
          eventId,
        ]);
        return row?.answer ?? null;
      }),
    onGiven: (listener) => notifications.on(answersChannel, listener),
  };
}

/** Where the store does not answer nobody gets a try: who signs in is read from it too. */
const createTries =
  ({ db }: PostgresParts): CountTries =>
  (book, { tries, seconds }) =>
    new RateLimiterPostgres({
      storeClient: {
        query: ({ name, text, values }: { name: string; text: string; values: unknown[] }) =>
          asked(async () => {
            const rows = await db.run({ name, text }, values);
            return { rows, rowCount: rows.length };
          }),
      },
      storeType: 'client',
      tableName: 'tries',
      tableCreated: true,
      // retention does
      clearExpiredByTimeout: false,
      keyPrefix: book,
      points: tries,
      duration: seconds,
    });

/** Limits, turns, answers and tries in small unlogged tables. */
export function createShare(parts: PostgresParts, notifications: Notifications): Share & { close(): Promise<void> } {
  const limits = createCallLimits(parts);
  const turns = createPersonTurns(parts);
  return {
    limits,
    turns,
    answers: createAnswers(parts, notifications),
    countTries: createTries(parts),
    async close() {
      await Promise.all([limits.close(), turns.close()]);
    },
  };
}
