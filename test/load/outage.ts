import { setTimeout as sleep } from 'node:timers/promises';

import { startTestServer, type TestServer } from '../postgres/test-server.ts';
import { isAcked, isClean, spreadOf, tellSpread, tellStatuses } from './answers.ts';
import { compareStored, startLoadWorld } from './load-world.ts';
import { heldOr, seconds, thousands, type Measured } from './part.ts';
import { beginSending } from './send-at-rate.ts';

const goal = { answerMs: 100, recoveryMs: 5_000 };

/** How PostgreSQL goes away, and comes back. */
export const outages = {
  ends: { away: (store: TestServer) => store.crash(), back: (store: TestServer) => store.restart() },
  'falls silent': {
    away: async (store: TestServer) => store.freeze(true),
    back: async (store: TestServer) => store.freeze(false),
  },
} as const;

export type Outage = keyof typeof outages;

/** A constant rate, with an outage in it; times in seconds. */
export interface OutageTraffic {
  rate: number;
  away: number;
  /** before, and again after it */
  around: number;
  /** what PostgreSQL may take to start */
  startSeconds: number;
}

/** PostgreSQL goes away under a constant rate: what callers are told meanwhile, and when events are taken again. */
export async function measureOutage(
  kind: Outage,
  { rate, away, around, startSeconds }: OutageTraffic,
): Promise<Measured> {
  const store = await startTestServer();
  try {
    // the sender keeps thousands of connections for later, as a load balancer does
    const env = { ITC_TRUSTED_PROXIES: '127.0.0.1', DATABASE_URL: await store.newDatabase() };
    const world = await startLoadWorld(env);
    try {
      // sockets enough for those that wait for an answer of the store; after it some time more, for PostgreSQL takes its own to start
      const phases = [{ perSecond: rate, seconds: around + away + startSeconds + around }];
      const traffic = { phases, mostSockets: 5_000 };
      const sending = await beginSending({ ...world.hook, mark: 'outage', ...traffic });
      await sleep(around * 1_000);
      const from = Date.now();
      await outages[kind].away(store);
      await sleep(away * 1_000);
      const to = Date.now();
      await outages[kind].back(store);
      const backAt = Date.now();
      const { answers } = await sending.sent;
      const meanwhile = answers.filter(({ at }) => at >= from && at < to);
      const refused = meanwhile.filter((answer) => !isAcked(answer));
      const { p50, p99, p999, max } = spreadOf(refused.map(({ ms }) => ms));
      const quick = refused.filter(({ ms }) => ms <= goal.answerMs).length;
      const takenAgain = answers.filter((answer) => isAcked(answer) && answer.at + answer.ms >= to);
      const firstTaken = takenAgain.reduce((first, { at, ms }) => Math.min(first, at + ms), Infinity);
      // it takes connections a little before `back` knows
      const recoveryMs = Math.max(0, firstTaken - backAt);
      const unclean = answers.filter((answer) => !isClean(answer));
      const { lost } = await compareStored(world, answers);
      return {
        goal: 'G9',
        title: `webhooks at ${thousands(rate)}/s while PostgreSQL ${kind} for ${String(away)} s, and ${String(around)} s before and after, answered neither 2xx nor 503 or 429 with Retry-After, or acknowledged and lost`,
        told: `meanwhile ${tellStatuses(meanwhile)}; refusals after ${tellSpread({ p50, p99, p999, max })}, ${((quick / refused.length) * 100).toFixed(1)} % within ${String(goal.answerMs)} ms (all: ${heldOr(quick === refused.length)}); taken again ${seconds(recoveryMs)} after it was back (${seconds(goal.recoveryMs)} ${heldOr(recoveryMs <= goal.recoveryMs)})${unclean.length === 0 ? '' : `; not answered so: ${tellStatuses(unclean)}`}`,
        tried: answers.length,
        failed: unclean.length + lost.length,
      };
    } finally {
      await world.close();
    }
  } finally {
    store.freeze(false);
    await store.stop();
  }
}
