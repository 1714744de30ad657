import { setTimeout as sleep } from 'node:timers/promises';

import { startTestServer, type TestServer } from '../postgres/test-server.ts';
import { isAcked, isClean, spreadOf, tellSpread, tellStatuses } from './answers.ts';
import { lostOf, startLoadWorld } from './load-world.ts';
import { heldOr, seconds, thousands, type Measured } from './part.ts';
import { sendAtRate } from './send-at-rate.ts';

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

/** PostgreSQL goes away under a constant rate: what callers are told meanwhile, and when events are taken again. */
export async function measureOutage(
  kind: Outage,
  { rate, away, around }: { rate: number; away: number; /** seconds of traffic before and after */ around: number },
): Promise<Measured> {
  const store = await startTestServer();
  try {
    const world = await startLoadWorld({ DATABASE_URL: await store.newDatabase() });
    try {
      // sockets enough for those that wait for an answer of the store
      const traffic = { phases: [{ perSecond: rate, seconds: around + away + around }], mostSockets: 5_000 };
      const sending = sendAtRate({ ...world.hook, mark: 'outage', ...traffic });
      await sleep(around * 1_000);
      const from = Date.now();
      await outages[kind].away(store);
      await sleep(away * 1_000);
      // it is there as soon as it takes connections, which is a little before `back` knows
      const to = Date.now();
      await outages[kind].back(store);
      const { answers } = await sending;
      const meanwhile = answers.filter(({ at }) => at >= from && at < to);
      const refused = meanwhile.filter((answer) => !isAcked(answer));
      const { p50, p99, p999, max } = spreadOf(refused.map(({ ms }) => ms));
      const quick = refused.filter(({ ms }) => ms <= goal.answerMs).length;
      const isBack = answers.filter(({ at, ms, status }) => at + ms >= to && status === 200);
      const recoveryMs = Math.min(...isBack.map(({ at, ms }) => at + ms)) - to;
      const lost = await lostOf(world, answers);
      return {
        goal: 'G9',
        title: `webhooks at ${thousands(rate)}/s while PostgreSQL ${kind} for ${String(away)} s, and ${String(around)} s before and after, answered neither 2xx nor 503 or 429 with Retry-After, or acknowledged and lost`,
        told: `meanwhile ${tellStatuses(meanwhile)}; refusals after ${tellSpread({ p50, p99, p999, max })}, ${((quick / refused.length) * 100).toFixed(1)} % within ${String(goal.answerMs)} ms (all: ${heldOr(quick === refused.length)}); taken again ${seconds(recoveryMs)} after it was let back (${seconds(goal.recoveryMs)} ${heldOr(recoveryMs <= goal.recoveryMs)})`,
        tried: answers.length,
        failed: answers.filter((answer) => !isClean(answer)).length + lost.length,
      };
    } finally {
      await world.close();
    }
  } finally {
    store.freeze(false);
    await store.stop();
  }
}
