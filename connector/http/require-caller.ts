import type { Request, RequestHandler, Response } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Caller } from '../security/caller.ts';
import { crossSiteSign } from '../security/cross-site.ts';
import type { Permission } from '../security/permissions.ts';
import { bearerCaller, sessionCaller, workspaceHeader } from '../security/resolve-caller.ts';
import { readSessionCookie } from '../security/session-cookie.ts';

const readMethods = ['GET', 'HEAD'];
const callers = new WeakMap<Response, Caller>();

/** Who makes this call; null on an open route. */
export const callerOf = (response: Response): Caller | null => callers.get(response) ?? null;

function checkSite(runtime: Runtime, request: Request): void {
  const sign = crossSiteSign(request.headers, runtime.config.publicUrl);
  if (sign !== null) throw new ConnectorError('ITC_CROSS_SITE', `The call was refused: ${sign}.`);
}

/** Refuses a call that may have been sent by a page of another site. */
export function refuseCrossSite(runtime: Runtime): RequestHandler {
  return (request, _response, next) => {
    checkSite(runtime, request);
    next();
  };
}

/**
 * Guard of the routes that are not open: a token as bearer, or the session cookie of the designer, whose holder has the permission
 * now. A cookie is sent by the browser without asking, so a write that it vouches for must also come from the designer's own page.
 */
export function requireCaller(runtime: Runtime, permission: Permission): RequestHandler {
  const find = async (request: Request): Promise<Caller> => {
    const { authorization, cookie } = request.headers;
    const workspace = request.get(workspaceHeader) ?? null;
    if (authorization === undefined) {
      const id = readSessionCookie(cookie);
      if (id === null) throw new ConnectorError('ITC_AUTH_REQUIRED');
      if (!readMethods.includes(request.method)) checkSite(runtime, request);
      const caller = await sessionCaller(runtime, id, workspace);
      if (caller === null) throw new ConnectorError('ITC_AUTH_REQUIRED');
      return caller;
    }
    const token = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(authorization)?.[1];
    if (token === undefined) throw new ConnectorError('ITC_AUTH_REQUIRED');
    return bearerCaller(runtime, token, workspace);
  };
  return async (request, response, next) => {
    const caller = await find(request);
    if (!caller.permissions.has(permission)) {
      throw new ConnectorError('ITC_PERMISSION', `This needs the permission "${permission}".`, {
        details: { permission },
      });
    }
    callers.set(response, caller);
    next();
  };
}
