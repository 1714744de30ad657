import { createServer as createHttpServer, type Server } from 'node:http';

import type { Express } from 'express';

import { answerError } from '../intake/answer.ts';
import { headerFault } from '../intake/check-headers.ts';
import type { Intake } from '../intake/intake.ts';

/** How long a connection may say nothing at all. */
const silentMs = 5_000;

/** The HTTP server: webhooks go to the plain handler, all else to Express (docs/architecture.md has the figures behind this). */
export function createServer(hooks: Intake, app: Express, isStopping: () => boolean = () => false): Server {
  const server = createHttpServer(
    // a slow or idle sender must not hold a socket: Node's defaults are a minute and more
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
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
    // Node's timeouts begin with the first byte of a request
    const timer = setTimeout(() => {
      if (socket.bytesRead === 0) socket.destroy();
    }, silentMs).unref();
    socket.once('close', () => clearTimeout(timer));
  });
  return server;
}
