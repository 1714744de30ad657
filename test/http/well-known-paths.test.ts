import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { wellKnownPaths } from '../hostile/well-known-paths.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { adminToken, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  agent.destroy();
  await server.close();
});

/** By hand: fetch would tidy an address up before it is sent. */
function ask(path: string, accept: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.running.url);
    const sent = request({ host: hostname, port, path, headers: { accept }, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('latin1') }),
      );
    });
    sent.on('error', reject).end();
  });
}

const withoutNonce = (text: string): string => text.replaceAll(/nonce="[^"]*"/g, '');

it('2,088 well-known addresses of files, status pages and backups hold nothing, for programs and for browsers', async () => {
  expect(new Set(wellKnownPaths).size).toBe(2_088);
  const page = withoutNonce((await ask('/', 'text/html')).text);
  expect(page).toMatch(/^<!doctype html>/i);
  const masterKey = readFileSync(join(server.dataDir, 'master.key'), 'latin1').trim();
  const secrets = [adminToken, masterKey, server.secret, server.dataDir, process.cwd(), 'SQLite format'];
  let pages = 0;
  const found: unknown[] = [];
  const look = async (path: string): Promise<void> => {
    for (const accept of ['*/*', 'text/html']) {
      const { status, text } = await ask(path, accept);
      // the designer draws its own page for what it does not know, to browsers alone
      const isPage = accept === 'text/html' && status === 200 && withoutNonce(text) === page;
      const isNothing = [401, 404].includes(status) && Object.keys(JSON.parse(text) as object).join() === 'error';
      if (isPage) pages += 1;
      if ((!isPage && !isNothing) || secrets.some((secret) => text.includes(secret)))
        found.push([path, accept, status, text.slice(0, 100)]);
    }
  };
  for (let from = 0; from < wellKnownPaths.length; from += 8)
    await Promise.all(wellKnownPaths.slice(from, from + 8).map(look));
  tellFigure({
    goal: 'paths',
    what: 'well-known addresses (version control, settings, keys, backups, status pages) that answered a program or a browser with more than nothing',
    tried: 2 * wellKnownPaths.length,
    failed: found.length,
    seed: null,
  });
  expect(found).toEqual([]);
  expect(pages).toBeGreaterThan(100);
}, 60_000);
