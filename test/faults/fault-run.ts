import { setTimeout as sleep } from 'node:timers/promises';

import { judgeCase } from './fault-oracle.ts';
import { callUnderWay, type ArmedFault, type Failpoint } from './failpoints.ts';
import type { Picture } from './faulty-process.ts';
import { firedIn, startPause } from './pause.ts';
import { isOpen, jobsOf, type Scenario, type World } from './scenarios.ts';

/** Looks at the newest only: cases run one after the other. */
const newest = 12;
// patience is counted in looks that the server answered, not in time: a machine that is busy or stands still gives both sides less, and a look is no sooner than the one before
const lookEveryMs = 10;
const mostLooks = 6_000;
/** how long a fault may keep a job without a sign that it was left */
const leftLooks = 500;
const quietLooks = 5;
const mostHelps = 5;
const mostTries = 5_000;

export interface CaseResult {
  scenario: string;
  /** null = without a fault, to see what is passed */
  fault: ArmedFault | null;
  hasFired: boolean;
  isHeld: boolean;
  /** what did not hold */
  faults: string[];
  /** what was passed, where something did not hold */
  trace?: string[];
  /** the points that were passed from the arming on, in order */
  passed: Failpoint[];
}

let cases = 0;

/** Runs a scenario once with a fault armed, brings the server back when it died, and judges what came of it. */
export async function runCase(world: World, scenario: Scenario, fault: ArmedFault | null): Promise<CaseResult> {
  const { server, sandbox } = world;
  cases += 1;
  const marker = `case${String(cases)}x`;
  const revive = async (): Promise<void> => {
    await server.kill();
    await server.start();
  };
  const firstCall = sandbox.calls.length;
  if (!server.isAlive) await server.start();
  // one that did not fire must not meet what comes now
  try {
    await server.ask('arm', null);
  } catch {
    // it fired between the cases, at a write of the server's own
    await revive();
    await server.ask('arm', null);
  }
  await scenario.prepare?.(world, marker);
  if (scenario.turnedAway !== undefined) {
    sandbox.addFault({ match: { path: scenario.turnedAway }, kind: 'status', status: 429, retryAfter: 0, times: 1 });
  }
  const before = sandbox.calls.length;
  // what the case before left open must not be counted here
  if (fault === null) await wholeTrace(world);
  server.forget();
  await server.ask('arm', fault?.point === callUnderWay ? null : fault);
  const endPause = fault?.kind === 'pause' ? startPause(world, scenario, fault) : null;

  for (let tries = 0; ; tries += 1) {
    try {
      await scenario.act(world, marker);
      break;
    } catch (error) {
      if (tries > mostTries) throw error;
      if (!server.isAlive || firedIn(server.trace())?.[0]?.startsWith('log.sync') === true) await revive();
      else await sleep(20);
    }
  }
  const { picture, isSettled } = await settle(world, scenario, marker, revive);
  const wasPaused = (await endPause?.()) === true;
  const trace = fault === null ? await wholeTrace(world) : server.trace();
  // it writes no more, which may show only in the next case
  if (fault?.kind === 'throw' && fault.point.startsWith('log.sync')) await server.kill();
  const judged = judgeCase(scenario, marker, {
    picture,
    calls: sandbox.calls.slice(scenario.prepare === undefined ? before : firstCall),
    trace,
  });
  const broken = isSettled ? judged : ['not settled in time', ...judged];
  return {
    scenario: scenario.name,
    fault,
    hasFired: wasPaused || firedIn(trace) !== undefined,
    isHeld: jobsOf(picture, marker).at(-1)?.status === 'held',
    ...(broken.length === 0 ? {} : { trace: trace.map((passage) => passage.join(' ')) }),
    faults: broken,
    passed: trace.map(([point]) => point as Failpoint),
  };
}

/** What was passed when all that began is over: a look sees a change before the log is synced and whoever made it goes on. */
async function wholeTrace({ server }: World): Promise<string[][]> {
  let trace = server.trace();
  for (let [looks, quiet] = [0, 0]; looks < leftLooks && quiet < quietLooks; looks += 1) {
    await sleep(lookEveryMs);
    const now = server.trace();
    const points = now.map(([point = '']) => point);
    const passagesOf = (point: string): number => points.filter((one) => one === point).length;
    const isUnderWay = points.some(
      (point) => point.endsWith('.before') && passagesOf(point) > passagesOf(point.replace(/before$/, 'after')),
    );
    quiet = isUnderWay || now.length > trace.length ? 0 : quiet + 1;
    trace = now;
  }
  return trace;
}

/** Waits until nothing is open any more; a job that was left to its lease gets it at once. */
async function settle(
  { server }: World,
  { rows, jobs: expected }: Scenario,
  marker: string,
  revive: () => Promise<void>,
): Promise<{ picture: Picture; isSettled: boolean }> {
  let looks = 0;
  let helps = 0;
  for (;;) {
    if (!server.isAlive) {
      await revive();
      looks = 0;
    }
    const picture = await server.ask('look', newest).catch(() => null);
    if (picture === null) continue;
    looks += 1;
    const jobs = jobsOf(picture, marker);
    const runs = picture.runs.filter(({ mapping }) => JSON.stringify(mapping).includes(marker));
    const isSettled =
      rows === undefined
        ? jobs.length >= expected && !jobs.some(isOpen)
        : runs.every(({ status }) => status === 'done');
    if (isSettled) return { picture, isSettled };
    if (looks > mostLooks) return { picture, isSettled: false };
    const fault = firedIn(server.trace());
    const isLeft = picture.abandoned > 0 || (fault?.[2] === 'throw' && looks > leftLooks);
    if (fault !== undefined && isLeft) {
      // after a failed sync nothing is written any more until the next start
      if (fault[0]?.startsWith('log.sync') === true && fault[2] === 'throw') await revive();
      else if (runs.some(({ status }) => status === 'failed'))
        await server.ask('resume', runs[0]!.id).catch(() => undefined);
      else await server.ask('reclaim').catch(() => undefined);
      if (helps++ < mostHelps) looks = 0;
    }
    await sleep(lookEveryMs);
  }
}
