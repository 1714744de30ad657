import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import express, { type Express, type Request, type RequestHandler, type Response } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import { packageRoot } from '../runtime/package-root.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { readSessionCookie } from '../security/session-cookie.ts';
import { answerError } from './answer-error.ts';
import { designerApp } from './designer-app.ts';
import { docsPage } from './docs-page.ts';
import { metricsRoute } from './metrics-route.ts';
import { describeRoutes } from './openapi.ts';
import { readBody } from './read-body.ts';
import { refuseCrossSite, requireCaller } from './require-caller.ts';
import type { Download, HttpParts, Route } from './route.ts';
import { routes } from './routes.ts';

const base = '/api/v1';

function prepare(newId: () => string): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('x-request-id', newId());
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    next();
  };
}

function httpParts(request: Request, response: Response): HttpParts {
  return {
    sessionId: readSessionCookie(request.headers.cookie),
    isSecure: request.headers.origin?.startsWith('https:') === true,
    setCookie: (line) => void response.setHeader('set-cookie', line),
  };
}

function handle(runtime: Runtime, route: Route): RequestHandler {
  return async (request, response) => {
    const { params, query, body } = request;
    const http = httpParts(request, response);
    const answer = await route.run(runtime, { params, query, body: body as unknown, stream: request, http });
    response.status(route.status);
    if (route.download === undefined) response.json(answer);
    else await sendFile(response, answer as Download);
  };
}

async function sendFile(response: Response, { type, fileName, body }: Download): Promise<void> {
  response.type(type).attachment(fileName);
  // a reader that goes away, and a source that breaks off, end the other side; the answer has begun and cannot tell
  await pipeline(body, response).catch(() => response.destroy());
}

/**
 * The Express app of everything that is not a webhook: REST API, OpenAPI document, docs page and designer.
 * @param designerFolder where the build of the designer lies
 */
export function createApp(runtime: Runtime, designerFolder = join(packageRoot(), 'dist', 'designer')): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(prepare(runtime.newRequestId));

  const document = describeRoutes(routes, runtime.version);
  app.get(`${base}/openapi.json`, (_request, response) => void response.json(document));
  app.use(`${base}/docs`, docsPage());
  app.get('/metrics', metricsRoute(runtime));

  const guardsOf = { admin: [requireCaller(runtime)], 'same-site': [refuseCrossSite(runtime)], none: [] };
  for (const route of routes) {
    const path = base + route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    // the token is checked before a body is read, so that strangers cannot make the server parse
    const guards = [...guardsOf[route.auth], ...(route.body === undefined ? [] : [readBody])];
    app[route.method](path, ...guards, handle(runtime, route));
  }

  app.use(designerApp(designerFolder));

  app.use((request) => {
    throw new ConnectorError(
      'ITC_ROUTE_UNKNOWN',
      `There is nothing at ${request.method} ${request.path.slice(0, 200)}.`,
    );
  });
  app.use(answerError(runtime.log));
  return app;
}
