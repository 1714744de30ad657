import { createServer as createHttpServer, type Server } from 'node:http';

import type { Express } from 'express';

import { answerError } from '../intake/answer.ts';
import { headerFault } from '../intake/check-headers.ts';
import type { Intake } from '../intake/intake.ts';

/** What the process that listens decides. */
export interface ServerSettings {
  /** how long a connection stays open that says nothing, before its first call and after an answer, in milliseconds */
  keepAliveMs: number;
  /** then each answer ends its connection; default: never */
  isStopping?: () => boolean;
}

/** The HTTP server: webhooks go to the plain handler, all else to Express (docs/architecture.md has the figures behind this). */
export function createServer(
  hooks: Intake,
  app: Express,
  { keepAliveMs, isStopping = () => false }: ServerSettings,
): Server {
  const server = createHttpServer(
    // a slow or idle sender must not hold a socket: Node's defaults are a minute and more
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: keepAliveMs,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => {
      // the sender opens its next connection, and the load balancer leads it to another process
      if (isStopping()) response.setHeader('connection', 'close');
      if (hooks(request, response)) return;
      const fault = headerFault(request);
      if (fault === null) app(request, response);
      else answerError(response, fault, null);
    },
  );
  server.maxHeadersCount = 100;
  // a socket that never ends pins its client to this process
  server.maxRequestsPerSocket = 100_000;
  // far above what a proxy or Iterable opens, below what file handles bear
  server.maxConnections = 10_000;
  server.on('connection', (socket) => {
    // Node's timeouts begin with the first byte of a request; some balancers open connections ahead of need
    const timer = setTimeout(() => {
      if (socket.bytesRead === 0) socket.destroy();
    }, keepAliveMs).unref();
    socket.once('close', () => clearTimeout(timer));
  });
  return server;
}
