import { z } from 'zod';
import { bulkCalls, failGroups } from './partial-failure.ts';

/** What `POST /sandbox/faults` takes, and `--fault` on the command line. */
export const faultRequest = z.strictObject({
  match: z
    .strictObject({ method: z.string().optional(), path: z.string().optional() })
    .default({})
    .describe('path is exact or a prefix of whole segments; * stands for a part of a segment, at the end for any rest'),
  kind: z.enum([
    'status',
    'reset',
    'resetAfterProcessing',
    'delay',
    'html',
    'truncate',
    'wrongLength',
    'badJson',
    'partial',
    'hang',
  ]),
  status: z.int().min(100).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** a Retry-After header: seconds, or a date as text */
  retryAfter: z.union([z.number().min(0), z.string()]).optional(),
  /** waited before anything else; for `delay` 1000 unless given */
  delayMs: z.number().min(0).optional(),
  /** how many matching calls pass before the first hit */
  skip: z.int().min(0).optional(),
  /** how many calls it hits before it is used up; without it, all until DELETE */
  times: z.int().min(1).optional(),
  /** 0 to 1 */
  probability: z.number().min(0).max(1).optional(),
  /** status and html only: the call takes effect although its answer says otherwise */
  afterProcessing: z.boolean().optional(),
  /** partial only: so many rows of a bulk call fail, from its first on; 1 unless given */
  rows: z.int().min(1).optional(),
  /** partial only: the group of failedUpdates that names them */
  failAs: z.enum(failGroups).optional(),
  /** wrongLength only: what Content-Length says more (or, negative, less) than is sent; 10 unless given */
  lengthOffset: z.int().optional(),
});

export type Fault = z.infer<typeof faultRequest>;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The paths that a pattern means, as an expression. */
function pathExpression(pattern: string): RegExp {
  const open = pattern.endsWith('*');
  const parts = (open ? pattern.slice(0, -1) : pattern).split('*').map(escaped).join('[^/]*');
  if (open) return new RegExp(`^${parts}`);
  // whole segments: /api/users/update must not hit /api/users/updateSubscriptions
  return new RegExp(parts.endsWith('/') ? `^${parts}` : `^${parts}(/|$)`);
}

interface PlannedFault {
  fault: Fault;
  path: RegExp | undefined;
  toSkip: number;
  left: number;
  hits: number;
}

function matches({ fault, path: pattern }: PlannedFault, method: string, path: string): boolean {
  if (fault.match.method !== undefined && fault.match.method.toUpperCase() !== method) return false;
  if (fault.kind === 'partial' && !Object.hasOwn(bulkCalls, path)) return false;
  return pattern?.test(path) ?? true;
}

/** The faults that are set, in the order they were given; the first that matches a call hits it. */
export class FaultPlan {
  #faults: PlannedFault[] = [];
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  add(fault: Fault): void {
    const { match, times = Infinity, skip = 0 } = fault;
    const path = match.path === undefined ? undefined : pathExpression(match.path);
    this.#faults.push({ fault, path, toSkip: skip, left: times, hits: 0 });
  }

  /** The fault for one call, counted as used, or undefined. */
  take(method: string, path: string): Fault | undefined {
    for (const planned of this.#faults) {
      if (planned.left <= 0 || !matches(planned, method, path)) continue;
      if (planned.toSkip > 0) {
        planned.toSkip -= 1;
        continue;
      }
      const { probability } = planned.fault;
      if (probability !== undefined && this.#random() >= probability) continue;
      planned.left -= 1;
      planned.hits += 1;
      return planned.fault;
    }
    return undefined;
  }

  /** All faults with the number of calls each has hit. */
  list(): (Fault & { hits: number })[] {
    return this.#faults.map(({ fault, hits }) => ({ ...fault, hits }));
  }

  clear(): void {
    this.#faults = [];
  }
}
