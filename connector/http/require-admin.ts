import type { RequestHandler } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';

/** Guard of the admin routes: bearer token, compared in constant time by the given check. */
export function requireAdmin(isAdminToken: (token: string) => boolean): RequestHandler {
  return (request, _response, next) => {
    const match = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(request.headers.authorization ?? '');
    if (match?.[1] === undefined) throw new ConnectorError('ITC_AUTH_REQUIRED');
    if (!isAdminToken(match[1])) throw new ConnectorError('ITC_AUTH_WRONG');
    next();
  };
}
