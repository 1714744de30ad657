import type { RequestHandler } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { crossSiteSign } from '../security/cross-site.ts';
import { readSessionCookie } from '../security/session-cookie.ts';

const readMethods = ['GET', 'HEAD'];

/** Refuses a call that may have been sent by a page of another site. */
export function refuseCrossSite(runtime: Runtime): RequestHandler {
  return (request, _response, next) => {
    const sign = crossSiteSign(request.headers, runtime.config.publicUrl);
    if (sign !== null) throw new ConnectorError('ITC_CROSS_SITE', `The call was refused: ${sign}.`);
    next();
  };
}

/**
 * Guard of the admin routes: the admin token as bearer, or the session cookie of the designer. A cookie is sent by the browser
 * without asking, so a write that it vouches for must also come from the designer's own page.
 */
export function requireCaller(runtime: Runtime): RequestHandler {
  const sameSite = refuseCrossSite(runtime);
  return (request, response, next) => {
    const { authorization, cookie } = request.headers;
    if (authorization === undefined) {
      const id = readSessionCookie(cookie);
      if (id === null || runtime.sessions.find(id) === null) throw new ConnectorError('ITC_AUTH_REQUIRED');
      return readMethods.includes(request.method) ? next() : sameSite(request, response, next);
    }
    const token = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization)?.[1];
    if (token === undefined) throw new ConnectorError('ITC_AUTH_REQUIRED');
    if (!runtime.isAdminToken(token)) throw new ConnectorError('ITC_AUTH_WRONG');
    next();
  };
}
