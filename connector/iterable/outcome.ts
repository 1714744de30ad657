import type { AnswerForm, Effect, Outcome } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { decodeError, isObject, readRefusal, type IterableRefusal } from './decode-error.ts';
import type { RawAnswer } from './raw-answer.ts';
import { hintAtStatusPage } from './server-troubles.ts';

export interface CallKind {
  effect: Effect;
  idempotent: boolean;
  answer: AnswerForm;
  /** the output that a `plain` answer becomes; undefined for text that cannot be one */
  readText?: ((text: string) => JsonObject | undefined) | undefined;
}

export interface Verdict {
  outcome: Outcome;
  error: ConnectorError | null;
  /** what a successful call gave; text for answers that are no JSON */
  output: Json;
  /** items that Iterable refused in an accepted bulk call */
  failCount: number;
  refusal: IterableRefusal | null;
  retryAfterMs: number | null;
}

type Answered = Pick<RawAnswer, 'status' | 'headers' | 'text' | 'body' | 'failure' | 'waitMs' | 'trouble'>;

/**
 * What is known after one exchange. The HTTP status decides first, then counts, then the code; the code alone never does,
 * because Iterable sends 400 with the code Success, and 200 for events that it did not track.
 */
export function classify(kind: CallKind, answer: Answered): Verdict {
  const verdict = judge(kind, answer);
  const { error } = verdict;
  if (error === null || !answer.trouble) return verdict;
  return { ...verdict, error: hintAtStatusPage(error, answer.trouble) };
}

function judge(kind: CallKind, answer: Answered): Verdict {
  if (answer.failure !== null || answer.status === null) return brokenCall(kind, answer);
  const { status } = answer;
  if (status >= 200 && status < 300) return accepted(kind, answer);
  const refusal = readRefusal(answer.body, answer.text);
  const refused = { output: null, failCount: 0, refusal, retryAfterMs: answer.waitMs };
  if (status < 400) {
    const { location } = answer.headers;
    // "view in browser" may name another address instead of giving the page (reference: "Other traps")
    if (kind.answer === 'page' && status === 303 && location !== undefined) {
      return { outcome: 'success', error: null, output: { location }, failCount: 0, refusal: null, retryAfterMs: null };
    }
    const error = badAnswer(`Iterable answered with a redirect (HTTP ${status}), which is not followed`, status);
    return { ...refused, outcome: repeatOrAsk(kind), error };
  }
  return { ...refused, outcome: refusedOutcome(kind, status, refusal, answer), error: decodeError(status, refusal) };
}

/** A call that may be made again without a second effect. */
const isRepeatable = ({ effect, idempotent }: CallKind): boolean => effect === 'read' || idempotent;

const repeatOrAsk = (kind: CallKind): Outcome => (isRepeatable(kind) ? 'retry' : 'unknown');

/** Whether Iterable may have done what the call asked for although the answer does not say so. */
export function mayBeDone({ failure, status, headers }: Pick<RawAnswer, 'failure' | 'status' | 'headers'>): boolean {
  if (failure !== null) return failure.phase !== 'limited' && failure.phase !== 'not_sent';
  return !(status !== null && isTurnedAway(status, headers));
}

/** 425 and 429 are said before anything is done; with Retry-After a 503 turns the call away at the door as well. */
const isTurnedAway = (status: number, headers: RawAnswer['headers']): boolean =>
  status === 425 || status === 429 || (status === 503 && headers['retry-after'] !== undefined);

function refusedOutcome(kind: CallKind, status: number, refusal: IterableRefusal, answer: Answered): Outcome {
  if (isTurnedAway(status, answer.headers)) return 'retry';
  if (status === 408) return repeatOrAsk(kind);
  if (status === 409) {
    // a conflict of identities stays one; a conflict with a change under way passes by
    const isFinal = refusal.code === 'ForgottenUserError' || refusal.code === 'ExternalKeyConflict';
    return !isFinal && isRepeatable(kind) ? 'retry' : 'rejected';
  }
  // without Retry-After a 503 may be a time-out behind the door
  return status >= 500 ? repeatOrAsk(kind) : 'rejected';
}

function brokenCall(kind: CallKind, { failure, waitMs }: Answered): Verdict {
  const base = { output: null, failCount: 0, refusal: null, retryAfterMs: waitMs };
  const reason = failure?.reason ?? 'no status';
  if (failure?.phase === 'limited') {
    const message = 'The limit of calls that Iterable allows is used up for now, so nothing was sent.';
    return { ...base, outcome: 'retry', error: new ConnectorError('ITC_ITERABLE_RATE_LIMIT', message) };
  }
  if (failure?.phase === 'not_sent') {
    const message = `Iterable could not be reached (${reason}), so nothing was sent.`;
    return { ...base, outcome: 'retry', error: new ConnectorError('ITC_ITERABLE_NO_ANSWER', message) };
  }
  if (failure?.phase === 'too_large') {
    return {
      ...base,
      outcome: repeatOrAsk(kind),
      error: badAnswer('The answer is larger than the connector accepts', null),
    };
  }
  const message = `The connection to Iterable broke before an answer came (${reason}).`;
  return { ...base, outcome: repeatOrAsk(kind), error: new ConnectorError('ITC_ITERABLE_NO_ANSWER', message) };
}

function accepted(kind: CallKind, answer: Answered): Verdict {
  const { body, text } = answer;
  const status = answer.status ?? 0;
  const base = { refusal: null, retryAfterMs: null };
  const document = readDocument(kind, text);
  const isUnread = kind.readText !== undefined && document === undefined;
  const fault = formFault(kind.answer, answer, status) ?? (isUnread ? 'another text than expected' : null);
  if (fault !== null) {
    return {
      ...base,
      outcome: repeatOrAsk(kind),
      error: badAnswer(`Iterable answered ${status} with ${fault}`, status),
      output: null,
      failCount: 0,
    };
  }
  if (document !== undefined) return { ...base, outcome: 'success', error: null, output: document, failCount: 0 };
  const output = body ?? (text === '' ? null : text);
  if (!isObject(body)) return { ...base, outcome: 'success', error: null, output, failCount: 0 };

  const failCount = typeof body.failCount === 'number' ? body.failCount : 0;
  const disallowed = Array.isArray(body.disallowedEventNames) ? body.disallowedEventNames.length : 0;
  if (failCount > 0 || disallowed > 0) {
    const isNone = typeof body.successCount === 'number' && body.successCount === 0;
    const message = `Iterable refused ${failCount || disallowed} of the items and accepted ${Number(body.successCount ?? 0)}.`;
    const error = new ConnectorError(isNone ? 'ITC_ITERABLE_REJECTED' : 'ITC_ITERABLE_PARTIAL', message, {
      details: { status, failCount },
    });
    return { ...base, outcome: isNone ? 'rejected' : 'success', error, output, failCount };
  }
  const refusal = readRefusal(body, text);
  if (/is disallowed from tracking/i.test(refusal.message)) {
    const error = new ConnectorError(
      'ITC_ITERABLE_REJECTED',
      'Iterable does not track events of this name in the project.',
      {
        hint: 'Allow the event name in Iterable under Integrations > Events, or use another name.',
        details: { path: 'eventName', status },
      },
    );
    return { ...base, outcome: 'rejected', error, output, failCount: 0, refusal };
  }
  // `code` of other objects can be data; in an envelope it stands beside `msg`
  const isEnvelope = typeof body.msg === 'string' && typeof body.code === 'string' && kind.answer !== 'object';
  // answers with 202 are said to carry `Accepted` or `Success`
  if (isEnvelope && !/^(success|accepted)$/i.test(refusal.code ?? '')) {
    return { ...base, outcome: 'rejected', error: decodeError(status, refusal), output, failCount: 0, refusal };
  }
  return { ...base, outcome: 'success', error: null, output: unwrap(kind.answer, body), failCount: 0 };
}

/** The output of an answer that is taken as text and never as JSON; undefined for other forms and for text that cannot be one. */
function readDocument({ answer, readText }: CallKind, text: string): JsonObject | undefined {
  if (answer !== 'plain' && answer !== 'page' && answer !== 'stream') return undefined;
  return readText === undefined ? { text } : readText(text);
}

/** Reads of catalogs come below `params` at run time, and bare in the API description (reference: "Response envelopes"). */
const unwrap = (form: AnswerForm, body: JsonObject): JsonObject =>
  form === 'wrapped' && typeof body.code === 'string' && isObject(body.params) ? body.params : body;

/** What is wrong with the form of a 2xx answer, or null. */
function formFault(form: AnswerForm, { body, text, headers }: Answered, status: number): string | null {
  if (form === 'page') return null;
  const isPage = /^\s*<(!doctype|html)/i.test(text) || (headers['content-type'] ?? '').includes('text/html');
  if (isPage) return 'an HTML page';
  if (form === 'plain' || form === 'stream') return null;
  if (form === 'text')
    return (headers['content-type'] ?? '').includes('application/json') && text !== '' && body === undefined
      ? 'broken JSON'
      : null;
  if (text === '' && (status === 202 || status === 204)) return null;
  if (text === '') return 'an empty body';
  if (body === undefined) return 'text that is no JSON';
  if (!isObject(body)) return 'JSON that is no object';
  if (form === 'bulk' && typeof body.successCount !== 'number' && typeof body.failCount !== 'number')
    return 'no counts';
  return null;
}

function badAnswer(what: string, status: number | null): ConnectorError {
  return new ConnectorError('ITC_ITERABLE_BAD_ANSWER', `${what}.`, status === null ? {} : { details: { status } });
}
