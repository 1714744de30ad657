import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { createTransport } from '../../connector/iterable/transport.ts';

let server: Server;
let sockets: Socket[];
beforeEach(async () => {
  sockets = [];
  // a path of digits is answered after so many milliseconds
  server = createServer((request, response) => {
    void sleep(Number(request.url?.slice(1))).then(() => response.end('{}'));
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const transport = createTransport({ connectTimeoutMs: 1_000 });
const call = (afterMs = 0) =>
  transport({
    method: 'POST',
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/${String(afterMs)}`,
    headers: {},
    body: '{}',
    timeoutMs: 10_000,
    maxAnswerBytes: 100,
    signal: undefined,
  });

describe('connections to Iterable', () => {
  it('are used again by calls that follow each other, and closed here before the other side may close them', async () => {
    await call();
    await call();
    expect(sockets).toHaveLength(1);
    // ended by the caller: this server would keep it for a minute
    await once((sockets as [Socket])[0], 'end');
    await call();
    expect(sockets).toHaveLength(2);
  });

  it('are not idle while an answer is waited for', async () => {
    expect(await call(5_500)).toMatchObject({ status: 200, text: '{}' });
    expect(sockets).toHaveLength(1);
  });
});
