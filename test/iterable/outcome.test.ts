import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { classify, type CallKind } from '../../connector/iterable/outcome.ts';
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
