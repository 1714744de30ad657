import { isAcked } from './answers.ts';
import { compareStored, endedJobs, startLoadWorld, switchOnRecipe } from './load-world.ts';
import { heldOr, thousands, type Measured } from './part.ts';
import { sendAtRate } from './send-at-rate.ts';

const goalPerSecond = 1_000;
// more than is ever answered: the next call leaves when a socket is free
const offeredPerSecond = 20_000;

/** From the first webhook to the end of the last job: what one server brings from the wire to the end of a job in a second. */
export async function measureJobs({ jobs: count }: { jobs: number }): Promise<Measured> {
  const world = await startLoadWorld();
  try {
    await switchOnRecipe(world, [{ id: 'end', stop: { as: 'stopped' } }]);
    const phases = [{ perSecond: offeredPerSecond, seconds: count / offeredPerSecond }];
    const began = Date.now();
    const { answers } = await sendAtRate({ ...world.hook, mark: 'jobs', phases });
    const first = answers.reduce((earliest, { at }) => Math.min(earliest, at), Infinity);
    const jobs = await endedJobs(world, 60_000 + count * 10);
    const last = jobs.reduce(
      (latest, { endedAt }) => Math.max(latest, endedAt === null ? Infinity : Date.parse(endedAt)),
      began,
    );
    const tookMs = last - Math.max(first, began);
    const done = new Set(jobs.filter(({ status }) => status === 'stopped').map(({ event }) => event));
    const undone = answers.filter((answer) => !isAcked(answer) || !done.has(answer.id ?? ''));
    const perSecond = (jobs.length / tookMs) * 1_000;
    return {
      goal: 'G7',
      title: `webhooks, as fast as they are taken, whose job of a recipe without a call did not run to its end just once`,
      told: `${thousands(perSecond)} jobs/s from the first webhook to the end of the last job (${thousands(goalPerSecond)}/s ${heldOr(perSecond >= goalPerSecond)})`,
      tried: answers.length,
      failed: undone.length + Math.max(0, jobs.length - done.size) + (await compareStored(world, answers)).lost.length,
    };
  } finally {
    await world.close();
  }
}
