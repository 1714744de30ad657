import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import express, { type Express, type Request, type RequestHandler, type Response } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import { packageRoot } from '../runtime/package-root.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { readCookie, readSessionCookie } from '../security/session-cookie.ts';
import { refuseForeignConnection } from '../tenancy/refuse-foreign-connection.ts';
import { runtimeFor } from '../tenancy/scope-runtime.ts';
import { answerError } from './answer-error.ts';
import { assetFiles } from './asset-files.ts';
import { callerAddress } from './caller-address.ts';
import { designerApp } from './designer-app.ts';
import { docsPage } from './docs-page.ts';
import { mcpDoor, mcpHandler } from './mcp-handler.ts';
import { metricsRoute } from './metrics-route.ts';
import { describeRoutes } from './openapi.ts';
import { readBody } from './read-body.ts';
import { audited, recordChange } from './record-change.ts';
import { callerOf, refuseCrossSite, requireCaller } from './require-caller.ts';
import { accessOf, type RouteAccess } from './route-permissions.ts';
import type { Download, HttpParts, Route } from './route.ts';
import { routes } from './routes.ts';

const base = '/api/v1';

/** What a browser may not do with an answer; routes that serve pages and pictures loosen single ones. */
const strictHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

function prepare({ newRequestId, config }: Runtime): RequestHandler {
  const isHttps = config.publicUrl?.startsWith('https:') === true;
  const headers = new Map(Object.entries(strictHeaders));
  // a browser heeds it over https alone
  if (isHttps) headers.set('strict-transport-security', 'max-age=31536000');
  return (_request, response, next) => {
    response.setHeader('x-request-id', newRequestId()).setHeaders(headers);
    next();
  };
}

function httpParts(runtime: Runtime, request: Request, response: Response): HttpParts {
  const { cookie, origin } = request.headers;
  return {
    sessionId: readSessionCookie(cookie),
    isSecure: origin?.startsWith('https:') === true,
    address: callerAddress(runtime, request),
    caller: callerOf(response),
    readCookie: (name) => readCookie(cookie, name),
    setCookie: (line) => void response.append('set-cookie', line),
    signedIn: () => Promise.resolve(),
  };
}

function handle(server: Runtime, route: Route, { isChange }: RouteAccess): RequestHandler {
  return async (request, response) => {
    const { query } = request;
    const params = request.params as Record<string, string>;
    const body = request.body as unknown;
    const caller = callerOf(response);
    const runtime = caller === null ? server : runtimeFor(server, caller);
    if (caller !== null) await refuseForeignConnection(runtime, route.path, params['name']);
    const http = httpParts(server, request, response);
    const perform = route.prepare({ params, query, body, stream: request, http });
    const change = isChange ? recordChange(runtime, route, { params, address: http.address, body }) : null;
    if (caller !== null) await change?.begin(caller);
    else http.signedIn = async (found) => change?.begin(found);
    const answer = await audited(change, () => perform(runtime));
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
  app.use(prepare(runtime));

  const document = describeRoutes(routes, runtime.version);
  app.get(`${base}/openapi.json`, (_request, response) => void response.json(document));
  app.use(`${base}/docs`, docsPage());
  app.get('/metrics', metricsRoute(runtime));

  for (const route of routes) {
    const access = accessOf(route);
    const { permission } = access;
    if ((permission === null) !== (route.auth !== 'caller')) throw new Error(`${route.path}: open in one place only`);
    const guards: RequestHandler[] = permission === null ? [] : [requireCaller(runtime, permission)];
    if (route.auth === 'same-site') guards.push(refuseCrossSite(runtime));
    const path = base + route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    // the token is checked before a body is read, so that strangers cannot make the server parse
    if (route.body !== undefined) guards.push(readBody);
    app[route.method](path, ...guards, handle(runtime, route, access));
  }

  const { permission: agents } = accessOf(mcpDoor);
  if (agents === null) throw new Error(`${mcpDoor.path}: tools are open to nobody`);
  app.post('/mcp/:connection', requireCaller(runtime, agents), readBody, mcpHandler(runtime));

  app.get('/assets/:hash', assetFiles(runtime));
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
