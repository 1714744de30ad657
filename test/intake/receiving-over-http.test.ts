import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { sendEndlessBody } from './endless-body.ts';
import { headers, journeyPath, onJourney, open, receivingWorld, respond, systemPath } from './receiving-world.ts';
import { connectionRecord, recipeRecord } from './records.ts';

let it: ReturnType<typeof receivingWorld>;
beforeEach(() => {
  it = receivingWorld();
});

describe('the answer to a webhook over HTTP', () => {
  let server: Server;
  let intake: ReturnType<ReturnType<typeof receivingWorld>['intakeOf']>;
  beforeAll(async () => {
    server = createServer((request, response) => void intake(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    intake = it.intakeOf();
    it.recipes = [recipeRecord('cart', onJourney, {}, respond)];
  });

  const call = (path: string, method: string, body: string, more: object = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const options = { port, path, method, headers: { ...headers, ...length, ...more }, agent: false };
      const request = httpRequest(options, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      request.on('error', reject).end(body);
    });

  test('is JSON in UTF-8 of the length it says', async () => {
    it.answer = { status: 200, body: 'é€' };
    const { headers: sent, text } = await call(journeyPath('cart'), 'POST', '{}');
    expect([sent['content-type'], sent['content-length'], text]).toEqual([
      'application/json; charset=utf-8',
      '7',
      '"é€"',
    ]);
    expect(sent['retry-after']).toBeUndefined();
    expect(sent['allow']).toBeUndefined();
  });

  test.each([204, 304])('of a recipe with status %d has no body', async (status) => {
    it.answer = { status, body: { a: 1 } };
    const answer = await call(journeyPath('cart'), 'POST', '{}');
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([status, '', undefined]);
  });

  test('to a call that is refused for good says neither when to come again nor with which method', async () => {
    for (const path of [systemPath, '/hooks/unknown']) {
      const { status, headers: sent } = await call(path, 'POST', '{');
      expect([status, sent['retry-after'], sent['allow']]).toEqual([
        path === systemPath ? 400 : 404,
        undefined,
        undefined,
      ]);
    }
  });

  test.each([200, 204])(
    'to a caller who went away before its recipe said %d goes nowhere, and harms nobody',
    async (status) => {
      const closed = new Promise((resolve) => {
        server.once('request', (_, response) => response.on('close', resolve));
      });
      const request = httpRequest({
        port: (server.address() as AddressInfo).port,
        path: journeyPath('cart'),
        method: 'POST',
        headers: { ...headers, 'content-length': '2' },
        agent: false,
      });
      const told = new Promise((resolve) => {
        intake = it.intakeOf({
          waitForRespond: async () => {
            request.on('error', () => undefined).destroy();
            await closed;
            return { status, body: { a: 1 } };
          },
          onAnswer: resolve,
        });
      });
      request.end('{}');
      expect([await told, it.logged]).toEqual(['kept', []]);
      it.answer = { status: 200, body: { b: 2 } };
      intake = it.intakeOf();
      expect((await call(journeyPath('cart'), 'POST', '{"next":1}')).text).toBe('{"b":2}');
    },
  );

  test('to a wrong method names the right ones of its address', async () => {
    expect((await call(systemPath, 'PUT', '{}')).headers['allow']).toBe('POST');
    expect((await call(journeyPath('cart'), 'DELETE', '')).headers['allow']).toBe('GET, POST, PUT, PATCH');
  });

  test('that asks to come again later says when: too many calls, and a store that is away', async () => {
    intake = it.intakeOf({ limits: { maxPendingCalls: 0 } });
    const busy = await call(systemPath, 'POST', JSON.stringify(open));
    expect([busy.status, busy.headers['retry-after']]).toEqual([429, '2']);
    intake = it.intakeOf();
    it.store.fail = new ConnectorError('ITC_STORE_UNAVAILABLE');
    const away = await call(systemPath, 'POST', JSON.stringify(open));
    expect([away.status, away.headers['retry-after']]).toEqual([503, '2']);
    expect(JSON.parse(away.text)).toEqual({
      error: { code: 'ITC_STORE_UNAVAILABLE', message: expect.any(String), hint: expect.any(String) },
    });
  });

  test('is believed to come from whom a trusted proxy tells, and from nobody another tells', async () => {
    const forwarded = { 'x-forwarded-for': '192.0.2.7' };
    await call(systemPath, 'POST', '{', forwarded);
    intake = it.intakeOf({ trustedProxies: ['127.0.0.1'] });
    await call(systemPath, 'POST', '{', forwarded);
    expect(it.store.rejected.map(({ source }) => source)).toEqual(['127.0.0.1', '192.0.2.7']);
  });

  test('arrives although the body goes on, and a body that never ends is cut off', async () => {
    intake = it.intakeOf({ limits: { maxDrainBytes: 100_000 } });
    const { answer, wasCut } = await sendEndlessBody((server.address() as AddressInfo).port, systemPath);
    expect(wasCut).toBe(true);
    expect(answer).toContain('ITC_HOOK_NO_SECRET');
  });

  test('the addresses of Iterable, where they are known, are on the list by their name', async () => {
    it.connections = [connectionRecord({ allowedSources: ['iterable'] })];
    expect((await call(systemPath, 'POST', JSON.stringify(open))).status).toBe(403);
    const isHere = { isEmpty: false, contains: (address: string) => address === '127.0.0.1' };
    intake = it.intakeOf({ iterableRanges: (region) => (region === 'us' ? isHere : null) });
    expect((await call(systemPath, 'POST', JSON.stringify(open))).status).toBe(200);
  });
});
