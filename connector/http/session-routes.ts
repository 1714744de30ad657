import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { sessionCookie } from '../security/session-cookie.ts';
import { sessionMs } from '../security/session-book.ts';
import { time } from './answer-schemas.ts';
import { defineRoute } from './route.ts';

const session = z.object({
  isSignedIn: z.boolean(),
  expiresAt: time.nullable(),
  version: z.string(),
  isFirstRun: z.boolean().meta({ description: 'true while there is no connection but that of the sandbox.' }),
});

async function show(runtime: Runtime, expiresAt: string | null): Promise<z.input<typeof session>> {
  const connections = expiresAt === null ? [] : await runtime.connections.list();
  return {
    isSignedIn: expiresAt !== null,
    expiresAt,
    version: runtime.version,
    isFirstRun: expiresAt !== null && connections.every(({ sandboxUrl }) => sandboxUrl !== null),
  };
}

async function checkCredential(runtime: Runtime, body: { token?: string; link?: string }): Promise<void> {
  if (body.link !== undefined) {
    if (!(await runtime.setupLink.use(body.link))) throw new ConnectorError('ITC_SETUP_LINK');
    return;
  }
  if (!runtime.isAdminToken(body.token ?? '')) throw new ConnectorError('ITC_AUTH_WRONG');
}

/** Signing in and out of the designer. */
export const sessionRoutes = [
  defineRoute({
    method: 'get',
    path: '/session',
    tag: 'Server',
    summary: 'Tell whether the cookie of this browser is signed in.',
    auth: 'none',
    response: session,
    handler: async (runtime, { http }) =>
      show(runtime, http.sessionId === null ? null : (runtime.sessions.find(http.sessionId)?.expiresAt ?? null)),
  }),
  defineRoute({
    method: 'post',
    path: '/session',
    tag: 'Server',
    summary: 'Sign in to the designer with the admin token or the one-time link; the answer sets a cookie.',
    auth: 'same-site',
    status: 201,
    body: z
      .strictObject({ token: z.string().max(500).optional(), link: z.string().max(500).optional() })
      .refine(({ token, link }) => (token === undefined) !== (link === undefined), 'give either token or link'),
    response: session,
    errors: ['ITC_AUTH_WRONG', 'ITC_SETUP_LINK', 'ITC_CROSS_SITE'],
    handler: async (runtime, { body: { token, link }, http }) => {
      await checkCredential(runtime, {
        ...(token === undefined ? {} : { token: token.trim() }),
        ...(link === undefined ? {} : { link }),
      });
      // a browser that signs in again leaves no session behind
      if (http.sessionId !== null) await runtime.sessions.close(http.sessionId);
      const { id, expiresAt } = await runtime.sessions.open();
      http.setCookie(sessionCookie(id, sessionMs, http.isSecure));
      return show(runtime, expiresAt);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/session',
    tag: 'Server',
    summary: 'Sign out of the designer.',
    auth: 'same-site',
    response: session,
    errors: ['ITC_CROSS_SITE'],
    handler: async (runtime, { http }) => {
      if (http.sessionId !== null) await runtime.sessions.close(http.sessionId);
      http.setCookie(sessionCookie(null, 0, http.isSecure));
      return show(runtime, null);
    },
  }),
];
