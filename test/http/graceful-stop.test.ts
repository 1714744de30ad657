import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { expect, test } from '@jest/globals';

import { startTestServer } from './test-server.ts';

/** All that comes until the other side ends the connection. */
async function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}

test('a call that has arrived when the server stops is answered, on a new connection and on one that was kept open', async () => {
  const server = await startTestServer();
  const { hostname, port, pathname } = new URL(server.webhookUrl);
  const open = async (): Promise<Socket> => {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  };
  const post = (messageId: string): string => {
    const body = JSON.stringify({ email: 'a@example.com', eventName: 'emailOpen', dataFields: { messageId } });
    const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\nx-itc-secret: ${server.secret}`;
    return `${head}\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`;
  };
  const kept = await open();
  kept.write(post('m1'));
  await once(kept, 'data');
  const fresh = await open();
  // in one turn: both calls lie unread in their sockets when the server begins to close
  kept.write(post('m2'));
  fresh.write(post('m3'));
  const answers = [heard(kept), heard(fresh)];
  await server.running.close();
  for (const answer of await Promise.all(answers)) {
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer.toLowerCase()).toContain('connection: close');
  }
  await server.close();
}, 60_000);
