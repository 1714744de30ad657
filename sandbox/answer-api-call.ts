import { refuse, unknownRoute, uriTooLong } from './answer.ts';
import type { Answer } from './answer.ts';
import { keyOf, refusedKey } from './api-key-check.ts';
import { badJsonBody, bodyFaults, unknownMembers } from './body-shape.ts';
import { isJsonObject } from './json-value.ts';
import { refusedToken } from './jwt-check.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { findRoute } from './route-table.ts';
import type { ApiCall, World } from './world.ts';

/** Iterable documents 4 MB for users/bulkUpdate; the sandbox holds every body to it. */
export const largestBody = 4_000_000;

// third parties found it with some 80 campaign ids in a query
const longestUrl = 2048;

export interface IncomingCall extends Omit<ApiCall, 'params' | 'body'> {
  /** path and query as they came */
  url: string;
  /** bytes of the body, which may be more than was kept */
  bodyBytes: number;
}

/**
 * Answers one API call, guards in Iterable's order: address, route, key, limit, size, JSON, shape, token, then the route itself.
 * Never throws: a fault of the sandbox becomes 500 GenericError.
 */
export function answerApiCall(world: World, limiter: RateLimiter, call: IncomingCall): Answer {
  if (call.url.length > longestUrl) return uriTooLong();
  const found = findRoute(call.method, call.path);
  if (!found) return unknownRoute();
  const { route, params } = found;
  const apiCall: ApiCall = { ...call, params, body: {} };
  const { settings, state } = world;
  const refusal = refusedKey(world, route, apiCall);
  if (refusal) return refusal;
  if (settings.limits && route.limits) {
    const context = { now: world.now(), projectId: state.projectId, retryAfter: settings.retryAfter };
    const limited = limiter.refuse(route.path, route.limits, context);
    if (limited) return limited;
  }
  if (call.bodyBytes > largestBody) {
    return refuse(413, 'BatchTooLarge', `Request body is larger than ${largestBody} bytes`);
  }
  if (route.body) {
    const body = parse(call.rawBody);
    const faults = bodyFaults(body, route.body);
    if (settings.refuseUnknownFields) faults.push(...unknownMembers(body, route.body));
    if (faults.length > 0) return (route.badBody ?? badJsonBody)(apiCall, faults, settings.echoBadJson);
    if (isJsonObject(body)) apiCall.body = body;
  }
  try {
    const secret = keyOf(world, apiCall)?.jwtSecret;
    const refused = secret === undefined ? undefined : refusedToken(world, secret, apiCall);
    return refused ?? route.handle(world, apiCall);
  } catch (error) {
    return refuse(500, 'GenericError', `Sandbox fault: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody);
  } catch {
    return undefined;
  }
}
