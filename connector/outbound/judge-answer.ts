import { ConnectorError } from '../../errors/connector-error.ts';
import type { Effect, Outcome } from '../define.ts';
import { readRetryAfter } from '../iterable/retry-after.ts';
import type { HttpAnswer, TransportFailure } from '../iterable/transport.ts';

interface CallKind {
  effect: Effect;
  idempotent: boolean;
}

export interface WebVerdict {
  outcome: Outcome;
  error: ConnectorError | null;
  retryAfterMs: number | null;
}

/** A call that may be made again without a second effect. */
const repeatOrAsk = ({ effect, idempotent }: CallKind): Outcome =>
  effect === 'read' || idempotent ? 'retry' : 'unknown';

/** What a broken call means: what never left is tried again, anything else only where it may be repeated. */
export function judgeFailure(kind: CallKind, { phase, reason }: TransportFailure): WebVerdict {
  const isUnsent = phase === 'not_sent';
  const message = isUnsent
    ? `The other system could not be reached (${reason}), so nothing was sent.`
    : `The other system gave no whole answer (${reason}).`;
  const error = new ConnectorError('ITC_WEB_NO_ANSWER', message);
  return { outcome: isUnsent ? 'retry' : repeatOrAsk(kind), error, retryAfterMs: null };
}

/** What the status of an answer means. 425, 429, and 503 with Retry-After turn the call away before anything is done. */
export function judgeStatus(kind: CallKind, { status, headers }: HttpAnswer, nowMs: number): WebVerdict {
  if (status >= 200 && status < 300) return { outcome: 'success', error: null, retryAfterMs: null };
  const retryAfter = headers['retry-after'];
  const retryAfterMs = readRetryAfter(retryAfter, nowMs);
  const what = status < 400 ? `a redirect (HTTP ${String(status)}), which is not followed` : `HTTP ${String(status)}`;
  const error = new ConnectorError('ITC_WEB_REFUSED', `The other system answered with ${what}.`, {
    details: { status },
  });
  const isTurnedAway = status === 425 || status === 429 || (status === 503 && retryAfter !== undefined);
  if (isTurnedAway) return { outcome: 'retry', error, retryAfterMs };
  const isUnsure = status === 408 || status >= 500;
  return { outcome: isUnsure ? repeatOrAsk(kind) : 'rejected', error, retryAfterMs: isUnsure ? retryAfterMs : null };
}
