import { describe, expect, test } from '@jest/globals';

import { callEndpoint, readCalls, type ReadCalls } from '../../connector/intake/read-calls.ts';
import { defaultTrackingLimits, type TrackingLimits } from '../../connector/intake/tracking-limits.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';

type Endpoint = NonNullable<ReturnType<typeof callEndpoint>>;
const read = (endpoint: Endpoint, body: Json, change: Partial<TrackingLimits> = {}): ReadCalls =>
  readCalls(endpoint, body, { ...defaultTrackingLimits, ...change });
const refusal = (endpoint: Endpoint, body: Json, change: Partial<TrackingLimits> = {}): unknown => {
  try {
    read(endpoint, body, change);
  } catch (error) {
    const { code, message, details } = error as ConnectorError;
    return { code, message, path: details?.['path'] };
  }
  return null;
};
const invalid = (path: string, message: string) => ({ code: 'ITC_CALL_INVALID', message, path });

describe('the addresses of the tracking protocol', () => {
  test('are one for each kind of call and two for batches, with a slash behind or a query', () => {
    for (const type of ['identify', 'track', 'page', 'screen', 'group', 'alias']) {
      expect(callEndpoint(`/v1/${type}`)).toBe(type);
    }
    expect(['/v1/batch', '/v1/import', '/v1/import/', '/v1/batch?a=/v1/track'].map(callEndpoint)).toEqual(
      Array.from({ length: 4 }, () => 'batch'),
    );
  });

  test.each([
    '',
    '/',
    '/v1',
    '/v1/',
    '/v1/tracks',
    '/v1/track//',
    '/v1/track/x',
    '/v2/track',
    'v1/track',
    '/v1/toString',
  ])('are not %j', (target) => {
    expect(callEndpoint(target)).toBeUndefined();
  });

  test('take 500 KiB in 2,500 calls of 32 KiB each, with names of 255 characters', () => {
    expect(defaultTrackingLimits).toMatchObject({
      maxBodyBytes: 512_000,
      maxKeys: 100_000,
      maxCallBytes: 32_768,
      maxCalls: 2_500,
      maxIdLength: 255,
    });
  });
});

describe('one tracking call', () => {
  test.each<[Endpoint, Json, string, Json]>([
    ['track', { event: ' Seen ' }, 'Seen', { type: 'track', event: ' Seen ', properties: {} }],
    ['track', { event: 7 }, '7', { type: 'track', event: 7, properties: {} }],
    ['track', { event: 'a', properties: { n: 1 } }, 'a', { type: 'track', event: 'a', properties: { n: 1 } }],
    ['identify', { traits: null }, 'identify', { type: 'identify', traits: {} }],
    ['identify', { traits: { plan: 'pro' } }, 'identify', { type: 'identify', traits: { plan: 'pro' } }],
    ['page', {}, 'page', { type: 'page', properties: {} }],
    ['screen', {}, 'screen', { type: 'screen', properties: {} }],
    ['group', { groupId: 7 }, 'group', { type: 'group', groupId: 7, traits: {} }],
    ['alias', { previousId: 'a' }, 'alias', { type: 'alias', previousId: 'a' }],
    // the address says what it is
    ['page', { type: 'track' }, 'page', { type: 'page', properties: {} }],
    ['page', { writeKey: 'wk_1', userId: null }, 'page', { type: 'page', userId: null, properties: {} }],
    ['page', { context: {}, sentAt: 'now' }, 'page', { type: 'page', context: {}, sentAt: 'now', properties: {} }],
    ['page', { context: { ip: '::1' } }, 'page', { type: 'page', context: { ip: '::1' }, properties: {} }],
    ['alias', { previousId: 'a', traits: 'any' }, 'alias', { type: 'alias', previousId: 'a', traits: 'any' }],
  ])('%s of %j is kept as %s', (endpoint, body, eventName, payload) => {
    expect(read(endpoint, body)).toStrictEqual({ calls: [{ eventName, payload }], faults: [] });
  });

  const long = 'x'.repeat(256);
  test.each<[Endpoint, Json, string, string]>([
    ['track', [], '', 'The body is no object.'],
    ['track', null, '', 'The body is no object.'],
    ['track', 'x', '', 'The body is no object.'],
    ['track', {}, 'event', '`event` has no value.'],
    ['track', { event: ' ' }, 'event', '`event` has no value.'],
    ['track', { event: null }, 'event', '`event` has no value.'],
    ['track', { event: true }, 'event', '`event` is neither a text nor a number.'],
    ['track', { event: long }, 'event', '`event` is longer than 255 characters.'],
    ['group', {}, 'groupId', '`groupId` has no value.'],
    ['alias', { previousId: '' }, 'previousId', '`previousId` has no value.'],
    ['page', { userId: {} }, 'userId', '`userId` is neither a text nor a number.'],
    ['page', { anonymousId: long }, 'anonymousId', '`anonymousId` is longer than 255 characters.'],
    ['page', { messageId: [] }, 'messageId', '`messageId` is neither a text nor a number.'],
    ['page', { properties: [] }, 'properties', '`properties` is no object.'],
    ['identify', { traits: 'none' }, 'traits', '`traits` is no object.'],
  ])('%s of %j is refused: %s', (endpoint, body, path, message) => {
    expect(refusal(endpoint, body)).toEqual(invalid(path, message));
  });

  test('names are as long as they may be', () => {
    const name = 'x'.repeat(255);
    expect(refusal('track', { event: name, userId: name, anonymousId: name, messageId: name })).toBeNull();
  });

  test('its size is that of its JSON in bytes, without the write key, to the byte', () => {
    const call = { type: 'page', name: 'é'.repeat(10) };
    const bytes = Buffer.byteLength(JSON.stringify(call));
    expect(refusal('page', { ...call, writeKey: 'w'.repeat(500) }, { maxCallBytes: bytes })).toBeNull();
    expect(refusal('page', call, { maxCallBytes: bytes - 1 })).toEqual({
      code: 'ITC_HOOK_TOO_LARGE',
      message: `The call is larger than ${bytes - 1} bytes.`,
      path: '',
    });
  });
});

describe('a batch of tracking calls', () => {
  test('gives each call its own kind, and the context and time of the batch where the call has none of its own', () => {
    const batch = [
      { type: 'page', context: { ip: '::1', app: 'own' } },
      { type: 'identify', sentAt: 'own' },
    ];
    const { calls, faults } = read('batch', { batch, context: { app: 'frame', locale: 'de' }, sentAt: 'frame' });
    expect(faults).toEqual([]);
    expect(calls).toStrictEqual([
      {
        eventName: 'page',
        payload: { type: 'page', context: { app: 'own', locale: 'de', ip: '::1' }, properties: {}, sentAt: 'frame' },
      },
      {
        eventName: 'identify',
        payload: { type: 'identify', sentAt: 'own', traits: {}, context: { app: 'frame', locale: 'de' } },
      },
    ]);
    expect(read('batch', { batch: [{ type: 'page' }], context: 'none' }).calls[0]?.payload).toStrictEqual({
      type: 'page',
      properties: {},
    });
  });

  test('names what is wrong with each faulty call by its place, and keeps the others', () => {
    const batch: Json[] = [7, { type: 'page' }, {}, { type: 'toString' }, { type: 'track' }, { type: 7 }];
    batch.push(
      { type: 'page', name: 'x'.repeat(100) },
      { type: 'page', userId: true },
      { type: 'page', properties: 1 },
    );
    const { calls, faults } = read('batch', { batch }, { maxCallBytes: 100 });
    expect(calls).toHaveLength(1);
    expect(faults.map(({ index, error }) => [index, error.code, error.message, error.details?.['path']])).toEqual([
      [0, 'ITC_CALL_INVALID', '`batch[0]` is no object.', 'batch[0]'],
      [2, 'ITC_CALL_INVALID', '`batch[2].type` names no kind of call.', 'batch[2].type'],
      [3, 'ITC_CALL_INVALID', '`batch[3].type` names no kind of call.', 'batch[3].type'],
      [4, 'ITC_CALL_INVALID', '`batch[4].event` has no value.', 'batch[4].event'],
      [5, 'ITC_CALL_INVALID', '`batch[5].type` names no kind of call.', 'batch[5].type'],
      [6, 'ITC_HOOK_TOO_LARGE', '`batch[6]` is larger than 100 bytes.', 'batch[6]'],
      [7, 'ITC_CALL_INVALID', '`batch[7].userId` is neither a text nor a number.', 'batch[7].userId'],
      [8, 'ITC_CALL_INVALID', '`batch[8].properties` is no object.', 'batch[8].properties'],
    ]);
    expect(faults[5]?.error.hint).toBe('Send fewer properties in one call.');
  });

  test('that is no list, or too long a one, is refused as a whole', () => {
    expect(refusal('batch', {})).toEqual(invalid('batch', '`batch` is no list of calls.'));
    expect(refusal('batch', { batch: {} })).toEqual(invalid('batch', '`batch` is no list of calls.'));
    const batch = [{ type: 'page' }, { type: 'page' }];
    expect(refusal('batch', { batch }, { maxCalls: 1 })).toEqual(invalid('batch', '`batch` has more than 1 calls.'));
    expect(read('batch', { batch }, { maxCalls: 2 }).calls).toHaveLength(2);
    expect(read('batch', { batch: [] })).toEqual({ calls: [], faults: [] });
  });
});
