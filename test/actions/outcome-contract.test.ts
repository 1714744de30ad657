import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import type { Action, ProjectType } from '../../connector/define.ts';
import { describeCall } from '../../connector/iterable/check-input.ts';
import type { IterableClient } from '../../connector/iterable/client.ts';
import { prepareCall } from '../../connector/iterable/prepare-call.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { settleStep, type Settlement } from '../../recipes/settle-step.ts';
import { apiKey, startFakeIterable, type Answer, type FakeIterable, type SeenCall } from '../iterable/fake-iterable.ts';

// one server for each data centre, shared by all tests; waits for limits cost no time
let us: FakeIterable;
let eu: FakeIterable;
let client: IterableClient;
let answerUs: (call: SeenCall) => Answer;
let answerEu: (call: SeenCall) => Answer;
let nowMs = 0;

beforeAll(async () => {
  us = await startFakeIterable((call) => answerUs(call));
  eu = await startFakeIterable((call) => answerEu(call));
});
afterAll(() => Promise.all([us.close(), eu.close()]));
beforeEach(() => {
  us.calls.length = 0;
  eu.calls.length = 0;
  // shortly before the times in the examples, for some may lie only days ahead
  nowMs = Date.UTC(2031, 7, 1);
  client = us.makeClient({
    hosts: { us: us.url, eu: eu.url },
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
  });
  answerUs = answerEu = () => ({ status: 418 });
});

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The project type in which the first example of an action makes a call. */
function projectTypeOf(action: Action): ProjectType {
  const { input, current } = action.examples[0];
  const types = ['email', 'userId', 'hybrid'] as const;
  return types.find((projectType) => {
    try {
      return prepareCall(action, input, { projectType }, 'step', current).faults.size === 0;
    } catch {
      return false;
    }
  })!;
}

const run = (action: Action, region: 'us' | 'eu' = 'us') =>
  runAction({
    action,
    input: action.examples[0].input,
    connection: {
      id: 'con_1',
      name: 'contract',
      region,
      sandboxUrl: null,
      projectType: projectTypeOf(action),
      apiKey,
    },
    stepKey: 'job-1/step-1',
    client,
  });

const itemsOf = ({ batch, examples }: Action): unknown[] =>
  batch === undefined ? [] : ((examples[0].input as Record<string, unknown>)[batch.items] as unknown[]);

/** Iterable's answer of success, in the form that the action declares, from the output of its first example. */
function accepted(action: Action): Answer {
  const { output } = action.examples[0];
  const told = isObject(output) ? output : {};
  switch (action.answer) {
    case 'envelope':
      return { body: { msg: String(told['msg'] ?? ''), code: 'Success', params: told['params'] ?? null } };
    case 'bulk':
      return { body: { successCount: itemsOf(action).length, failCount: 0 } };
    case 'wrapped':
      return { body: { msg: '', code: 'Success', params: told } };
    case 'plain':
    case 'page':
    case 'stream':
      return { body: action.readText === undefined ? String(told['text']) : '7' };
    case 'object':
    case 'text':
      return { body: output ?? '' };
  }
}

/** The read before the call, where there is one, finds the stored state; the call itself is answered as the test says. */
const afterRead =
  (action: Action, answer: Answer) =>
  ({ method }: SeenCall): Answer =>
    action.readFirst !== undefined && method === 'GET' ? { body: action.examples[0].current } : answer;

/** What a job would do next, after the first of three attempts. */
function next(action: Action, { outcome, retryAfterMs }: Awaited<ReturnType<typeof run>>): Settlement['kind'] {
  const nature = describeCall(action, action.examples[0].input);
  return settleStep({ ...nature, outcome, attempt: 1, maxAttempts: 3, retryAfterMs, random: 0 }).kind;
}

const isRepeatable = (action: Action): boolean => {
  const { effect, idempotent } = describeCall(action, action.examples[0].input);
  return effect === 'read' || idempotent;
};

const refusal = (code: string, params: JsonObject | null = null) => ({ msg: 'Refused.', code, params });
const mismatch = refusal('RequestFieldsTypesMismatched', {
  validationErrors: {
    plan: {
      incomingTypes: ['long'],
      expectedType: 'string',
      category: 'user',
      offendingValue: 1,
      _type: 'UnexpectedType',
    },
  },
});

const all = actions.map((action) => [action.name, action] as const);

describe.each(all)('Whatever Iterable does, %s', (name, action) => {
  test(`${name}: a connection of the US calls the US host only, and a success has the declared output.`, async () => {
    answerUs = afterRead(action, accepted(action));
    const result = await run(action);
    expect(result).toMatchObject({ outcome: 'success', error: null });
    expect(action.output.safeParse(result.output).error).toBeUndefined();
    expect(us.calls.length).toBeGreaterThan(0);
    expect(eu.calls).toEqual([]);
    expect(next(action, result)).toBe('next');
  });

  test(`${name}: a connection of the EU calls the EU host only.`, async () => {
    answerEu = afterRead(action, accepted(action));
    expect((await run(action, 'eu')).outcome).toBe('success');
    expect(eu.calls.length).toBeGreaterThan(0);
    expect(us.calls).toEqual([]);
  });

  test(`${name}: a 401 of the wrong data center is rejected, and the error names the right region.`, async () => {
    answerUs = afterRead(action, { status: 401, body: refusal('BadApiKey') });
    answerEu = () => ({ body: { channels: [] } });
    const result = await run(action);
    expect(result).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_ITERABLE_KEY_OTHER_REGION', details: { path: 'region' } },
    });
    expect(eu.calls.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/channels']);
    expect(next(action, result)).toBe('next');
    expect(JSON.stringify(result)).not.toContain(apiKey);
  });

  test(`${name}: a 400 for a type is rejected for good and names the field.`, async () => {
    answerUs = afterRead(action, { status: 400, body: mismatch });
    const result = await run(action);
    expect(result.outcome).toBe('rejected');
    expect(JSON.stringify(result.error ?? {})).toContain('plan');
    expect(result.items?.every(({ outcome }) => outcome === 'failed') ?? true).toBe(true);
    expect(next(action, result)).toBe('next');
  });

  test(`${name}: a 429 is retried after the time that Iterable asks for, whatever the action does.`, async () => {
    answerUs = afterRead(action, { status: 429, headers: { 'Retry-After': '7' }, body: refusal('RateLimitExceeded') });
    const result = await run(action);
    expect(result).toMatchObject({ outcome: 'retry', error: { code: 'ITC_ITERABLE_RATE_LIMIT' }, retryAfterMs: 7000 });
    expect(next(action, result)).toBe('wait');
  });

  test(`${name}: a 500 and a cut connection are retried where that changes nothing more, and held elsewhere.`, async () => {
    for (const answer of [{ status: 500, body: refusal('GenericError') }, 'reset'] as const) {
      answerUs = afterRead(action, answer);
      const result = await run(action);
      expect(result).toMatchObject({
        outcome: isRepeatable(action) ? 'retry' : 'unknown',
        error: { code: answer === 'reset' ? 'ITC_ITERABLE_NO_ANSWER' : 'ITC_ITERABLE_UNAVAILABLE' },
      });
      expect(next(action, result)).toBe(isRepeatable(action) ? 'wait' : 'hold');
    }
  });

  test(`${name}: a 503 with Retry-After turned the call away, so it is retried.`, async () => {
    answerUs = afterRead(action, { status: 503, headers: { 'Retry-After': '3' }, body: 'busy' });
    const result = await run(action);
    expect(result).toMatchObject({ outcome: 'retry', retryAfterMs: 3000 });
    expect(next(action, result)).toBe('wait');
  });
});

const withEnvelope = all.filter(([, { answer }]) => answer === 'envelope');
const withItems = all.filter(([, { batch }]) => batch !== undefined);

test.each(withEnvelope)('%s: a 200 with another code than Success is a refusal.', async (_, action) => {
  answerUs = afterRead(action, { body: refusal('BadParams') });
  expect(await run(action)).toMatchObject({ outcome: 'rejected', error: { code: 'ITC_ITERABLE_REJECTED' } });
});

test.each(withItems)('%s: a 200 that counts failures alone is no success.', async (_, action) => {
  const count = itemsOf(action).length;
  answerUs = () => ({ body: { successCount: 0, failCount: count } });
  const result = await run(action);
  expect(result).toMatchObject({ outcome: 'rejected', output: { successCount: 0, failCount: count } });
  expect(result.items?.map(({ outcome }) => outcome)).toEqual(itemsOf(action).map(() => 'failed'));
});

test('The calls that wait for a person when no answer came are these and no others.', () => {
  const held = all.filter(([, action]) => !isRepeatable(action)).map(([name]) => name);
  expect(held.sort()).toEqual([
    'begin_sms_verification',
    'broadcast_content',
    'check_sms_verification',
    'consume_in_app_message',
    'create_campaign',
    'create_catalog',
    'create_list',
    'create_snippet',
    'invalidate_jwts',
    'merge_users',
    'schedule_campaign',
    'send_campaign',
    'send_content',
    'send_email',
    'send_email_proof',
    'send_in_app',
    'send_in_app_proof',
    'send_push',
    'send_push_proof',
    'send_sms',
    'send_sms_proof',
    'send_web_push',
    'send_whatsapp',
    'start_double_opt_in',
    'start_export',
    'track_embedded_click',
    'track_embedded_received',
    'track_embedded_session',
    'track_in_app_click',
    'track_in_app_close',
    'track_in_app_delivery',
    'track_in_app_open',
    'track_push_open',
    'track_web_push_click',
    'trigger_campaign',
    'trigger_journey',
    'update_user_email',
  ]);
});
