import { createServer as createHttpServer, type Server } from 'node:http';

import type { Express } from 'express';

import type { Intake } from '../intake/intake.ts';

/** The HTTP server: webhooks go to the plain handler, all else to Express (docs/architecture.md has the figures behind this). */
export function createServer(hooks: Intake, app: Express, isStopping: () => boolean = () => false): Server {
  const server = createHttpServer(
    // a slow or idle sender must not hold a socket: Node's defaults are a minute and more
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
    },
    (request, response) => {
      // the sender opens its next connection, and the load balancer leads it to another process
      if (isStopping()) response.setHeader('connection', 'close');
      if (!hooks(request, response)) app(request, response);
    },
  );
  server.maxHeadersCount = 100;
  return server;
}
