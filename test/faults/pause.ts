import { setTimeout as sleep } from 'node:timers/promises';

import { callUnderWay, type ArmedFault } from './failpoints.ts';
import type { Scenario, World } from './scenarios.ts';

/** How long a process stands still; beyond the lease of its jobs and what it waits for an answer. */
const pauseMs = 2_000;
/** of the server that is paused */
export const timesWhilePaused = { leaseMs: 900, callTimeoutMs: 1_000 };
// the answer leaves after the process stopped, and before it is woken
const answerAfterMs = 500;

/** The passage at which a fault fired. */
export const firedIn = (trace: readonly string[][]): string[] | undefined =>
  trace.find(([, , kind]) => kind !== undefined && kind !== '');

const faultsOf = async ({ sandbox }: World): Promise<{ hits: number }[]> =>
  ((await (await fetch(`${sandbox.url}/sandbox/faults`)).json()) as { faults: { hits: number }[] }).faults;

/**
 * Lets a process stand still: it stops itself at its failpoint, or is stopped when Iterable has its call; then it is woken.
 * @returns what ends the watch, and tells whether there was a pause; call it in any case
 */
export function startPause(world: World, { path }: Scenario, { point }: ArmedFault): () => Promise<boolean> {
  const { server, sandbox } = world;
  const over = new AbortController();
  const isUnderWay = point === callUnderWay;
  if (isUnderWay && path !== undefined) {
    sandbox.addFault({ match: { path }, kind: 'delay', delayMs: answerAfterMs, times: 1 });
  }
  const isThere = async (): Promise<boolean> =>
    isUnderWay ? ((await faultsOf(world)).at(-1)?.hits ?? 0) > 0 : firedIn(server.trace()) !== undefined;
  const watch = async (): Promise<boolean> => {
    while (!(await isThere())) {
      if (over.signal.aborted) return false;
      await sleep(10);
    }
    if (isUnderWay) server.signal('SIGSTOP');
    await sleep(pauseMs);
    server.signal('SIGCONT');
    return true;
  };
  const watching = watch();
  return async () => {
    over.abort();
    return watching;
  };
}
