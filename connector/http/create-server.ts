import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { Express } from 'express';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The HTTP server: webhooks go to the plain handler, all else to Express (docs/architecture.md has the figures behind this). */
export function createServer(hooks: NodeHandler, app: Express): Server {
  const server = createHttpServer(
    // a slow or idle sender must not hold a socket: Node's defaults are a minute and more
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
    },
    (request, response) => {
      if (request.url?.startsWith('/hooks/')) hooks(request, response);
      else app(request, response);
    },
  );
  server.maxHeadersCount = 100;
  return server;
}
