import type { IncomingMessage } from 'node:http';

import { describe, expect, test } from '@jest/globals';

import { createAllowance } from '../../connector/intake/allowance.ts';
import { checkContentType, readContentType } from '../../connector/intake/check-content-type.ts';
import type { HookCall, BodyForm } from '../../connector/intake/hook-call.ts';
import { checkHeaders, headerFault } from '../../connector/intake/check-headers.ts';
import { checkMethod } from '../../connector/intake/check-method.ts';
import { checkRate } from '../../connector/intake/check-rate.ts';
import { checkShape } from '../../connector/intake/check-shape.ts';
import { deliveryIdentity } from '../../connector/intake/delivery-identity.ts';
import { defaultLimits } from '../../connector/intake/intake-limits.ts';
import { measureJson } from '../../connector/intake/measure-json.ts';
import { parseFields, payloadOf, readUtf8 } from '../../connector/intake/parse-payload.ts';
import type { IncomingEvent, Trigger } from '../../connector/define.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';
import { connectionRecord } from './records.ts';

type Change = Partial<Omit<HookCall, 'request'>> & { request?: Partial<IncomingMessage> };
const callOf = ({ request, ...change }: Change = {}): HookCall =>
  ({
    kind: 'system_webhook',
    connection: connectionRecord(),
    query: '',
    limits: { ...defaultLimits, maxBodyBytes: 100, maxDepth: 3, maxKeys: 4, maxEventNameLength: 5, maxHeaders: 3 },
    bodyForm: 'json',
    body: Buffer.alloc(0),
    eventName: 'before',
    workflowId: 'before',
    request: { method: 'POST', headers: {}, rawHeaders: [], ...request },
    ...change,
  }) as unknown as HookCall;
const told = (error: ConnectorError | null): string | null =>
  error === null ? null : `${error.code}: ${error.message}`;

describe('the method of a call', () => {
  test.each([
    ['system_webhook', 'POST', null],
    ['system_webhook', 'GET', 'POST'],
    ['system_webhook', 'PUT', 'POST'],
    ['journey_webhook', 'GET', null],
    ['journey_webhook', 'POST', null],
    ['journey_webhook', 'PUT', null],
    ['journey_webhook', 'PATCH', null],
    ['journey_webhook', 'DELETE', 'GET, POST, PUT, PATCH'],
  ] as const)('a %s may be sent with %s unless the answer says %s', (kind, method, wanted) => {
    expect(told(checkMethod(callOf({ kind, request: { method } })))).toBe(
      wanted === null ? null : `ITC_HOOK_METHOD: This webhook address takes ${wanted}, not ${method}.`,
    );
  });

  test('the announced size may be the limit and no more', () => {
    const of = (length?: string) =>
      told(checkMethod(callOf({ request: { headers: length === undefined ? {} : { 'content-length': length } } })));
    expect([of(), of('100'), of('101')]).toEqual([
      null,
      null,
      'ITC_HOOK_TOO_LARGE: The request body is larger than 100 bytes.',
    ]);
  });
});

describe('the headers of a call', () => {
  const request = (...rawHeaders: string[]) => ({
    rawHeaders,
    headers: Object.fromEntries(rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), 'x']] : []))),
  });

  test('as many as the limit are taken and no more', () => {
    expect(headerFault(request('a', '1', 'b', '2'), 2)).toBeNull();
    expect(told(headerFault(request('a', '1', 'b', '2', 'c', '3'), 2))).toBe(
      'ITC_HOOK_HEADERS: The request has more than 2 headers.',
    );
    const many = Array.from({ length: 101 }, (_, i) => [`h${String(i)}`, 'x']).flat();
    expect(headerFault(request(...many.slice(2)))).toBeNull();
    expect(headerFault(request(...many))?.message).toContain('100 headers');
  });

  test.each([
    'host',
    'authorization',
    'content-type',
    'content-length',
    'content-encoding',
    'transfer-encoding',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'forwarded',
  ])('%s must not occur twice, in whatever case', (name) => {
    expect(told(headerFault(request(name, 'a', 'x', 'y', name.toUpperCase(), 'b')))).toBe(
      `ITC_HOOK_HEADERS: The header ${name} occurs twice.`,
    );
  });

  test('others may, except the one that carries the secret', () => {
    const twice = request('X-Itc-Secret', 'a', 'x-itc-secret', 'b', 'accept', 'c', 'accept', 'd');
    expect(headerFault(twice)).toBeNull();
    expect(headerFault(twice, 100, 'x-itc-secret')?.message).toBe('The header x-itc-secret occurs twice.');
    const limits = { ...defaultLimits, maxHeaders: 4 };
    const whole = { request: twice as unknown as IncomingMessage, limits };
    expect(checkHeaders({ ...whole, connection: { secretHeader: 'x-itc-secret' } })?.code).toBe('ITC_HOOK_HEADERS');
    expect(checkHeaders({ ...whole, connection: null })).toBeNull();
    expect(checkHeaders({ ...whole, limits: { ...limits, maxHeaders: 3 }, connection: null })).not.toBeNull();
  });
});

describe('the form of a body', () => {
  test.each<[string, 'json' | 'form' | null]>([
    ['application/json', 'json'],
    ['Application/JSON', 'json'],
    [' application/json\t', 'json'],
    ['application/vnd.api+json', 'json'],
    ['application/json; charset=utf-8', 'json'],
    ['application/json; Charset = "UTF-8" ', 'json'],
    ['application/json;charset=utf8', 'json'],
    ['application/json;charset=us-ascii', 'json'],
    ['application/json; boundary=x', 'json'],
    ['application/json;', 'json'],
    ['application/json; charset', null],
    ['application/json; charset=latin1', null],
    ['application/json; charset="utf-8', null],
    ['application/json; charset=u"tf-8"', null],
    ['application/json; charset="utf-"8', null],
    ['application/json  ;  charset  =  utf-8  ', 'json'],
    ['application/json;  charset  =  latin1', null],
    ['application/ json', null],
    ['application/json; charset=utf-8; charset=utf-8', null],
    ['application/json; charset=utf-8; charset=utf-16', null],
    ['application/json\u00a0', null],
    ['xapplication/json', null],
    ['application/jsonx', null],
    ['application/x+y json', null],
    ['application/x-www-form-urlencoded', 'form'],
    ['application/x-www-form-urlencoded; charset=utf-8', 'form'],
    ['text/plain', null],
    ['', null],
  ])('%j is read as %s', (type, form) => {
    expect(readContentType(type)).toBe(form);
  });

  test.each<[string, Change, BodyForm]>([
    ['a GET by its query', { request: { method: 'GET', headers: { 'content-encoding': 'gzip' } } }, 'query'],
    ['JSON as JSON', { request: { method: 'POST', headers: { 'content-type': 'application/json' } } }, 'json'],
    [
      'a body said to be itself',
      {
        request: { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': ' Identity ' } },
      },
      'json',
    ],
    [
      'a journey form as a form',
      {
        kind: 'journey_webhook',
        request: {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '3' },
        },
      },
      'form',
    ],
    ['a journey call without a body', { kind: 'journey_webhook', request: { method: 'POST', headers: {} } }, 'none'],
    [
      'a journey call of no bytes',
      {
        kind: 'journey_webhook',
        request: { method: 'POST', headers: { 'content-length': '0', 'content-type': 'text/plain' } },
      },
      'none',
    ],
  ])('reads %s', (_, change, form) => {
    const call = callOf({ ...change, bodyForm: 'none' === form ? 'json' : 'none' });
    expect(told(checkContentType(call))).toBeNull();
    expect(call.bodyForm).toBe(form);
  });

  test.each<[string, Change, string]>([
    [
      'a compressed body',
      { request: { headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' } } },
      'The request body is compressed.',
    ],
    ['no type', { request: { headers: {} } }, 'The request has no content type.'],
    [
      'a form for a system webhook',
      { request: { headers: { 'content-type': 'application/x-www-form-urlencoded' } } },
      'The content type "application/x-www-form-urlencoded" is not one of those that this address reads.',
    ],
    [
      'a long type',
      { request: { headers: { 'content-type': 'x'.repeat(101) } } },
      `The content type "${'x'.repeat(100)}" is not one of those that this address reads.`,
    ],
    [
      'a journey body of unknown length without a type',
      { kind: 'journey_webhook', request: { headers: { 'transfer-encoding': 'chunked' } } },
      'The request has no content type.',
    ],
    [
      'a journey body without a type',
      { kind: 'journey_webhook', request: { headers: { 'content-length': '1' } } },
      'The request has no content type.',
    ],
  ])('refuses %s', (_, change, message) => {
    const error = checkContentType(callOf({ ...change, request: { method: 'POST', ...change.request } }));
    expect(told(error)).toBe(`ITC_HOOK_CONTENT_TYPE: ${message}`);
    const says = 'Send application/json in UTF-8 without compression.';
    const isTypeFault = change.kind !== 'journey_webhook' && !message.includes('compressed');
    if (isTypeFault) expect(error?.hint).toBe(says);
    if (change.kind === 'journey_webhook') expect(error?.hint).not.toBe(says);
  });
});

describe('the size of JSON', () => {
  test.each<[string, 'depth' | 'keys' | null]>([
    ['{}', null],
    ['[[[]]]', null],
    ['[[[[]]]]', 'depth'],
    ['[{"a":[{}]}]', 'depth'],
    ['[[],[],[],[]]', null],
    ['[{},{},[[]]]', null],
    ['{"a":1,"b":2,"c":3,"d":4}', null],
    ['{"a":1,"b":2,"c":3,"d":4,"e":5}', 'keys'],
    ['{"a":{"b":{"c":0},"d":0},"e":0}', 'keys'],
    ['["[[[[{{{{::::::"]', null],
    ['["\\"[[[[::::::"]', null],
    ['["\\\\",[[[]]]]', 'depth'],
    ['["\\\\\\"[[[[", 1, 2]', null],
    ['"[[[[', null],
    ['{"a":"[[[[', null],
    ['', null],
    [':::::', 'keys'],
  ])('of %s goes beyond three levels and four keys: %s', (text, excess) => {
    expect(measureJson(text, 3, 4)).toBe(excess);
  });

  test('brackets of short texts are counted, in strings and all, before a closer look', () => {
    expect(measureJson('[[[]]]', 3, 100)).toBeNull();
    expect(measureJson('[[[[]]]]', 3, 100)).toBe('depth');
    expect(measureJson('{{{{}}}}', 3, 100)).toBe('depth');
    expect(measureJson('[{[{}]}]', 3, 100)).toBe('depth');
    expect(measureJson('["[[[["]', 3, 100)).toBeNull();
    expect(measureJson('[][][][][]', 3, 100)).toBeNull();
  });
});

describe('the fields of a body', () => {
  test('a name that occurs several times is a list, and a strange name stays a field', () => {
    const fields = parseFields('a=1&b=2&a=3&a=4&__proto__=x', 9);
    expect(Object.entries(fields ?? {})).toEqual([
      ['a', ['1', '3', '4']],
      ['b', '2'],
      ['__proto__', 'x'],
    ]);
    expect(parseFields('', 0)).toEqual({});
    expect(parseFields('a=1&a=2', 2)).toEqual({ a: ['1', '2'] });
    expect(parseFields('a=1&a=2&a=3', 2)).toBeNull();
  });

  test('text is UTF-8 or nothing, and a byte order mark is no part of it', () => {
    expect(readUtf8(Buffer.from('abc'))).toBe('abc');
    expect(readUtf8(Buffer.from('é€'))).toBe('é€');
    expect(readUtf8(Buffer.from('\ufeff{}'))).toBe('{}');
    expect(readUtf8(Buffer.from([0xc3]))).toBeNull();
    expect(readUtf8(new Uint8Array(Buffer.from('xaéy')).subarray(1, 4))).toBe('aé');
    expect(readUtf8(Buffer.alloc(0))).toBe('');
  });

  const event = (change: object) => ({
    method: 'POST',
    contentType: 'application/json',
    query: '',
    headers: {},
    recipeId: null,
    body: Buffer.alloc(0),
    ...change,
  });
  test.each<[string, object, unknown]>([
    ['a GET from its query', { method: 'GET', query: 'a=1', body: Buffer.from('{"b":2}') }, { a: '1' }],
    ['a call without a body from its query', { query: 'a=1' }, { a: '1' }],
    ['JSON', { body: Buffer.from('{"b":2}') }, { b: 2 }],
    ['JSON of an unknown type', { contentType: 'text/plain', body: Buffer.from('[2]') }, [2]],
    ['a form', { contentType: 'application/x-www-form-urlencoded', body: Buffer.from('c=3') }, { c: '3' }],
    ['broken JSON as nothing', { body: Buffer.from('{') }, {}],
    ['what is no text as nothing', { body: Buffer.from([0xff]) }, {}],
  ])('a stored event gives %s', (_, change, payload) => {
    expect(payloadOf(event(change))).toEqual(payload);
  });
});

describe('the shape of an event', () => {
  const shapeOf = (body: unknown, change: Change = {}) => {
    const call = callOf({ body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), ...change });
    const error = checkShape(call);
    return error === null ? { name: call.eventName, journey: call.workflowId, payload: call.payload } : error;
  };

  test.each<[unknown, string | null]>([
    [{ eventName: 'open' }, null],
    [{ eventName: 'open', dataFields: null }, null],
    [{ eventName: 'open', dataFields: {} }, null],
    [{ eventName: 'open', dataFields: { workflowId: 7 } }, '7'],
    [{ eventName: 'open', dataFields: { workflowId: ' 77 ' } }, '77'],
    [{ eventName: 'open', dataFields: { workflowId: 0 } }, null],
    [{ eventName: 'open', dataFields: { workflowId: -1 } }, null],
    [{ eventName: 'open', dataFields: { workflowId: 1.5 } }, null],
    [{ eventName: 'open', dataFields: { workflowId: true } }, null],
    [{ eventName: 'open', dataFields: { workflowId: '7x' } }, null],
    [{ eventName: 'open', dataFields: { workflowId: 'x7' } }, null],
    [{ eventName: 'open', dataFields: { workflowId: '1'.repeat(18) } }, '1'.repeat(18)],
    [{ eventName: 'open', dataFields: { workflowId: '1'.repeat(19) } }, null],
    [{ eventName: 'open', workflowId: 7 }, null],
  ])('%j is a system event with the journey %s', (body, journey) => {
    expect(shapeOf(body)).toEqual({ name: 'open', journey, payload: body });
  });

  test.each<[unknown, string]>([
    [[], 'The body is a list; a system webhook is one event per call.'],
    ['null', 'The body is null; a system webhook is a JSON object.'],
    ['7', 'The body is a number; a system webhook is a JSON object.'],
    ['"x"', 'The body is a string; a system webhook is a JSON object.'],
    ['""', 'The body is empty; a system webhook is a JSON object.'],
    [{}, '`eventName` is missing; a system webhook names its event there.'],
    [{ eventName: '' }, '`eventName` is empty; a system webhook names its event there.'],
    [{ eventName: '', workflowId: 7 }, '`eventName` is empty; a system webhook names its event there.'],
    [{ eventName: {} }, '`eventName` is an object; a system webhook names its event there.'],
    [{ eventName: 'opened' }, '`eventName` is longer than 5 characters.'],
    [{ eventName: 'opens', dataFields: [] }, '`dataFields` is a list; it must be an object.'],
    [{ eventName: 'opens', dataFields: false }, '`dataFields` is a boolean; it must be an object.'],
    [{ workflowId: 7 }, 'The body has no `eventName` but a `workflowId`: it looks like a journey webhook.'],
  ])('%j is refused by what was found', (body, message) => {
    expect(shapeOf(body)).toMatchObject({ code: 'ITC_HOOK_SHAPE', message });
  });

  test('who sends a journey webhook to the wrong address is told the right one', () => {
    expect(shapeOf({ workflowId: 7 })).toMatchObject({
      hint: "Use the address of the recipe's journey trigger in Iterable.",
    });
  });

  test.each<[unknown, string | null, string | null]>([
    [{ eventName: 'open', workflowId: 7 }, 'open', '7'],
    [{ eventName: 'opened' }, null, null],
    [{ eventName: 'opens' }, 'opens', null],
    [{ eventName: '' }, null, null],
    [{ eventName: 7, workflowId: 'x' }, null, null],
  ])('a journey call may hold anything: %j', (body, name, journey) => {
    expect(shapeOf(body, { kind: 'journey_webhook' })).toEqual({ name, journey, payload: body });
  });

  test('a system webhook without a body is no event, whatever its query says', () => {
    expect(shapeOf('', { query: 'eventName=open' })).toMatchObject({ code: 'ITC_HOOK_BODY_JSON' });
  });

  test('a journey call that is no object keeps its payload', () => {
    for (const payload of [[1], 7, null]) {
      expect(shapeOf(JSON.stringify(payload), { kind: 'journey_webhook' })).toMatchObject({ payload });
    }
    expect(shapeOf('', { kind: 'journey_webhook', query: 'a=1' })).toMatchObject({ payload: { a: '1' }, name: null });
    expect(shapeOf('', { kind: 'journey_webhook', bodyForm: 'none', query: 'eventName=open' })).toMatchObject({
      payload: { eventName: 'open' },
      name: 'open',
    });
    expect(shapeOf('{"b":1}', { kind: 'journey_webhook', bodyForm: 'query', query: 'a=1' })).toMatchObject({
      payload: { a: '1' },
    });
    expect(shapeOf('a=1&b=2', { kind: 'journey_webhook', bodyForm: 'form' })).toMatchObject({
      payload: { a: '1', b: '2' },
    });
  });

  test.each<[string, unknown, Change, string, string]>([
    ['not UTF-8', '', { body: Buffer.from([0xff]) }, 'ITC_HOOK_CONTENT_TYPE', 'The body is not UTF-8.'],
    ['too deep', '[[[[1]]]]', {}, 'ITC_HOOK_TOO_DEEP', 'The body is nested more than 3 levels deep.'],
    ['too many keys', { a: 1, b: 1, c: 1, d: 1, e: 1 }, {}, 'ITC_HOOK_TOO_DEEP', 'The body has more than 4 keys.'],
    [
      'too many fields',
      'a&b&c&d&e',
      { kind: 'journey_webhook', bodyForm: 'form' },
      'ITC_HOOK_TOO_DEEP',
      'The body has more than 4 keys.',
    ],
    [
      'too long a query',
      '',
      { kind: 'journey_webhook', bodyForm: 'query', query: 'a&b&c&d&e' },
      'ITC_HOOK_TOO_DEEP',
      'The body has more than 4 keys.',
    ],
  ])('a body that is %s is refused', (_, body, change, code, message) => {
    expect(shapeOf(body, change)).toMatchObject({ code, message });
  });

  test('a body that cannot be parsed keeps the cause and quotes nothing of it', () => {
    const error = shapeOf('{"email":"ada@example.com"') as ConnectorError;
    expect(error.code).toBe('ITC_HOOK_BODY_JSON');
    expect(error.cause).toBeInstanceOf(SyntaxError);
    expect(error.message).not.toContain('ada@');
  });
});

describe('the rate of calls', () => {
  test('a bucket holds its burst and grows by the second, never beyond it and never backwards', () => {
    const allowance = createAllowance();
    const size = { burst: 2, perSecond: 4 };
    const take = (atMs: number, key = 'a') => allowance.take(key, size, atMs);
    expect([take(1_000), take(1_000), take(1_000)]).toEqual([0, 0, 250]);
    expect(take(1_000, 'b')).toBe(0);
    expect(take(1_100)).toBe(150);
    expect(take(1_250)).toBe(0);
    expect(take(900)).toBe(250);
    expect([take(99_000), take(99_000), take(99_000)]).toEqual([0, 0, 250]);
    expect(allowance.take('c', { burst: 0, perSecond: 0 }, 0)).toBe(Infinity);
    expect(allowance.take('d', { burst: 1, perSecond: 0 }, 0)).toBe(0);
  });

  test('a connection takes ten seconds of its calls at once, by its own rate or that of the server', () => {
    const allowance = createAllowance();
    const limits = { ...defaultLimits, callsPerSecond: 2 };
    const taken = (change: object): (string | null)[] =>
      Array.from({ length: 31 }, () =>
        told(checkRate(callOf({ limits, allowance, receivedAtMs: 0, connection: connectionRecord(change) }))),
      );
    const first = taken({});
    expect(first.slice(0, 20).every((answer) => answer === null)).toBe(true);
    expect(first[20]).toBe('ITC_HOOK_RATE: This connection takes 2 calls a second.');
    const own = taken({ id: 'con_2', callsPerSecond: 3 });
    expect(own.filter((answer) => answer === null)).toHaveLength(30);
    expect(own[30]).toBe('ITC_HOOK_RATE: This connection takes 3 calls a second.');
  });
});

describe('the identity of a delivery', () => {
  const event = {} as IncomingEvent;
  const byFields = (...fields: string[]): Trigger => ({ deliveryKey: () => fields }) as unknown as Trigger;
  const byBody = { deliveryKey: () => undefined } as unknown as Trigger;
  const identity = (change: object, trigger: Trigger | null = byBody): string | null =>
    deliveryIdentity(callOf({ recipe: null, ...change } as Change), event, trigger ?? undefined);
  const journey = (change: object): object => ({ kind: 'journey_webhook', body: Buffer.from('x'), ...change });
  const all = [
    identity({}, byFields('a', 'b')),
    identity({}, byFields('ab')),
    identity({ kind: 'journey_webhook' }, byFields('a', 'b')),
    identity({ body: Buffer.from('x') }),
    identity({ body: Buffer.from('y') }),
    identity({ body: Buffer.alloc(0) }),
    identity(journey({})),
    identity(journey({ body: Buffer.from('y') })),
    identity(journey({ query: 'a=1' })),
    identity(journey({ body: Buffer.alloc(0), query: 'a=1' })),
    identity(journey({ request: { method: 'PUT' } })),
    identity(journey({ recipe: { record: { id: 'rec_1' } } })),
    identity(journey({ recipe: { record: { id: 'rec_2' } } })),
  ];

  test('fields, kind, body, query, method and recipe each make another event', () => {
    expect(new Set(all).size).toBe(all.length);
    for (const one of all) expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the same call is the same event, and the named fields decide alone', () => {
    expect(identity(journey({ query: 'a=1' }))).toBe(all[8]);
    expect(identity({ body: Buffer.from('x') }, null)).toBe(all[3]);
    expect(identity({ body: Buffer.from('other'), query: 'q' }, byFields('a', 'b'))).toBe(all[0]);
    expect(identity({ body: Buffer.from('x'), query: 'q', request: { method: 'PUT' } })).toBe(all[3]);
  });

  test('a journey call that carries nothing has none', () => {
    expect(identity(journey({ body: Buffer.alloc(0) }))).toBeNull();
  });
});
