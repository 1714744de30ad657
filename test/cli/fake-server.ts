import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { ConnectorError } from '../../errors/connector-error.ts';

export const token = 'itc-test-token-0123456789';

export interface ReceivedCall {
  method: string;
  path: string;
  query: Record<string, string>;
  authorization: string | undefined;
  body: unknown;
}

export type Route = (call: ReceivedCall) => unknown;

/** Answers with another status than 200, or with a body that is not of the API. */
export class RawAnswer {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers: Record<string, string> = {},
  ) {}
}

export interface FakeServer {
  url: string;
  calls: ReceivedCall[];
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<ReceivedCall> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await text(request);
  return {
    method: request.method ?? '',
    path: url.pathname.replace(/^\/api\/v1/, ''),
    query: Object.fromEntries(url.searchParams),
    authorization: request.headers.authorization,
    body: body === '' ? undefined : (JSON.parse(body) as unknown),
  };
}

function answerOf(call: ReceivedCall, routes: Record<string, Route>): RawAnswer {
  try {
    if (call.path.startsWith('/hooks/')) throw new ConnectorError('ITC_HOOK_METHOD');
    if (call.path !== '/health' && call.authorization !== `Bearer ${token}`) throw new ConnectorError('ITC_AUTH_WRONG');
    const route = routes[`${call.method} ${call.path}`];
    if (route === undefined) throw new ConnectorError('ITC_ROUTE_UNKNOWN');
    const answer = route(call);
    return answer instanceof RawAnswer ? answer : new RawAnswer(200, JSON.stringify(answer));
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return new RawAnswer(error.status, JSON.stringify({ error: { ...error.toJSON(), requestId: 'req-1' } }));
  }
}

/** A server with the given routes of the API (`GET /jobs`), which notes the calls it gets. */
export async function startFakeServer(routes: Record<string, Route>): Promise<FakeServer> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    void read(request).then((call) => {
      calls.push(call);
      const { status, body, headers } = answerOf(call, routes);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
