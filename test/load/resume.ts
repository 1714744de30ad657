import { setTimeout as sleep } from 'node:timers/promises';

import { spreadOf } from './answers.ts';
import { compareStored, endedJobs, startLoadWorld, switchOnRecipe, type LoadWorld } from './load-world.ts';
import { heldOr, seconds, thousands, type Measured } from './part.ts';
import { sendAtRate } from './send-at-rate.ts';

const path = '/api/events/track';
const goalMs = 5_000;
const giveUpMs = 60_000;

/** Which event a call to the sandbox is about. */
const messageOf = ({ body }: { body: unknown }): unknown =>
  (body as { dataFields?: { messageId?: unknown } } | null)?.dataFields?.messageId;

/** Kills the server while calls of its jobs hang; answers how long it takes, start included, until one of them is made again. */
async function killAndResume({ server, sandbox }: LoadWorld, firstCall: number): Promise<number> {
  const began = Date.now();
  await server.kill();
  const hung = new Set(sandbox.calls.slice(firstCall).map(messageOf));
  const before = sandbox.calls.length;
  await fetch(`${sandbox.url}/sandbox/faults`, { method: 'DELETE' });
  const started = server.start();
  while (!sandbox.calls.slice(before).some((call) => hung.has(messageOf(call)))) {
    if (Date.now() - began > giveUpMs) throw new Error('no job was resumed');
    await sleep(5);
  }
  const tookMs = Date.now() - began;
  await started;
  return tookMs;
}

/** SIGKILL with jobs under way, again and again: when is the first of them resumed, and does all end well? */
export async function measureResume({ rounds, jobs: perRound }: { rounds: number; jobs: number }): Promise<Measured> {
  const world = await startLoadWorld();
  try {
    const dataFields = { messageId: '{{ trigger.dataFields.messageId }}' };
    const track = { email: '{{ trigger.email }}', eventName: 'resumed', dataFields };
    await switchOnRecipe(world, [{ id: 'track', use: 'track_event', with: track }]);
    const times: number[] = [];
    let [sent, lost, succeeded] = [0, 0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const firstCall = world.sandbox.calls.length;
      world.sandbox.addFault({ match: { path }, kind: 'hang' });
      const phases = [{ perSecond: 500, seconds: perRound / 500 }];
      const { answers } = await sendAtRate({ ...world.hook, mark: `resume${String(round)}`, phases });
      while (world.sandbox.calls.length === firstCall) await sleep(5);
      times.push(await killAndResume(world, firstCall));
      const jobs = await endedJobs(world, giveUpMs);
      succeeded = jobs.filter(({ status }) => status === 'succeeded').length;
      sent += answers.length;
      lost += (await compareStored(world, answers)).lost.length;
    }
    const { p50, max } = spreadOf(times);
    return {
      goal: 'G8',
      title: `jobs under way or queued at ${thousands(rounds)} SIGKILLs of a server on SQLite that did not go on to their end`,
      told: `from the SIGKILL, the start included, to the first of those under way going on: p50 ${seconds(p50)}, longest ${seconds(max)} (${seconds(goalMs)} ${heldOr(max <= goalMs)})`,
      tried: sent,
      failed: lost + sent - succeeded,
    };
  } finally {
    await world.close();
  }
}
