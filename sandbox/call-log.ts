import { BoundedLog } from './bounded-log.ts';
import type { Fault } from './fault-plan.ts';

/** One API call as the sandbox saw it. */
export interface LoggedCall {
  /** counts from 1, and does not start again when old entries go */
  n: number;
  at: number;
  method: string;
  path: string;
  query: Record<string, string>;
  /** parsed when it is JSON, else the text */
  body: unknown;
  /** the HTTP status that was, or without the fault would have been, sent; 0 when nothing was processed or sent */
  status: number;
  /** whether the call took effect; with a fault the caller may have been told otherwise */
  processed: boolean;
  fault?: Fault['kind'];
}

const limit = 200_000;
const longestKeptBody = 1_000_000;

/** The calls made so far; only the newest 200 000 are kept. */
export class CallLog {
  readonly #log = new BoundedLog<LoggedCall>(limit);
  #total = 0;

  add(call: Omit<LoggedCall, 'n' | 'body'> & { rawBody: string }): void {
    const { rawBody, ...rest } = call;
    this.#total += 1;
    this.#log.add({ n: this.#total, ...rest, body: readable(rawBody) });
  }

  get total(): number {
    return this.#total;
  }

  get entries(): readonly LoggedCall[] {
    return this.#log.items;
  }

  clear(): void {
    this.#log.clear();
    this.#total = 0;
  }
}

function readable(rawBody: string): unknown {
  if (rawBody === '') return null;
  if (rawBody.length > longestKeptBody) return rawBody.slice(0, 1000);
  try {
    return JSON.parse(rawBody) as unknown;
  } catch {
    return rawBody;
  }
}
