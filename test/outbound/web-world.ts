import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as the other system saw it. */
export interface SeenCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface OtherSystem {
  url: string;
  seen: SeenCall[];
  /** what the next calls are answered; 200 `{"ok":true}` when empty, null = the socket is cut */
  script: ({ status: number; body?: string; headers?: Record<string, string> } | null)[];
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A system beside Iterable that records what it is sent. @param port 0 = any */
export async function startOtherSystem(port = 0): Promise<OtherSystem> {
  const seen: SeenCall[] = [];
  const script: OtherSystem['script'] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers: headers as Record<string, string>, body: await read(request) });
    const next = script.length > 0 ? script.shift() : { status: 200 };
    if (next === null || next === undefined) return void request.socket.destroy();
    response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers });
    response.end(next.body ?? '{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    script,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
