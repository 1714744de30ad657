import { z } from 'zod';

/** What `POST /sandbox/faults` takes, and `--fault` on the command line. */
export const faultRequest = z.strictObject({
  match: z
    .strictObject({ method: z.string().optional(), path: z.string().optional() })
    .default({})
    .describe('path is exact or a prefix of whole segments; with * at its end, of characters'),
  kind: z.enum(['status', 'reset', 'resetAfterProcessing', 'delay', 'html', 'truncate', 'badJson', 'hang']),
  status: z.int().min(100).max(599).optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delayMs: z.number().min(0).optional(),
  /** how many calls it hits before it is used up; without it, all until DELETE */
  times: z.int().min(1).optional(),
  /** 0 to 1 */
  probability: z.number().min(0).max(1).optional(),
  /** status and html only: the call takes effect although its answer says otherwise */
  afterProcessing: z.boolean().optional(),
});

export type Fault = z.infer<typeof faultRequest>;

const matches = ({ match }: Fault, method: string, path: string): boolean => {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path === undefined || match.path === path) return true;
  if (match.path.endsWith('*')) return path.startsWith(match.path.slice(0, -1));
  // whole segments: /api/users/update must not hit /api/users/updateSubscriptions
  return path.startsWith(match.path.endsWith('/') ? match.path : `${match.path}/`);
};

/** The faults that are set, in the order they were given; the first that matches a call hits it. */
export class FaultPlan {
  #faults: (Fault & { left: number; hits: number })[] = [];
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  add(fault: Fault): void {
    this.#faults.push({ ...fault, left: fault.times ?? Infinity, hits: 0 });
  }

  /** The fault for one call, counted as used, or undefined. */
  take(method: string, path: string): Fault | undefined {
    if (this.#faults.length === 0) return undefined;
    const fault = this.#faults.find(
      (candidate) =>
        candidate.left > 0 &&
        matches(candidate, method, path) &&
        (candidate.probability === undefined || this.#random() < candidate.probability),
    );
    if (!fault) return undefined;
    fault.left -= 1;
    fault.hits += 1;
    return fault;
  }

  /** All faults with the number of calls each has hit. */
  list(): (Fault & { hits: number })[] {
    return this.#faults.map(({ left: _, ...fault }) => fault);
  }

  clear(): void {
    this.#faults = [];
  }
}
