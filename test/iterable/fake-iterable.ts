import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createIterableClient, type ClientSettings, type IterableClient } from '../../connector/iterable/client.ts';
import type { IterableConnection } from '../../connector/iterable/action-result.ts';

export interface SeenCall {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}
export type Answer = { status?: number; headers?: Record<string, string>; body?: unknown } | 'reset' | 'hang';

export interface FakeIterable {
  url: string;
  calls: SeenCall[];
  connection: IterableConnection;
  client: IterableClient;
  makeClient: (settings?: Partial<ClientSettings>) => IterableClient;
  close: () => Promise<void>;
}

export const apiKey = 'canary-Key/0123+456789abcdef';

/** A local server that answers as the test says; bodies that are no text are sent as JSON. */
export async function startFakeIterable(
  answer: (call: SeenCall, calls: readonly SeenCall[]) => Answer,
): Promise<FakeIterable> {
  const calls: SeenCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      calls.push(call);
      reply(response, answer(call, calls));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const makeClient = (settings: Partial<ClientSettings> = {}): IterableClient =>
    createIterableClient({
      now: Date.now,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: () => 0,
      ...settings,
    });
  return {
    url,
    calls,
    connection: { id: 'con_1', name: 'test', region: 'us', sandboxUrl: url, projectType: 'email', apiKey },
    client: makeClient(),
    makeClient,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status = 200, headers = {}, body = { msg: '', code: 'Success', params: null } } = answer;
  const isText = typeof body === 'string';
  response.writeHead(status, { 'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}
