import { isAcked, isClean, spreadOf, tellSpread, tellStatuses, type Answer } from './answers.ts';
import { compareStored, startLoadWorld } from './load-world.ts';
import { heldOr, seconds, thousands, type Measured } from './part.ts';
import { sendAtRate, type Sent } from './send-at-rate.ts';

// programs are compiled while they run: the first seconds are those of a server that has just been started
const warmUp = { perSecond: 500, seconds: 5 };
const goal = { p99Ms: 50, p999Ms: 250 };

const dueFrom = ({ answers, phases }: Sent, phase: number): Answer[] =>
  answers.filter(({ at }) => at >= (phases[phase]?.from ?? Infinity));

/** A constant rate: how late each answer is, counted from when its call was due. */
export async function measureSteady({ rate, lasting }: { rate: number; lasting: number }): Promise<Measured> {
  const world = await startLoadWorld();
  try {
    const phases = [warmUp, { perSecond: rate, seconds: lasting }];
    const sent = await sendAtRate({ ...world.hook, mark: 'steady', phases });
    const measured = dueFrom(sent, 1);
    const { p50, p99, p999, max } = spreadOf(measured.map(({ ms }) => ms));
    const { lost } = await compareStored(world, sent.answers);
    return {
      goal: 'G5',
      title: `webhooks of 2 KB at ${thousands(rate)}/s for ${String(lasting)} s, no recipe, that were not acknowledged, or acknowledged and lost`,
      told: `${tellSpread({ p50, p99, p999, max })} from when each was due; p99 <= ${String(goal.p99Ms)} ms ${heldOr(p99 <= goal.p99Ms)}, p99.9 <= ${String(goal.p999Ms)} ms ${heldOr(p999 <= goal.p999Ms)}`,
      tried: measured.length,
      failed: measured.filter((answer) => !isAcked(answer)).length + lost.length,
    };
  } finally {
    await world.close();
  }
}

/** A burst on top of the constant rate, and how long its answers are late afterwards. */
export async function measureBurst({
  rate,
  times,
  burstSeconds,
  after,
}: {
  rate: number;
  times: number;
  burstSeconds: number;
  /** seconds of the constant rate that follow */
  after: number;
}): Promise<Measured> {
  const world = await startLoadWorld();
  try {
    const steady = { perSecond: rate, seconds: 5 };
    const burst = { perSecond: rate * (times + 1), seconds: burstSeconds, isBurst: true };
    const phases = [warmUp, steady, burst, { ...steady, seconds: after }];
    const sent = await sendAtRate({ ...world.hook, mark: 'burst', phases });
    const measured = dueFrom(sent, 1);
    const { lost } = await compareStored(world, sent.answers);
    const [, , reached] = sent.phases;
    const over = sent.phases[3]?.from ?? Infinity;
    const lastLate = dueFrom(sent, 3)
      .filter(({ ms }) => ms > goal.p999Ms)
      .reduce((last, { at, ms }) => Math.max(last, at + ms), over);
    return {
      goal: 'G6',
      title: `webhooks of a burst of ${String(times)}x for ${String(burstSeconds)} s on top of ${thousands(rate)}/s, and before and after it, answered neither 2xx nor 503 or 429 with Retry-After, or acknowledged and lost`,
      told: `the sender on the same machine reached ${thousands((reached?.sent ?? 0) / burstSeconds)}/s of ${thousands(burst.perSecond)}/s; ${tellStatuses(measured)}; ${seconds(lastLate - over)} after it no answer was later than ${String(goal.p999Ms)} ms any more`,
      tried: measured.length,
      failed: measured.filter((answer) => !isClean(answer)).length + lost.length,
    };
  } finally {
    await world.close();
  }
}
