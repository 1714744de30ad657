import { describe, expect, test } from '@jest/globals';

import { checkSecret, presentedSecrets } from '../../connector/intake/check-secret.ts';
import { checkSource, sourceOf } from '../../connector/intake/check-source.ts';
import { connectionOfKey, presentedWriteKey } from '../../connector/intake/check-write-key.ts';
import { readHookAddress, shortenHookAddress } from '../../connector/intake/hook-address.ts';
import type { HookCall } from '../../connector/intake/hook-call.ts';
import { createHookRecipes } from '../../connector/intake/hook-recipes.ts';
import { startedJobs } from '../../connector/intake/started-jobs.ts';
import type { IncomingEvent, Trigger } from '../../connector/define.ts';
import { hashSecret } from '../../connector/security/hash-secret.ts';
import { addressRanges } from '../../connector/security/source-allowlist.ts';
import type { ConnectionRecord } from '../../connector/store/store.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Step } from '../../recipes/recipe.ts';
import { connectionRecord, recipeRecord, secret, startMs } from './records.ts';

const at = new Date(startMs).toISOString();
const kept = (text: string, expiresAt: string | null = null, provedAt?: string) => ({
  hash: hashSecret(text),
  createdAt: at,
  expiresAt,
  ...(provedAt === undefined ? {} : { provedAt }),
});
const callOf = (connection: Partial<ConnectionRecord>, headers: object, more: object = {}): HookCall =>
  ({
    connection: connectionRecord(connection),
    request: { headers, socket: { remoteAddress: '8.8.8.8' } },
    receivedAtMs: startMs,
    provesSecret: 'before',
    trustedProxies: addressRanges(['10.0.0.0/8']),
    iterableRanges: (region: string) => (region === 'us' ? addressRanges(['5.5.5.0/24']) : null),
    ...more,
  }) as unknown as HookCall;
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

const refusedBy = (run: () => unknown): unknown => {
  try {
    run();
    return null;
  } catch (error) {
    return (error as ConnectorError).code;
  }
};

describe('what a call presents as its secret', () => {
  test.each<[string | undefined, string | string[] | undefined, string[]]>([
    [undefined, undefined, []],
    ['', '', []],
    ['abc', undefined, ['abc']],
    [undefined, 'abc', ['abc']],
    [undefined, ['a', 'b'], []],
    ['Bearer abc', 'def', ['def', 'abc']],
    ['OAUTH2   abc', undefined, ['abc']],
    ['Bearer', undefined, ['Bearer']],
    ['Bearer ', undefined, ['Bearer ']],
    ['xBearer abc', undefined, ['xBearer abc']],
    ['Digest abc', undefined, ['Digest abc']],
    [basic('user:pass:word'), undefined, [btoa('user:pass:word'), 'user', 'pass:word']],
    [basic('user:'), undefined, [btoa('user:'), 'user']],
    [basic(':pass'), undefined, [btoa(':pass'), 'pass']],
    [basic('nobody'), undefined, [btoa('nobody')]],
    [`bearer ${btoa('user:pass')}`, undefined, [btoa('user:pass')]],
    ['x'.repeat(1_000), 'y'.repeat(1_001), ['x'.repeat(1_000)]],
  ])('%j and %j are %j', (authorization, custom, secrets) => {
    expect(presentedSecrets(authorization, custom)).toEqual(secrets);
  });
});

describe('the secret of a connection', () => {
  const check = (connection: Partial<ConnectionRecord>, headers: object = { 'x-itc-secret': secret }) => {
    const call = callOf(connection, headers);
    const error = checkSecret(call);
    return error === null ? call.provesSecret : error.code;
  };

  test('no secret is asked for only where there is none and that is allowed', () => {
    expect(check({ secrets: [], allowUnauthenticated: true }, {})).toBe('before');
    expect(check({ allowUnauthenticated: true }, {})).toBe('ITC_HOOK_NO_SECRET');
    expect(check({ secrets: [] }, {})).toBe('ITC_HOOK_NO_SECRET');
    expect(check({ secrets: [], allowUnauthenticated: false })).toBe('ITC_HOOK_WRONG_SECRET');
  });

  test('a secret is good until the very instant of its end, and then it is told apart from a wrong one', () => {
    const ends = (ms: number) => ({ secrets: [kept(secret, new Date(startMs + ms).toISOString())] });
    expect(check(ends(1))).toBe(false);
    expect(check(ends(0))).toBe('ITC_HOOK_SECRET_EXPIRED');
    expect(check(ends(-1))).toBe('ITC_HOOK_SECRET_EXPIRED');
    expect(check(ends(-1), { 'x-itc-secret': 'wrong' })).toBe('ITC_HOOK_WRONG_SECRET');
    expect(check(ends(-1), { authorization: basic(`iterable:${secret}`) })).toBe('ITC_HOOK_SECRET_EXPIRED');
    expect(check({}, { 'x-itc-secret': 'wrong', authorization: secret })).toBe(false);
    expect(check({}, { 'x-itc-secret': secret, authorization: 'wrong' })).toBe(false);
    expect(check({ secretHeader: 'x-other' })).toBe('ITC_HOOK_NO_SECRET');
  });

  test('who has no valid secret at all is told to make one', () => {
    const none = checkSecret(callOf({ secrets: [] }, { authorization: 'x' }));
    expect(none?.message).toBe('This connection has no webhook secret that is still valid.');
    expect(none?.hint).toBe('Make a new secret for the connection and set it in Iterable.');
    expect(checkSecret(callOf({}, { authorization: 'x' }))?.message).not.toBe(none?.message);
  });

  test('only the first call with the newest secret of a rotation proves it', () => {
    const rotation = { webhookId: 7 } as unknown as NonNullable<ConnectionRecord['rotation']>;
    const both = [kept('older'), kept(secret)];
    const headers = { 'x-itc-secret': secret };
    expect(check({ secrets: both, rotation }, headers)).toBe(true);
    expect(check({ secrets: both, rotation }, { 'x-itc-secret': 'older' })).toBe(false);
    expect(check({ secrets: both, rotation }, { 'x-itc-secret': 'older', authorization: secret })).toBe(true);
    expect(check({ secrets: [kept(secret)], rotation }, headers)).toBe(true);
    const three = [kept('oldest'), kept('older'), kept(secret)];
    expect(check({ secrets: three, rotation }, headers)).toBe(true);
    expect(check({ secrets: three, rotation }, { 'x-itc-secret': 'older' })).toBe(false);
    expect(check({ secrets: both }, headers)).toBe(false);
    expect(check({ secrets: both, rotation: { ...rotation, webhookId: null } as never }, headers)).toBe(false);
    expect(check({ secrets: [kept('older'), kept(secret, null, at)], rotation }, headers)).toBe(false);
  });
});

describe('the write key of a call', () => {
  test.each<[string | undefined, string | null]>([
    [undefined, null],
    ['', null],
    [basic('key:'), 'key'],
    [basic('key:ignored:more'), 'key'],
    [basic('key'), 'key'],
    [basic(':key'), null],
    [basic('key:').replace('Basic ', 'bAsIc   '), 'key'],
    [`Bearer ${btoa('key:')}`, null],
    [` ${basic('key:')}`, null],
    [`${basic('key:')} x`, null],
    ['Basic', null],
    ['Basic ===', null],
    [`Basic ${'A'.repeat(1_001)}`, null],
    [`Basic ${'QUFB'.repeat(250)}`, 'A'.repeat(750)],
  ])('%j holds %j', (authorization, key) => {
    expect(presentedWriteKey(authorization)).toBe(key);
  });

  test('it belongs to the connection that has it, until its end', () => {
    const of = (expiresAt: string | null, text = 'key') => {
      const connection = connectionRecord({
        writeKeys: [{ hash: hashSecret('other') }, { hash: hashSecret('key'), expiresAt }] as never,
      });
      const book = { byWriteKeyHash: (hash: string) => (hash === hashSecret('key') ? connection : undefined) };
      return refusedBy(() => connectionOfKey(text === '' ? undefined : basic(`${text}:`), book, startMs));
    };
    expect([of(null), of(new Date(startMs + 1).toISOString()), of(at)]).toEqual([null, null, 'ITC_CALL_WRONG_KEY']);
    expect([of(null, 'wrong'), of(null, '')]).toEqual(['ITC_CALL_WRONG_KEY', 'ITC_CALL_NO_KEY']);
    const without = { byWriteKeyHash: () => connectionRecord() };
    expect(refusedBy(() => connectionOfKey(basic('key:'), without, 0))).toBe('ITC_CALL_WRONG_KEY');
    const others = { byWriteKeyHash: () => connectionRecord({ writeKeys: [{ hash: 'x', expiresAt: null }] as never }) };
    expect(refusedBy(() => connectionOfKey(basic('key:'), others, 0))).toBe('ITC_CALL_WRONG_KEY');
  });
});

describe('the sender of a call', () => {
  const from = (
    address: string,
    allowedSources: string[],
    change: Partial<ConnectionRecord> = {},
    headers: object = {},
  ) =>
    checkSource(
      callOf({ allowedSources, ...change }, headers, { request: { headers, socket: { remoteAddress: address } } }),
    );

  test('without a list everybody may send; with one only who is on it', () => {
    expect(from('8.8.8.8', [])).toBeNull();
    expect(from('8.8.8.8', ['8.8.8.0/24'])).toBeNull();
    expect(from('9.9.9.9', ['8.8.8.0/24'])?.message).toBe(
      'The sender address 9.9.9.9 is not on the allowlist of this connection.',
    );
    expect(from('9.9.9.9', ['8.8.8.0/24'])?.code).toBe('ITC_HOOK_SOURCE');
    expect(from('nowhere', ['8.8.8.0/24'])?.message).toBe(
      'The sender address is unknown and is not on the allowlist of this connection.',
    );
    expect(from('8.8.8.8', ['no address', '8.8.8.8'])?.code).toBe('ITC_HOOK_SOURCE');
  });

  test('the word iterable stands for the addresses of the data centre of the connection, where they are known', () => {
    expect(from('5.5.5.5', ['iterable'])).toBeNull();
    expect(from('5.5.5.5', ['iterable'], { region: 'eu' })).not.toBeNull();
    expect(from('5.5.5.5', ['8.8.8.8'])).not.toBeNull();
    expect(from('8.8.8.8', ['iterable', '8.8.8.8'])).toBeNull();
    expect(from('6.6.6.6', ['iterable', '8.8.8.8'])).not.toBeNull();
  });

  test('a chain of proxies is read from one header or several', () => {
    const source = (forwarded: string | string[] | undefined) =>
      sourceOf(
        callOf(
          {},
          {},
          { request: { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } } },
        ),
      );
    expect([source(undefined), source('1.2.3.4, 10.0.0.9'), source(['1.2.3.4', '10.0.0.9'])]).toEqual([
      '10.0.0.1',
      '1.2.3.4',
      '1.2.3.4',
    ]);
  });
});

describe('the address of a webhook', () => {
  const address = (change: object) => ({
    connectionToken: 'abc',
    journeyToken: null,
    isConsent: false,
    query: '',
    ...change,
  });
  test.each<[string, object | null]>([
    ['/hooks/abc', {}],
    ['/hooks/abc/', {}],
    ['/hooks/abc?a=/b?c', { query: 'a=/b?c' }],
    ['/hooks/abc?', {}],
    ['/hooks/abc/journeys/d-e_F9', { journeyToken: 'd-e_F9' }],
    ['/hooks/abc/journeys/d/?q', { journeyToken: 'd', query: 'q' }],
    ['/hooks/abc/consent-webhook', { isConsent: true }],
    [`/hooks/${'a'.repeat(128)}`, { connectionToken: 'a'.repeat(128) }],
    [`/hooks/${'a'.repeat(129)}`, null],
    ['/hooks/', null],
    ['/hooks/a.b', null],
    ['/hooks/abc//', null],
    ['/hooks/abc/journeys', null],
    ['/hooks/abc/journeys/', null],
    ['/hooks/abc/other', null],
    ['/x/hooks/abc', null],
    ['/hooks/abc/journeys/d/consent-webhook', null],
  ])('%s is read', (target, change) => {
    expect(readHookAddress(target)).toEqual(change === null ? null : address(change));
  });

  test('it is shown with its tokens cut, without the query, and never longer than 200 characters', () => {
    expect(shortenHookAddress('/hooks/123456789012/journeys/1234567890123?secret=1')).toBe(
      '/hooks/123456789012/journeys/12345678…',
    );
    expect(shortenHookAddress(`/${'a/'.repeat(400)}`)).toBe(`/${'a/'.repeat(100)}`.slice(0, 200));
    expect(shortenHookAddress(`/${'a'.repeat(499)}/b`)).toBe('/aaaaaaaa…');
    expect(shortenHookAddress('')).toBe('');
  });
});

describe('the recipes that an event starts', () => {
  const parsed: unknown[] = [];
  const trigger = (change: object = {}): Trigger =>
    ({
      name: 'on_event',
      source: 'system_webhook',
      config: {
        safeParse: (value: unknown) => (
          parsed.push(value),
          value === 'bad' ? { success: false } : { success: true, data: value }
        ),
      },
      matches: (config: unknown, event: IncomingEvent) => config === event.eventName,
      ...change,
    }) as unknown as Trigger;
  const event: IncomingEvent = {
    kind: 'system_webhook',
    eventName: 'open',
    workflowId: null,
    payload: { email: 'ada@example.com' },
  };
  const record = (
    name: string,
    use = 'on_event',
    config: unknown = 'open',
    change: object = {},
    steps: unknown[] = [],
  ) => recipeRecord(name, { use, with: config } as never, change, steps as Step[]);
  const newId = (prefix: string) => `${prefix}_1`;

  test('a recipe is made ready once, and is none where its trigger or config is unknown', () => {
    const prepare = createHookRecipes([trigger()]);
    const [good, strange, bad] = [record('a'), record('b', 'nobody'), record('c', 'on_event', 'bad')];
    parsed.length = 0;
    for (let round = 0; round < 2; round += 1) {
      expect(prepare(good)).toMatchObject({ record: good, responds: false });
      expect([prepare(strange), prepare(bad)]).toEqual([null, null]);
    }
    expect(parsed).toEqual(['open', 'bad']);
    expect(prepare(good)).toBe(prepare(good));
    expect(prepare(good)?.matches(event)).toBe(true);
    expect(prepare(good)?.matches({ ...event, eventName: 'click' })).toBe(false);
  });

  const respond = { id: 'r', respond: {} };
  test.each<[string, unknown[], boolean]>([
    ['no steps', [], false],
    ['another step', [{ id: 'a', use: 'x' }], false],
    ['a respond step', [{ id: 'a', use: 'x' }, respond], true],
    ['a skipped one', [{ ...respond, skip: true }], false],
    ['one in a branch', [{ if: {}, then: [respond] }], true],
    ['one in the other branch', [{ if: {}, then: [], else: [respond] }], true],
    ['a branch without one', [{ if: {}, then: [] }], false],
    ['one in a loop', [{ for_each: {}, steps: [respond] }], true],
    ['a loop without one', [{ for_each: {}, steps: [] }], false],
    ['one in a skipped loop', [{ for_each: {}, steps: [respond], skip: true }], false],
  ])('a recipe with %s answers its caller: %s', (_, steps, responds) => {
    expect(createHookRecipes([trigger()])(record('a', 'on_event', 'open', {}, steps))?.responds).toBe(responds);
  });

  test('each enabled recipe that matches gets one job, with the key of its order as a hash', () => {
    const candidates = [
      record('one', 'on_event', 'open', { version: 4 }),
      record('off', 'on_event', 'open', { enabled: false }),
      record('other', 'on_event', 'click'),
      record('journey', 'on_journey'),
      record('unknown', 'nobody'),
      record('ordered', 'in_order'),
    ];
    const prepare = createHookRecipes([
      trigger(),
      trigger({ name: 'on_journey', source: 'journey_webhook' }),
      trigger({ name: 'in_order', orderKey: ({ payload }: { payload: { email: string } }) => payload.email }),
    ]);
    const jobs = startedJobs(event, candidates, { prepare, newId });
    expect(jobs).toEqual([
      { id: 'job_1', recipeId: 'rec_one', recipe: 'one', version: 4 },
      {
        id: 'job_1',
        recipeId: 'rec_ordered',
        recipe: 'ordered',
        version: 1,
        orderKey: hashSecret('["con_1","ada@example.com"]'),
      },
    ]);
    const nobody = createHookRecipes([trigger({ name: 'in_order', orderKey: () => null })]);
    expect(startedJobs(event, candidates.slice(5), { prepare: nobody, newId })[0]).not.toHaveProperty('orderKey');
  });
});
