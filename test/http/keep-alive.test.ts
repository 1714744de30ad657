import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { startTestServer } from './test-server.ts';

const call = 'GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n\r\n';

/** The head of the answer to one call over a connection that is there. */
async function answerOn(socket: Socket): Promise<string> {
  socket.write(call);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString('latin1').split('\r\n\r\n')[0] ?? '';
}

async function withServer(env: Record<string, string>, use: (socket: Socket) => Promise<void>): Promise<void> {
  const server = await startTestServer(env);
  const socket = connect(Number(new URL(server.running.url).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    await use(socket);
  } finally {
    socket.destroy();
    await server.close();
  }
}

describe('a connection that lies idle', () => {
  it('stays open for a load balancer, which uses it again after longer than anyone else may be silent', async () => {
    await withServer({ ITC_TRUSTED_PROXIES: '127.0.0.1' }, async (socket) => {
      expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 200[^]*\r\nKeep-Alive: timeout=75/);
      await sleep(7_000);
      expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 200/);
    });
  });

  it('is closed by the server within seconds where no proxy is named', async () => {
    await withServer({}, async (socket) => {
      expect(await answerOn(socket)).toMatch(/\r\nKeep-Alive: timeout=5/);
      await once(socket, 'close');
    });
  });

  it('stays open for as long as the operator says', async () => {
    await withServer({ ITC_KEEP_ALIVE_SECONDS: '1', ITC_TRUSTED_PROXIES: '127.0.0.1' }, async (socket) => {
      expect(await answerOn(socket)).toMatch(/\r\nKeep-Alive: timeout=1/);
      await once(socket, 'close');
    });
  });
});
