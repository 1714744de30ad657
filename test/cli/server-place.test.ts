import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { exitCodeOf } from '../../connector/cli/exit-codes.ts';
import { errorCatalogue } from '../../errors/error-catalogue.ts';
import { RawAnswer, startFakeServer, token } from './fake-server.ts';
import { errorOf, inFolder, run } from './run-command.ts';

const empty = { items: [], next: null };

async function dataFolder(cwd: string, url: string): Promise<void> {
  await mkdir(join(cwd, 'data'));
  await writeFile(join(cwd, 'data', 'server.json'), JSON.stringify({ url, pid: 1 }));
  await writeFile(join(cwd, 'data', 'admin-token'), `${token}\n`);
}

describe('finding the server', () => {
  it('finds server and token through the data folder.', async () => {
    const server = await startFakeServer({ 'GET /jobs': () => empty });
    await inFolder(async (cwd) => {
      await dataFolder(cwd, server.url);
      expect((await run(['jobs', 'list', '--json'], { cwd, env: {} })).code).toBe(0);
      expect(server.calls[0]?.authorization).toBe(`Bearer ${token}`);
      const elsewhere = { cwd: '/', env: { ITC_DATA_DIR: join(cwd, 'data') } };
      expect((await run(['jobs', 'list'], elsewhere)).code).toBe(0);
    });
    await server.close();
  });

  it('does not hand the token of the data folder to another host named by ITC_URL.', async () => {
    const other = await startFakeServer({ 'GET /jobs': () => empty });
    await inFolder(async (cwd) => {
      await dataFolder(cwd, 'http://127.0.0.1:1');
      expect((await run(['jobs', 'list'], { cwd, env: { ITC_URL: other.url } })).code).toBe(4);
    });
    expect(other.calls.map(({ authorization }) => authorization)).toEqual([undefined]);
    await other.close();
  });

  it('ends with 5 and says how to start when no server runs.', async () => {
    await inFolder(async (cwd) => {
      const result = await run(['jobs', 'list', '--json'], { cwd, env: {} });
      expect(result.code).toBe(5);
      expect(errorOf(result)).toMatchObject({
        code: 'ITC_SERVER_UNREACHABLE',
        hint: expect.stringContaining('npm start'),
      });
      await dataFolder(cwd, 'http://127.0.0.1:1');
      const refused = await run(['jobs', 'list', '--json'], { cwd, env: {} });
      expect(errorOf(refused).message).toContain('http://127.0.0.1:1');
    });
  });

  it('ends with 4 for a wrong admin token.', async () => {
    const server = await startFakeServer({});
    const result = await run(['jobs', 'list', '--json'], { env: { ITC_URL: server.url, ITC_ADMIN_TOKEN: 'wrong' } });
    expect(result.code).toBe(4);
    expect(errorOf(result)).toMatchObject({ code: 'ITC_AUTH_WRONG', requestId: 'req-1' });
    await server.close();
  });

  it('refuses an ITC_URL that is no http address.', async () => {
    for (const url of ['localhost:3000', 'file:///etc/passwd', 'http://user:pass@host', 'nonsense']) {
      expect((await run(['jobs', 'list'], { env: { ITC_URL: url } })).code).toBe(2);
    }
  });

  it('does not follow a redirect, which would carry the token away.', async () => {
    const other = await startFakeServer({ 'GET /jobs': () => empty });
    const routes = { 'GET /jobs': () => new RawAnswer(302, '', { location: `${other.url}/api/v1/jobs` }) };
    expect((await run(['jobs', 'list'], { routes })).code).toBe(5);
    expect(other.calls).toEqual([]);
    await other.close();
  });

  it('says that another program answers when the answer is not of the connector.', async () => {
    for (const answer of [new RawAnswer(200, '<html>'), new RawAnswer(502, 'Bad Gateway'), new RawAnswer(404, '{}')]) {
      const result = await run(['jobs', 'list', '--json'], { routes: { 'GET /jobs': () => answer } });
      expect(result.code).toBe(5);
      expect(errorOf(result).code).toBe('ITC_SERVER_UNREACHABLE');
    }
  });

  it('passes on an error code that only a newer server knows.', async () => {
    const body = JSON.stringify({ error: { code: 'ITC_FUTURE', message: 'New.', hint: 'Update.' } });
    const result = await run(['jobs', 'list', '--json'], { routes: { 'GET /jobs': () => new RawAnswer(404, body) } });
    expect(result.code).toBe(3);
    expect(errorOf(result)).toEqual({ code: 'ITC_FUTURE', message: 'New.', hint: 'Update.' });
  });

  it('encodes names, so that one cannot lead to another route.', async () => {
    const { calls } = await run(['recipe', 'show', '../jobs?x=1#y']);
    expect(calls[0]?.path).toBe('/recipes/..%2Fjobs%3Fx%3D1%23y');
    const dots = await run(['events', 'show', '..']);
    expect(dots.code).toBe(2);
    expect(dots.calls).toEqual([]);
  });
});

describe('exit codes of errors', () => {
  it('gives every code of the table an exit code that is not 0.', () => {
    for (const code of Object.keys(errorCatalogue)) expect([1, 2, 3, 4, 5, 6]).toContain(exitCodeOf(code));
  });

  it.each([
    ['ITC_JOB_UNKNOWN', 3],
    ['ITC_ITERABLE_NOT_FOUND', 3],
    ['ITC_ITERABLE_KEY_REJECTED', 4],
    ['ITC_ITERABLE_FORBIDDEN', 4],
    ['ITC_ITERABLE_RATE_LIMIT', 5],
    ['ITC_ITERABLE_NO_ANSWER', 5],
    ['ITC_ITERABLE_PARTIAL', 6],
    ['ITC_ITERABLE_REJECTED', 1],
    ['ITC_RECIPE_CONFLICT', 1],
    ['ITC_INTERNAL', 1],
    ['ITC_REQUEST_INVALID', 2],
  ])('maps %s to %i.', (code, exitCode) => {
    expect(exitCodeOf(code)).toBe(exitCode);
  });
});
