import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../sandbox/index.ts';

export interface Reply {
  status: number;
  contentType: string;
  headers: Headers;
  text: string;
  body: unknown;
}

/** One HTTP call to a sandbox with its key; a body makes it a POST. */
export async function call(
  sandbox: Sandbox,
  path: string,
  body?: unknown,
  { method, key, headers }: { method?: string; key?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const response = await fetch(sandbox.url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'Api-Key': key ?? sandbox.key, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = text;
  }
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, headers: response.headers, text, body: parsed };
}

/** The data fields that a read of a user gives, without those that hold times. */
export async function dataFieldsOf(sandbox: Sandbox, email: string): Promise<Record<string, unknown>> {
  const { body } = await call(sandbox, `/api/users/getByEmail?email=${encodeURIComponent(email)}`);
  const { user } = body as { user?: { dataFields: Record<string, unknown> } };
  const timed = ['signupDate', 'profileUpdatedAt', 'itblInternal'];
  return Object.fromEntries(Object.entries(user?.dataFields ?? {}).filter(([name]) => !timed.includes(name)));
}

export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks that answers with the given statuses in turn, the last one for ever. */
export async function startReceiver(...statuses: number[]): Promise<{
  url: string;
  received: Received[];
  close(): Promise<void>;
}> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      response.writeHead(status ?? 200).end('{"seen":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
