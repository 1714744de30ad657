import type { Json, JsonObject } from '../errors/json.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A published rate limit of Iterable; `scope` says what shares it. */
export interface RateLimit {
  /** calls per period */
  calls: number;
  /** length of the period in milliseconds */
  perMs: number;
  scope: 'key' | 'project' | 'organisation';
}

/**
 * A pure function of an action's or trigger's checked input. Written as a method so that a list can hold
 * declarations of different inputs; each one is still checked against its own schema where it is written.
 */
export type OfInput<A extends readonly unknown[], R> = { call(...args: A): R }['call'];

export interface Endpoint {
  method: HttpMethod;
  /** begins with `/api/`; parameters in braces are percent-encoded by the client, e.g. `/api/users/{email}` */
  path: string;
  /** published limit of this endpoint; leave out where Iterable publishes none */
  limit?: RateLimit;
  /** a second published limit over a longer time, e.g. 1,000 calls a day; both must have room */
  cap?: RateLimit;
  /** time for the whole answer where Iterable is known to take longer than 30 seconds; milliseconds */
  timeoutMs?: number;
}

/** What the pure function of an action returns: the call, as data. */
export interface RequestParts {
  path?: Record<string, string | number>;
  query?: Record<string, Json | undefined>;
  body?: JsonObject;
}
