import { setTimeout as sleep } from 'node:timers/promises';

import { eventBody } from '../../bench/http-load.ts';
import { isClean, spreadOf, tellStatuses, type Answer } from './answers.ts';
import { compareStored, startLoadWorld, type LoadWorld } from './load-world.ts';
import { heldOr, seconds, thousands, type Measured } from './part.ts';
import { beginSending, sendAtRate } from './send-at-rate.ts';

const goal = { startMs: 1_500, stopMs: 10_000 };

/** Starts the stopped server; answers how long it takes until a webhook is acknowledged. */
async function startToFirstAck({ server, hook }: LoadWorld, id: string): Promise<number> {
  const body = eventBody('emailClick').replace('[<id>]', id);
  const headers = { 'content-type': 'application/json', 'x-itc-secret': hook.secret };
  const began = performance.now();
  const started = server.start();
  for (;;) {
    const answer = await fetch(hook.url, { method: 'POST', headers, body }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) break;
    await sleep(2);
  }
  const tookMs = performance.now() - began;
  await started;
  return tookMs;
}

/** Process start to the first acknowledgement, on a folder with events in it. */
export async function measureStart({ rounds, events }: { rounds: number; events: number }): Promise<Measured> {
  const world = await startLoadWorld();
  try {
    const phases = [{ perSecond: 2_000, seconds: events / 2_000 }];
    const { answers } = await sendAtRate({ ...world.hook, mark: 'start', phases });
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await world.server.kill('SIGTERM');
      times.push(await startToFirstAck(world, `start of round ${String(round)}`));
    }
    const { lost } = await compareStored(world, answers);
    const { p50, max } = spreadOf(times);
    return {
      goal: 'G36',
      title: `starts of the server on a folder of ${thousands(events)} events without an acknowledgement, or with events lost`,
      told: `from the start of the process to the first acknowledgement p50 ${seconds(p50)}, longest ${seconds(max)} (${seconds(goal.startMs)} ${heldOr(max <= goal.startMs)})`,
      tried: rounds,
      failed: lost.length,
    };
  } finally {
    await world.close();
  }
}

/** SIGTERM under a constant rate: every call that was under way is answered, and none that was acknowledged is lost. */
export async function measureStop({
  rounds,
  rate,
  delayMs,
}: {
  rounds: number;
  rate: number;
  /** ITC_STOP_DELAY_MS; in the midst of it the sender turns away, as a balancer does that asks for the health. With 0 nobody tells the sender anything */
  delayMs: number;
}): Promise<Measured> {
  const world = await startLoadWorld({ ITC_STOP_DELAY_MS: String(delayMs) });
  try {
    const times: number[] = [];
    const all: Answer[] = [];
    let unanswered = 0;
    let cutOff = 0;
    for (let round = 0; round < rounds; round += 1) {
      const phases = [{ perSecond: rate, seconds: delayMs === 0 ? 4 : 2 + delayMs / 2_000 }];
      const sending = await beginSending({ ...world.hook, mark: `stop${String(round)}`, phases });
      await sleep(2_000);
      const signalled = Date.now();
      await world.server.kill('SIGTERM');
      times.push(Date.now() - signalled);
      const { answers } = await sending.sent;
      all.push(...answers);
      const wasOpen = ({ at }: Answer): boolean => delayMs > 0 || at < signalled;
      const broken = answers.filter((answer) => !isClean(answer));
      unanswered += broken.filter(wasOpen).length;
      cutOff += broken.filter((answer) => !wasOpen(answer) && answer.status !== 'refused').length;
      await world.server.start();
    }
    const { lost, untold } = await compareStored(world, all);
    const { max } = spreadOf(times);
    const title =
      delayMs === 0
        ? `due before one of ${thousands(rounds)} SIGTERMs, of traffic that goes on after it,`
        : `until midway of ITC_STOP_DELAY_MS=${String(delayMs)} at ${thousands(rounds)} SIGTERMs`;
    return {
      goal: 'G36',
      title: `webhooks at ${thousands(rate)}/s ${title} that were not answered, stored and not answered, or acknowledged and lost`,
      told: `${tellStatuses(all)}${delayMs === 0 ? `; due after the signal and cut off: ${thousands(cutOff)}` : ''}; ended after ${seconds(max)} at the longest (${seconds(goal.stopMs)} ${heldOr(max <= goal.stopMs)})`,
      tried: all.filter(({ status }) => status !== 'refused').length - cutOff,
      failed: unanswered + untold.length + lost.length,
    };
  } finally {
    await world.close();
  }
}
