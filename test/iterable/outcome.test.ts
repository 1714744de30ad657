import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { classify, mayBeDone, type CallKind } from '../../connector/iterable/outcome.ts';
import { parseJson } from '../../connector/iterable/parse-json.ts';
import type { AnswerForm } from '../../connector/define.ts';

interface Pair {
  request: { method: string; path: string };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

const folder = new URL('../fixtures/api/', import.meta.url);
const pairs = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Pair] as const,
);

const bulk = /\/(bulkUpdate|bulkUpdateSubscriptions|trackBulk|subscribe|unsubscribe)$/;
const sends = /\/(target|trigger|triggerWorkflow|create|merge)$/;

function kindOf({ request, response }: Pair): CallKind {
  const type = response.headers['Content-Type'] ?? '';
  const answer: AnswerForm = !type.includes('json') ? 'text' : bulk.test(request.path) ? 'bulk' : 'object';
  if (request.method === 'GET') return { effect: 'read', idempotent: true, answer };
  const isSend = sends.test(request.path);
  return { effect: isSend ? 'send' : 'write', idempotent: !isSend, answer: answer === 'object' ? 'envelope' : answer };
}

const answerOf = ({ status, headers, body }: Pair['response']) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { status, headers: lower, text, body: parseJson(text), failure: null, waitMs: null };
};

// what is not simply success for 2xx and rejected for 4xx
const special: Record<string, [string, string | null]> = {
  'error.429-with-retry-after.json': ['retry', 'ITC_ITERABLE_RATE_LIMIT'],
  'export.429.json': ['retry', 'ITC_ITERABLE_RATE_LIMIT'],
  'error.500.json': ['retry', 'ITC_ITERABLE_UNAVAILABLE'],
  'error.503-text.json': ['retry', 'ITC_ITERABLE_UNAVAILABLE'],
  'users-registerDeviceToken.empty-token.json': ['retry', 'ITC_ITERABLE_UNAVAILABLE'],
  'error.401-bad-key.json': ['rejected', 'ITC_ITERABLE_KEY_REJECTED'],
  'error.401-disabled.json': ['rejected', 'ITC_ITERABLE_KEY_REJECTED'],
  'error.404-html.json': ['rejected', 'ITC_ITERABLE_NOT_FOUND'],
  'catalogs.not-found.json': ['rejected', 'ITC_ITERABLE_NOT_FOUND'],
  'users-update.forgotten.json': ['rejected', 'ITC_ITERABLE_FORGOTTEN'],
  'users-update.type-mismatch.json': ['rejected', 'ITC_ITERABLE_TYPE_MISMATCH'],
  'users-bulkUpdate.type-mismatch-whole-batch.json': ['rejected', 'ITC_ITERABLE_TYPE_MISMATCH'],
  'events-track.disallowed.json': ['rejected', 'ITC_ITERABLE_REJECTED'],
  'users-bulkUpdate.partial.json': ['success', 'ITC_ITERABLE_PARTIAL'],
  'users-bulkUpdate.partial-modern.json': ['success', 'ITC_ITERABLE_PARTIAL'],
  'users-bulkUpdateSubscriptions.partial.json': ['success', 'ITC_ITERABLE_PARTIAL'],
  'events-trackBulk.partial.json': ['success', 'ITC_ITERABLE_PARTIAL'],
  'events-trackBulk.modern.json': ['success', 'ITC_ITERABLE_PARTIAL'],
  'lists-subscribe.partial-modern.json': ['rejected', 'ITC_ITERABLE_REJECTED'],
};

describe('Recorded answers', () => {
  test.each(pairs)('The recorded answer %s is classified by its status, then counts, then code.', (file, pair) => {
    const { outcome, error } = classify(kindOf(pair), answerOf(pair.response));
    const usual = pair.response.status < 300 ? ['success', null] : ['rejected', 'ITC_ITERABLE_REJECTED'];
    expect([outcome, error?.code ?? null]).toEqual(special[file] ?? usual);
  });

  test.each(pairs)('The error message of %s holds no key and no whole address of a person.', (_, pair) => {
    const { error } = classify(kindOf(pair), answerOf(pair.response));
    const shown = JSON.stringify(error?.toJSON() ?? null);
    expect(shown).not.toMatch(/THE-KEY-IN-CLEAR|ada\.lovell@|nobody@|user-404|GGG/);
  });
});

const read: CallKind = { effect: 'read', idempotent: true, answer: 'object' };
const write: CallKind = { effect: 'write', idempotent: true, answer: 'envelope' };
const send: CallKind = { effect: 'send', idempotent: false, answer: 'envelope' };

function plain(
  status: number | null,
  change: {
    body?: unknown;
    text?: string;
    headers?: Record<string, string>;
    failure?: 'not_sent' | 'no_answer' | 'too_large' | 'limited';
  } = {},
) {
  const text = change.text ?? (change.body === undefined ? '' : JSON.stringify(change.body));
  const failure = change.failure === undefined ? null : { phase: change.failure, reason: 'ECONNRESET' };
  return { status, headers: change.headers ?? {}, text, body: parseJson(text), failure, waitMs: null };
}
const error = (code: string) => ({ body: { msg: 'm', code, params: null } });

describe('The outcome of a call', () => {
  test.each<[string, ReturnType<typeof plain>, [string, string, string]]>([
    ['a refused connection', plain(null, { failure: 'not_sent' }), ['retry', 'retry', 'retry']],
    ['a used-up limit', plain(null, { failure: 'limited' }), ['retry', 'retry', 'retry']],
    ['a connection that broke after sending', plain(null, { failure: 'no_answer' }), ['retry', 'retry', 'unknown']],
    ['an answer that is too large', plain(null, { failure: 'too_large' }), ['retry', 'retry', 'unknown']],
    ['a redirect', plain(302, { headers: { location: 'https://example.com' } }), ['retry', 'retry', 'unknown']],
    ['HTTP 408', plain(408, error('x')), ['retry', 'retry', 'unknown']],
    ['HTTP 409 Conflict', plain(409, error('Conflict')), ['retry', 'retry', 'rejected']],
    ['HTTP 409 ForgottenUserError', plain(409, error('ForgottenUserError')), ['rejected', 'rejected', 'rejected']],
    ['HTTP 409 ExternalKeyConflict', plain(409, error('ExternalKeyConflict')), ['rejected', 'rejected', 'rejected']],
    ['HTTP 413', plain(413, { text: 'too large' }), ['rejected', 'rejected', 'rejected']],
    ['HTTP 429', plain(429, error('RateLimitExceeded')), ['retry', 'retry', 'retry']],
    ['HTTP 500', plain(500, error('GenericError')), ['retry', 'retry', 'unknown']],
    ['HTTP 502', plain(502, { text: '<html></html>' }), ['retry', 'retry', 'unknown']],
    ['HTTP 503', plain(503, { text: 'later' }), ['retry', 'retry', 'unknown']],
    ['HTTP 503 with Retry-After', plain(503, { headers: { 'retry-after': '1' } }), ['retry', 'retry', 'retry']],
    ['HTTP 504', plain(504), ['retry', 'retry', 'unknown']],
    ['HTML with 200', plain(200, { text: '<!doctype html><html></html>' }), ['retry', 'retry', 'unknown']],
    ['broken JSON with 200', plain(200, { text: '{"msg":' }), ['retry', 'retry', 'unknown']],
    ['an empty 200', plain(200), ['retry', 'retry', 'unknown']],
    ['an empty 202', plain(202), ['success', 'success', 'success']],
    ['HTTP 400 with the code Success', plain(400, error('Success')), ['rejected', 'rejected', 'rejected']],
    ['HTTP 401 with the code Success', plain(401, error('Success')), ['rejected', 'rejected', 'rejected']],
  ])(
    'For a read, a repeatable write and a send, %s is classified by what a second call would do.',
    (_, answer, expected) => {
      expect([read, write, send].map((kind) => classify(kind, answer).outcome)).toEqual(expected);
    },
  );

  test('An envelope with another code than Success is rejected in spite of HTTP 200, and data named code is not.', () => {
    expect(classify(write, plain(200, error('BadParams'))).outcome).toBe('rejected');
    expect(classify(read, plain(200, { body: { msg: 'x', code: 'PROMO' } })).outcome).toBe('success');
  });

  test('A type mismatch names each field, with the event that an event field belongs to.', () => {
    const wrong = (expectedType: string) => ({
      expectedType,
      incomingTypes: ['string', 'keyword'],
      offendingValue: 'secret',
    });
    const body = {
      msg: 'm',
      code: 'RequestFieldsTypesMismatched',
      params: { validationErrors: { age: wrong('long'), 'cartAbandoned:::total': wrong('double') } },
    };
    const found = classify(write, plain(400, { body })).error;
    expect(found?.message).toBe(
      '`age` is long in Iterable, and string or keyword was sent; `total` of the event cartAbandoned is double in Iterable, and string or keyword was sent.',
    );
    expect(found?.details).toMatchObject({
      path: 'dataFields.age',
      fields: [{ field: 'age' }, { field: 'total', eventName: 'cartAbandoned' }],
    });
    expect(JSON.stringify(found)).not.toContain('secret');
  });
});

const redirect = (status: number) => plain(status, { headers: { location: 'https://example.com/seen' } });
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json' };
const as = (answer: AnswerForm, change: Partial<CallKind> = {}): CallKind => ({ ...read, answer, ...change });
const firstWord = (text: string) => (/^\w/.test(text) ? { word: text.split(' ')[0] ?? '' } : undefined);

describe('What a call gave', () => {
  test.each<[string, CallKind, ReturnType<typeof plain>, unknown]>([
    [
      'the fields of a bare object',
      as('object'),
      plain(200, { body: { id: 7, code: 'A', msg: 'b' } }),
      { id: 7, code: 'A', msg: 'b' },
    ],
    [
      'the envelope itself',
      as('envelope'),
      plain(200, { body: { code: 'Success', msg: '' } }),
      { code: 'Success', msg: '' },
    ],
    [
      'what a wrapped answer holds',
      as('wrapped'),
      plain(200, { body: { msg: '', code: 'Success', params: { size: 2 } } }),
      { size: 2 },
    ],
    [
      'a wrapped form that came bare',
      as('wrapped'),
      plain(200, { body: { params: { size: 2 } } }),
      { params: { size: 2 } },
    ],
    [
      'a wrapped form without an object in it',
      as('wrapped'),
      plain(200, { body: { msg: '', code: 'Success', params: 'x' } }),
      { msg: '', code: 'Success', params: 'x' },
    ],
    [
      'an envelope with params, which stays whole',
      as('envelope'),
      plain(200, { body: { msg: '', code: 'Success', params: { id: 1 } } }),
      { msg: '', code: 'Success', params: { id: 1 } },
    ],
    ['a text', as('text'), plain(200, { text: 'ada,1' }), 'ada,1'],
    ['JSON where text was expected', as('text'), plain(200, { body: [1, 2], headers: json }), [1, 2]],
    ['an empty text', as('text'), plain(200), null],
    ['an empty text that says it is JSON', as('text'), plain(200, { headers: json }), null],
    [
      'text that is no JSON and does not say so',
      as('text'),
      plain(200, { text: '{', headers: { 'content-type': 'text/csv' } }),
      '{',
    ],
    ['a plain text', as('plain'), plain(200, { text: '{"a":1}' }), { text: '{"a":1}' }],
    [
      'a plain text that is read into fields',
      as('plain', { readText: firstWord }),
      plain(200, { text: 'yes sir' }),
      { word: 'yes' },
    ],
    ['a streamed text', as('stream'), plain(200, { text: 'a\n' }), { text: 'a\n' }],
    ['a page', as('page'), plain(200, { text: '<html></html>', headers: html }), { text: '<html></html>' }],
    ['nothing, with 202', as('object'), plain(202), null],
    ['nothing, with 204', as('object'), plain(204), null],
    [
      'an envelope that was accepted',
      as('envelope'),
      plain(202, { body: { msg: '', code: 'Accepted' } }),
      { msg: '', code: 'Accepted' },
    ],
    ['the address that a page moved to', as('page'), redirect(303), { location: 'https://example.com/seen' }],
    [
      'counts of a bulk call that is whole',
      as('bulk'),
      plain(200, { body: { successCount: 2, failCount: 0, disallowedEventNames: [] } }),
      { successCount: 2, failCount: 0, disallowedEventNames: [] },
    ],
    [
      'a bulk answer that has only the number of failures',
      as('bulk'),
      plain(200, { body: { failCount: 0 } }),
      { failCount: 0 },
    ],
    [
      'a bulk answer that has only the number of successes',
      as('bulk'),
      plain(200, { body: { successCount: 3 } }),
      { successCount: 3 },
    ],
  ])('A successful call gives %s.', (_, kind, answer, output) => {
    expect(classify(kind, { ...answer, waitMs: 9 })).toEqual({
      outcome: 'success',
      error: null,
      output,
      failCount: 0,
      refusal: null,
      retryAfterMs: null,
    });
  });

  test.each<[string, CallKind, ReturnType<typeof plain>, string]>([
    ['an HTML page', as('object'), plain(200, { text: ' <html>' }), '200 with an HTML page'],
    ['an HTML page of another spelling', as('text'), plain(200, { text: '<!DOCTYPE html>' }), '200 with an HTML page'],
    ['what says that it is HTML', as('plain'), plain(200, { text: 'x', headers: html }), '200 with an HTML page'],
    [
      'broken JSON where text was expected',
      as('text'),
      plain(200, { text: '{', headers: json }),
      '200 with broken JSON',
    ],
    ['an empty body', as('object'), plain(200), '200 with an empty body'],
    ['text that is no JSON', as('object'), plain(202, { text: 'ok' }), '202 with text that is no JSON'],
    ['JSON that is no object', as('object'), plain(200, { body: [1] }), '200 with JSON that is no object'],
    ['a bulk answer without counts', as('bulk'), plain(200, { body: { msg: '' } }), '200 with no counts'],
    [
      'a text that cannot be read',
      as('plain', { readText: firstWord }),
      plain(200, { text: '?' }),
      '200 with another text than expected',
    ],
  ])('A 2xx with %s is no success, and the error says what came.', (_, kind, answer, said) => {
    const verdict = classify(kind, answer);
    expect(verdict).toMatchObject({ outcome: 'retry', output: null, failCount: 0, refusal: null, retryAfterMs: null });
    expect(verdict.error?.toJSON()).toMatchObject({
      code: 'ITC_ITERABLE_BAD_ANSWER',
      message: `Iterable answered ${said}.`,
      details: { status: answer.status },
    });
  });

  test('A page in the middle of a text is text.', () => {
    expect(classify(as('text'), plain(200, { text: 'see <html>' })).outcome).toBe('success');
  });

  test.each([
    ['another redirect', as('page'), redirect(302)],
    ['a redirect of another form', as('object'), redirect(303)],
    ['a redirect to nowhere', as('page'), plain(303)],
  ])('%s is not followed, and the error names its status.', (_, kind, answer) => {
    const { outcome, error: found, output } = classify(kind, answer);
    expect({ outcome, output }).toEqual({ outcome: 'retry', output: null });
    expect(found?.toJSON()).toMatchObject({
      code: 'ITC_ITERABLE_BAD_ANSWER',
      message: `Iterable answered with a redirect (HTTP ${String(answer.status)}), which is not followed.`,
      details: { status: answer.status },
    });
  });

  test.each([199, 300, 304, 399])('HTTP %d is neither a success nor a refusal.', (status) => {
    expect(classify(read, plain(status, { body: { id: 1 } })).error?.code).toBe('ITC_ITERABLE_BAD_ANSWER');
  });

  test('A refusal keeps what Iterable said and how long to wait.', () => {
    const verdict = classify(write, { ...plain(400, error('BadParams')), waitMs: 1_500 });
    expect(verdict).toMatchObject({
      outcome: 'rejected',
      output: null,
      failCount: 0,
      refusal: { code: 'BadParams', message: 'm', params: {} },
      retryAfterMs: 1_500,
    });
  });
});

describe('A call without an answer', () => {
  test.each([
    [
      'limited',
      'ITC_ITERABLE_RATE_LIMIT',
      'The limit of calls that Iterable allows is used up for now, so nothing was sent.',
    ],
    ['not_sent', 'ITC_ITERABLE_NO_ANSWER', 'Iterable could not be reached (ECONNRESET), so nothing was sent.'],
    ['too_large', 'ITC_ITERABLE_BAD_ANSWER', 'The answer is larger than the connector accepts.'],
    ['no_answer', 'ITC_ITERABLE_NO_ANSWER', 'The connection to Iterable broke before an answer came (ECONNRESET).'],
  ] as const)(
    'A call that ended as %s says whether it was sent, and waits as long as it was told.',
    (phase, code, message) => {
      const verdict = classify(send, { ...plain(null, { failure: phase }), waitMs: 700 });
      expect(verdict).toMatchObject({ output: null, failCount: 0, refusal: null, retryAfterMs: 700 });
      expect(verdict.error?.toJSON()).toMatchObject({ code, message });
      expect(verdict.error?.details).toBeUndefined();
    },
  );

  test('A failure counts although a status had come.', () => {
    expect(classify(send, plain(200, { body: { code: 'Success', msg: '' }, failure: 'no_answer' })).outcome).toBe(
      'unknown',
    );
  });

  test('An exchange without status and failure is a broken one.', () => {
    const { outcome, error: found } = classify(send, plain(null));
    expect(outcome).toBe('unknown');
    expect(found?.message).toBe('The connection to Iterable broke before an answer came (no status).');
  });

  test.each<[string, Parameters<typeof mayBeDone>[0], boolean]>([
    ['never left', plain(null, { failure: 'not_sent' }), false],
    ['was held back by the limit', plain(null, { failure: 'limited' }), false],
    ['broke on its way', plain(null, { failure: 'no_answer' }), true],
    ['broke after a 429 had begun', plain(429, { failure: 'no_answer' }), true],
    ['had too large an answer', plain(null, { failure: 'too_large' }), true],
    ['got 425', plain(425), false],
    ['got 429', plain(429), false],
    ['got 503 with Retry-After', plain(503, { headers: { 'retry-after': '1' } }), false],
    ['got 503 without', plain(503), true],
    ['got 500 with Retry-After', plain(500, { headers: { 'retry-after': '1' } }), true],
    ['got 200', plain(200), true],
    ['has neither status nor failure', plain(null), true],
  ])('Whether Iterable may have done it, where the call %s.', (_, answer, expected) => {
    expect(mayBeDone(answer)).toBe(expected);
  });
});

describe('Answers that say yes and no', () => {
  test.each<[string, unknown, { outcome: string; failCount: number; code: string; message: string }]>([
    [
      'some items were refused',
      { successCount: 3, failCount: 2 },
      {
        outcome: 'success',
        failCount: 2,
        code: 'ITC_ITERABLE_PARTIAL',
        message: 'Iterable refused 2 of the items and accepted 3.',
      },
    ],
    [
      'all items were refused',
      { successCount: 0, failCount: 2 },
      {
        outcome: 'rejected',
        failCount: 2,
        code: 'ITC_ITERABLE_REJECTED',
        message: 'Iterable refused 2 of the items and accepted 0.',
      },
    ],
    [
      'nothing tells how many were accepted',
      { failCount: 1 },
      {
        outcome: 'success',
        failCount: 1,
        code: 'ITC_ITERABLE_PARTIAL',
        message: 'Iterable refused 1 of the items and accepted 0.',
      },
    ],
    [
      'an event of the batch is not tracked',
      { successCount: 4, failCount: 0, disallowedEventNames: ['seen'] },
      {
        outcome: 'success',
        failCount: 0,
        code: 'ITC_ITERABLE_PARTIAL',
        message: 'Iterable refused 1 of the items and accepted 4.',
      },
    ],
  ])('An accepted bulk call in which %s says so in numbers.', (_, body, { outcome, failCount, ...shown }) => {
    const verdict = classify(as('bulk'), { ...plain(200, { body }), waitMs: 5 });
    expect(verdict).toMatchObject({ outcome, failCount, output: body, refusal: null, retryAfterMs: null });
    expect(verdict.error?.toJSON()).toMatchObject({ ...shown, details: { status: 200, failCount } });
  });

  test('A count that is no number counts nothing.', () => {
    expect(classify(as('object'), plain(200, { body: { failCount: '3' } }))).toMatchObject({
      outcome: 'success',
      error: null,
      failCount: 0,
    });
  });

  test('An event that the project does not track is rejected in spite of 200, with the place to allow it.', () => {
    const body = { msg: 'Event seen IS disallowed from tracking', code: 'Success' };
    const verdict = classify(write, plain(200, { body }));
    expect(verdict).toMatchObject({
      outcome: 'rejected',
      output: body,
      failCount: 0,
      refusal: { code: 'Success' },
      retryAfterMs: null,
    });
    expect(verdict.error?.toJSON()).toMatchObject({
      code: 'ITC_ITERABLE_REJECTED',
      message: 'Iterable does not track events of this name in the project.',
      hint: 'Allow the event name in Iterable under Integrations > Events, or use another name.',
      details: { path: 'eventName', status: 200 },
    });
  });

  test('An envelope with a code of refusal keeps it beside the output.', () => {
    const verdict = classify(write, plain(200, error('BadParams')));
    expect(verdict).toMatchObject({
      output: error('BadParams').body,
      failCount: 0,
      refusal: { code: 'BadParams' },
      retryAfterMs: null,
    });
    expect(verdict.error?.code).toBe('ITC_ITERABLE_REJECTED');
  });

  test.each([
    ['SUCCESS', 'success'],
    ['accepted', 'success'],
    ['NotSuccess', 'rejected'],
    ['Successful', 'rejected'],
    ['', 'rejected'],
  ])('The code %j in an envelope with 200 means %s.', (code, outcome) => {
    expect(classify(write, plain(200, error(code))).outcome).toBe(outcome);
  });

  test.each([{ code: 'PROMO' }, { msg: 'BadParams' }])('Fields such as %j alone are no envelope.', (body) => {
    expect(classify(write, plain(200, { body })).outcome).toBe('success');
  });

  test('While Iterable fails again and again, an error points to its status page, and a success stays as it is.', () => {
    const trouble = { failures: 4, sinceMs: 0, lastMs: 9 };
    const { error: failed } = classify(read, { ...plain(500), trouble });
    expect(failed?.hint).toContain('Iterable failed 4 calls within 5 minutes');
    expect(classify(read, plain(500)).error?.hint).not.toContain('Iterable failed');
    expect(classify(read, { ...plain(200, { body: {} }), trouble }).error).toBeNull();
  });

  test('A read is made again even where its declaration does not call it repeatable.', () => {
    expect(classify({ ...read, idempotent: false }, plain(500)).outcome).toBe('retry');
  });

  test('HTTP 425 came before anything was done, also for a send.', () => {
    expect(classify(send, plain(425)).outcome).toBe('retry');
  });
});
