import { setTimeout as sleep } from 'node:timers/promises';

import type { z } from 'zod';

import type { Action, ProjectType } from './define.ts';
import type { ActionResult } from './iterable/action-result.ts';
import { createIterableClient } from './iterable/client.ts';
import { createLimiter } from './iterable/limits.ts';
import { runAction as run } from './iterable/run-action.ts';
import { newId } from './store/new-id.ts';

/** The project that an action without a server is run in. */
export interface ProjectAccess {
  apiKey: string;
  region: 'us' | 'eu';
  /** how the project tells people apart; default email */
  projectType?: ProjectType;
  /** address of a sandbox on this machine instead of Iterable */
  sandboxUrl?: string;
}

// one for the process, so that calls of one key share its limits
const timing = { now: () => Date.now(), sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, { signal }) };
const limiter = createLimiter(timing);
const client = createIterableClient({ ...timing, random: () => Math.random(), limiter });

/**
 * Runs one action once, without a server, a store or a recipe: the same checks, limits and reading of the outcome as in a recipe.
 * Never throws for what Iterable or the input does: `outcome` and `error` say it.
 * @param stepKey the same for a repetition of the same call, so that Iterable can recognise it; a new one unless given
 */
export function runAction<S extends z.ZodType>(
  action: Action<S>,
  input: z.input<S>,
  { apiKey, region, projectType = 'email', sandboxUrl }: ProjectAccess,
  { stepKey = newId('run'), signal }: { stepKey?: string; signal?: AbortSignal } = {},
): Promise<ActionResult> {
  const connection = { id: 'library', name: 'library', apiKey, region, projectType, sandboxUrl: sandboxUrl ?? null };
  return run({
    action: action as Action,
    input,
    connection,
    stepKey,
    client,
    ...(signal === undefined ? {} : { signal }),
  });
}
