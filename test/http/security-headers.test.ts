import { Agent, request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { doors } from '../../connector/http/doors.ts';
import { routeKey } from '../../connector/http/route.ts';
import { routes } from '../../connector/http/routes.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { adminToken, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ ITC_PUBLIC_URL: 'https://connector.example.com' });
});
const agent = new Agent({ keepAlive: true });
const told = { answers: 0, wrong: 0 };
afterAll(async () => {
  agent.destroy();
  await server.close();
  tellFigure({
    goal: 'headers',
    what: 'answers of every route, to a stranger, to who may call it and to other methods, without all of the strict headers',
    tried: told.answers,
    failed: told.wrong,
    seed: null,
  });
});

const strict = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};
/** What is read of an answer: all that tells a browser what it may do, and what would tell others about the server. */
const readHeaders = [
  ...Object.keys(strict),
  ...['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-allow-headers'],
  ...['server', 'x-powered-by', 'via', 'etag', 'location', 'content-encoding'],
];

interface Read {
  status: number;
  type: string;
  headers: Record<string, string>;
}

// not by fetch, which follows rules of its own about methods and headers
function read(method: string, path: string, headers: Record<string, string> = {}): Promise<Read> {
  return new Promise((resolve, reject) => {
    const url = new URL(server.running.url);
    const sent = request({ host: url.hostname, port: url.port, method, path, headers, agent }, (answer) => {
      const found = readHeaders.flatMap((name) => {
        const value = answer.headers[name];
        return value === undefined ? [] : [[name, String(value)] as const];
      });
      const type = answer.headers['content-type'] ?? '';
      answer.resume().on('end', () => {
        resolve({ status: answer.statusCode ?? 0, type, headers: Object.fromEntries(found) });
      });
    });
    sent.on('error', reject).end();
  });
}

const addressOf = (path: string): string => {
  const filled = path.replaceAll(/\{\w+\}/g, 'none');
  return doors.some((door) => door.path === path) ? filled : `/api/v1${filled}`;
};
const paths = [...routes, ...doors];

/** The answers whose headers are others than these. */
function others(answers: readonly (readonly [string, Read])[], expected: Record<string, string>): unknown[] {
  const wanted = JSON.stringify(Object.entries(expected).sort());
  const wrong = answers.filter(([, { headers }]) => JSON.stringify(Object.entries(headers).sort()) !== wanted);
  told.answers += answers.length;
  told.wrong += wrong.length;
  return wrong;
}

describe('the security headers', () => {
  it('of every route, to whoever may call it and to a stranger, are the strict ones and no others', async () => {
    const answers: [string, Read][] = [];
    for (const route of paths) {
      for (const headers of [{}, { authorization: `Bearer ${adminToken}` }] as Record<string, string>[]) {
        const name = `${routeKey(route)} as ${headers['authorization'] === undefined ? 'nobody' : 'admin'}`;
        answers.push([name, await read(route.method.toUpperCase(), addressOf(route.path), headers)]);
      }
    }
    expect(answers).toHaveLength(2 * paths.length);
    expect(others(answers, strict)).toEqual([]);
    // answers of all kinds were among them
    expect([...new Set(answers.map(([, { status }]) => status))]).toEqual(expect.arrayContaining([200, 401, 404, 422]));
  });

  it('are the same whatever the method', async () => {
    const answers: [string, Read][] = [];
    for (const path of new Set(paths.map((route) => addressOf(route.path)))) {
      for (const method of ['HEAD', 'PUT', 'OPTIONS', 'TRACE'])
        answers.push([`${method} ${path}`, await read(method, path)]);
    }
    expect(answers.length).toBeGreaterThan(400);
    expect(others(answers, strict)).toEqual([]);
    const wide = answers.filter(([name, { status }]) => name.startsWith('TRACE') && status !== 404);
    expect(wide).toEqual([]);
  });

  it('of a webhook and a tracking call, taken or refused, keep it from being guessed at or kept', async () => {
    const hook = new URL(server.webhookUrl).pathname;
    const answers: [string, Read][] = [];
    for (const [method, path] of [
      ['POST', hook],
      ['GET', hook],
      ['POST', '/hooks/none'],
      ['POST', '/v1/track'],
      ['OPTIONS', '/v1/track'],
    ] as const)
      answers.push([`${method} ${path}`, await read(method, path)]);
    const event = JSON.stringify({ eventName: 'emailOpen', email: 'ada@example.com', dataFields: {} });
    const taken = await fetch(server.webhookUrl.replace('https://connector.example.com', server.running.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-itc-secret': server.secret },
      body: event,
    });
    await taken.arrayBuffer();
    expect(taken.status).toBe(200);
    expect(Object.fromEntries(taken.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(others(answers, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })).toEqual([]);
  });

  it('of pages allow their own scripts and styles alone', async () => {
    const policies: string[] = [];
    for (const path of ['/', '/recipes/none', '/api/v1/docs/']) {
      const { type, headers } = await read('GET', path, { accept: 'text/html' });
      expect([path, type]).toEqual([path, 'text/html; charset=utf-8']);
      const { 'content-security-policy': policy = '', 'cache-control': kept, etag, ...rest } = headers;
      expect([path, kept === 'no-store' || kept === 'no-cache']).toEqual([path, true]);
      const { 'content-security-policy': _policy, 'cache-control': _kept, ...same } = strict;
      expect(rest).toEqual(same);
      expect(etag).toBeUndefined();
      policies.push(...policy.split('; '));
    }
    // the docs page alone has styles of a bundle that writes them into elements
    const nonce = policies.filter((rule) => !rule.includes("'nonce-"));
    expect([...new Set(nonce)].sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "manifest-src 'self'",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
    ]);
  });

  it('ask for https only where the server is reached by it', async () => {
    const plain = await startTestServer();
    try {
      const { headers } = await fetch(`${plain.running.url}/api/v1/health`);
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    } finally {
      await plain.close();
    }
  });
});
