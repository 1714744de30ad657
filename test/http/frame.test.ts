import { describe, expect, it } from '@jest/globals';
import request from 'supertest';

import { createApp } from '../../connector/http/create-app.ts';
import { routes } from '../../connector/http/routes.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { stubRuntime, stubToken } from './stub-runtime.ts';

const app = createApp(stubRuntime());
const bearer = `Bearer ${stubToken}`;
const adminRoutes = routes.filter(({ auth }) => auth === 'caller');
const addressOf = (path: string): string => `/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}`;

describe('the guard of the admin routes', () => {
  it.each(adminRoutes.map(({ method, path }) => [method, path] as const))(
    'refuses %s %s without a token and with a wrong one',
    async (method, path) => {
      const none = await request(app)[method](addressOf(path)).expect(401);
      expect(none.body.error.code).toBe('ITC_AUTH_REQUIRED');
      expect(none.headers['www-authenticate']).toBe('Bearer');
      const wrong = await request(app)[method](addressOf(path)).set('authorization', 'Bearer nope').expect(401);
      expect(wrong.body.error.code).toBe('ITC_AUTH_WRONG');
    },
  );

  it('does not read the body of a stranger', async () => {
    const { body } = await request(app).post('/api/v1/recipes').type('json').send('{"broken').expect(401);
    expect(body.error.code).toBe('ITC_AUTH_REQUIRED');
  });
});

describe('the frame around the routes', () => {
  const post = (): request.Test => request(app).post('/api/v1/recipes/validate').set('authorization', bearer);

  it.each([
    ['broken JSON', '{"text": '],
    ['a body of "__proto__" keys', '{"document": {"a": {"__proto__": {"x": 1}}}}'],
    ['a body of 20,000 levels', `{"document": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ])('answers %s with ITC_REQUEST_JSON', async (_what, text) => {
    const { body } = await post().type('json').send(text).expect(400);
    expect(body.error.code).toBe('ITC_REQUEST_JSON');
  });

  it('answers another content type with ITC_REQUEST_JSON', async () => {
    const { body } = await post().type('text/plain').send('name: x').expect(400);
    expect(body.error).toMatchObject({ code: 'ITC_REQUEST_JSON', requestId: 'req_test' });
  });

  it('answers a body over 2 MB with 413', async () => {
    const { body } = await post()
      .send({ text: 'x'.repeat(2_100_000) })
      .expect(413);
    expect(body.error.code).toBe('ITC_REQUEST_TOO_LARGE');
  });

  it('names every wrong field with its path', async () => {
    const { body } = await post().send({ text: 7, surprise: true }).expect(422);
    expect(body.error.code).toBe('ITC_REQUEST_INVALID');
    expect(body.error.details.problems.map(({ path }: { path: string }) => path)).toContain('body.text');
  });

  it('answers an unknown address and a broken escape with ITC_ROUTE_UNKNOWN', async () => {
    for (const path of ['/nowhere', '/api/v1/nowhere', '/api/v1/jobs/%E0%A4%A']) {
      const { body } = await request(app).get(path).set('authorization', bearer).expect(404);
      expect(body.error.code).toBe('ITC_ROUTE_UNKNOWN');
    }
  });

  it('never shows what went wrong inside', async () => {
    const { body, text } = await request(app).get('/api/v1/connections').set('authorization', bearer).expect(500);
    expect(body.error.code).toBe('ITC_INTERNAL');
    expect(text).not.toContain('stub');
    expect(text).not.toContain('.ts');
  });

  it('answers 503 at the health check when the store cannot write', async () => {
    const ping = (): Promise<void> => Promise.reject(new ConnectorError('ITC_STORE_UNAVAILABLE'));
    const failing = createApp(stubRuntime({ store: { ping } as never }));
    const { body } = await request(failing).get('/api/v1/health').expect(503);
    expect(body.error.code).toBe('ITC_STORE_UNAVAILABLE');
  });

  it('sends headers that keep a browser from guessing or keeping the answer', async () => {
    const { headers } = await request(app).get('/api/v1/nowhere');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
