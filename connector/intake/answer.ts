import type { ServerResponse } from 'node:http';

import type { ConnectorError } from '../../errors/connector-error.ts';
import type { HookSource } from '../define.ts';
import type { RespondAnswer } from '../respond-waiters.ts';
import { hookMethods } from './check-method.ts';
import type { KeptEvent } from './keep-event.ts';

// a journey may ask by GET: what a recipe answers is for this caller, and JSON whatever it looks like
const always = ['x-content-type-options', 'nosniff', 'cache-control', 'no-store'];
const asJson = ['content-type', 'application/json; charset=utf-8', ...always];
const retryAfterSeconds = '2';

/** Answers with a body that is already JSON text. */
export function answerJson(response: ServerResponse, status: number, text: string, more: string[] = []): void {
  if (response.headersSent || response.destroyed) return;
  // headers as a list and the body as text leave in one write, at half the cost of two
  response.writeHead(status, [...asJson, 'content-length', String(Buffer.byteLength(text)), ...more]);
  response.end(text);
}

/** Answers for an event that is on disk: with what its recipe says, else with its id. */
export function answerKept(response: ServerResponse, { id, duplicateOf, responded }: KeptEvent): void {
  if (responded !== null) return answerResponded(response, responded);
  // ids hold letters, digits, - and _ only, so the text needs no escaping
  answerJson(response, 200, duplicateOf === null ? `{"id":"${id}"}` : `{"id":"${id}","duplicateOf":"${duplicateOf}"}`);
}

/** Answers with what a `respond` step gave; a status that HTTP does not have as a final one becomes 200. */
function answerResponded(response: ServerResponse, { status, body }: RespondAnswer): void {
  const isFinal = Number.isInteger(status) && status >= 200 && status <= 599;
  if (status === 204 || status === 304) {
    response.writeHead(status, always).end();
    return;
  }
  answerJson(response, isFinal ? status : 200, JSON.stringify(body));
}

/** Answers with the one form of an error; `kind` tells which methods a refused method could have been; null is an address that takes POST alone. */
export function answerError(response: ServerResponse, error: ConnectorError, kind: HookSource | null): void {
  const { code, message, hint, status } = error;
  const more: string[] = [];
  if (status === 429 || status === 503) more.push('retry-after', retryAfterSeconds);
  if (status === 405) more.push('allow', kind === null ? 'POST' : hookMethods[kind].join(', '));
  answerJson(response, status, JSON.stringify({ error: { code, message, hint } }), more);
}
