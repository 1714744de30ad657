import type { ServerResponse } from 'node:http';

import type { ConnectorError } from '../../errors/connector-error.ts';
import { hookMethods } from './check-method.ts';
import type { TriggerSource } from '../define.ts';

const contentType = 'application/json; charset=utf-8';
const retryAfterSeconds = '2';

/** Answers with a body that is already JSON text. */
export function answerJson(response: ServerResponse, status: number, text: string, more: string[] = []): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(text, 'utf8');
  // given as a list, so that Node does not walk an object
  response.writeHead(status, ['content-type', contentType, 'content-length', String(body.length), ...more]);
  response.end(body);
}

/** Answers with the one form of an error; `kind` tells which methods a refused method could have been. */
export function answerError(response: ServerResponse, error: ConnectorError, kind: TriggerSource | null): void {
  const { code, message, hint, status } = error;
  const more: string[] = [];
  if (status === 429 || status === 503) more.push('retry-after', retryAfterSeconds);
  if (status === 405 && kind !== null) more.push('allow', hookMethods[kind].join(', '));
  answerJson(response, status, JSON.stringify({ error: { code, message, hint } }), more);
}
