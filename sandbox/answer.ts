import type { JsonObject } from './json-value.ts';

/** What a route answers: a JSON value, or text when `contentType` is given. */
export interface Answer {
  status: number;
  body: unknown;
  /** sent piece by piece instead of `body`, as fast as the caller takes it; never held as a whole */
  stream?: Iterable<string>;
  contentType?: string;
  headers?: Record<string, string>;
}

const notFoundPage = '<!doctype html><html><head><meta charset="utf-8"></head><body>not found</body></html>';

/** Iterable's standard envelope with code Success. Most writes answer an empty `msg` and null `params` (recorded). */
export function success(msg = '', params: JsonObject | null = null): Answer {
  return { status: 200, body: { msg, code: 'Success', params } };
}

/** A bare JSON answer without the envelope, as reads and bulk calls give. */
export function json(body: unknown, status = 200): Answer {
  return { status, body };
}

/** A refusal in the standard envelope. Iterable repeats codes over several statuses, so both are given. */
export function refuse(status: number, code: string, msg: string, params: JsonObject | null = null): Answer {
  return { status, body: { msg, code, params } };
}

/** text/plain, used by lists/getUsers and lists/{id}/size. */
export function text(body: string, status = 200): Answer {
  return { status, body, contentType: 'text/plain; charset=utf-8' };
}

/** The HTML page that Iterable gives for a route it does not know (recorded 2017). */
export function unknownRoute(): Answer {
  return { status: 404, body: notFoundPage, contentType: 'text/html; charset=utf-8' };
}

/** 414, which an address of more than 2048 characters gets; the page is this sandbox's own. */
export function uriTooLong(): Answer {
  return { status: 414, body: '<html><body>414 URI Too Long</body></html>', contentType: 'text/html; charset=utf-8' };
}
