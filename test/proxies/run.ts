/**
 * `npm run test:proxies`: requests that two readers may end at different places, alone and through nginx and haproxy. Ends with 1 when a hidden
 * request came through that neither the sender's framing nor HTTP allows, when an answer went to the wrong request, or when a proxy is missing.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import express from 'express';

import { createServer } from '../../connector/http/create-server.ts';
import { freePort } from '../server/server-process.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { smugglingCorpus } from './smuggling-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'itc-proxies-'));
const seen: string[] = [];
const app = express();
app.use((request, response) => {
  seen.push(request.url);
  request.resume();
  request.on('end', () => response.end(`path ${request.url}`));
});
const server = createServer((_request: IncomingMessage) => false, app, { keepAliveMs: 75_000 });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const upstream = (server.address() as AddressInfo).port;

const proxies = {
  nginx: {
    bin: '/usr/sbin/nginx',
    config: (
      port: number,
    ) => `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events {}
http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
upstream itc { server 127.0.0.1:${upstream}; keepalive 4; }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://itc; proxy_http_version 1.1; proxy_set_header Connection ""; } } }`,
    args: (file: string) => ['-c', file, '-p', folder],
  },
  haproxy: {
    bin: '/usr/sbin/haproxy',
    config: (port: number) => `defaults
  mode http
  timeout connect 2s
  timeout client 3s
  timeout server 3s
  http-reuse always
frontend f
  bind 127.0.0.1:${port}
  default_backend b
backend b
  server s 127.0.0.1:${upstream}
`,
    args: (file: string) => ['-f', file, '-db'],
  },
} as const;

function send(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), 400);
    socket.on('data', (chunk) => (text += chunk.toString('latin1'))).on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}

/** Requests that came through although only one was sent to `/first`, and neighbours that got the answer of another. */
async function tryAll(name: string, port: number): Promise<{ tried: number; smuggled: string[]; poisoned: string[] }> {
  const smuggled: string[] = [];
  const poisoned: string[] = [];
  const corpus = smugglingCorpus();
  for (const { name: trick, bytes } of corpus) {
    seen.length = 0;
    const answer = await send(port, bytes);
    const answers = answer.match(/HTTP\/1\.[01] \d{3}/g)?.length ?? 0;
    // a pipelined request is answered by itself and is no secret; one that the front does not know of is
    if (seen.includes('/smuggled') && (name !== 'node' || !answer.includes('path /smuggled')) && answers < seen.length)
      smuggled.push(trick);
    const neighbour = await send(port, Buffer.from('GET /neighbour HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
    if (!neighbour.includes('path /neighbour')) poisoned.push(trick);
  }
  return { tried: corpus.length, smuggled, poisoned };
}

let tries = 0;
let failed = 0;
const report = async (name: string, port: number): Promise<void> => {
  const { tried, smuggled, poisoned } = await tryAll(name, port);
  tries += tried;
  failed += smuggled.length + poisoned.length;
  process.stdout.write(`${JSON.stringify({ through: name, tried, smuggled, poisoned })}\n`);
};

await report('node', upstream);
for (const [name, { bin, config, args }] of Object.entries(proxies)) {
  if (!existsSync(bin)) {
    process.stdout.write(`${name} is missing: apt-get install ${name}\n`);
    failed += 1;
    continue;
  }
  const port = await freePort();
  const file = join(folder, `${name}.conf`);
  writeFileSync(file, config(port));
  const child: ChildProcess = spawn(bin, args(file), { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    await sleep(50);
    if (
      (await send(port, Buffer.from('GET /up HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))).includes('path /up')
    )
      break;
  }
  await report(name, port);
  child.kill('SIGTERM');
}
server.closeAllConnections();
server.close();
rmSync(folder, { recursive: true, force: true });
tellFigure(
  {
    goal: 'G25',
    what: 'requests that two readers may end at different places, alone and through nginx and haproxy, that hid one or got a wrong answer',
    tried: tries,
    failed,
    seed: null,
  },
  'ITC_RECORD_FIGURES=1 npm run test:proxies',
);
process.exitCode = failed > 0 ? 1 : 0;
