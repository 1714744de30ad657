import type { ErrorRequestHandler, Response } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';

/** Faults of Express and its body parser in words of the coded table; the status stays the one of HTTP. */
function translate(error: unknown): { known: ConnectorError; status: number } {
  if (error instanceof ConnectorError) return { known: error, status: error.status };
  const { type, status } = (typeof error === 'object' && error !== null ? error : {}) as {
    type?: string;
    status?: number;
  };
  if (type === 'entity.too.large') {
    return { known: new ConnectorError('ITC_REQUEST_TOO_LARGE'), status: 413 };
  }
  if (type !== undefined && status !== undefined && status >= 400 && status < 500) {
    return { known: new ConnectorError('ITC_REQUEST_JSON'), status };
  }
  if (error instanceof URIError || status === 400)
    return { known: new ConnectorError('ITC_ROUTE_UNKNOWN'), status: 404 };
  return { known: new ConnectorError('ITC_INTERNAL', undefined, { cause: error }), status: 500 };
}

/** Id of the request, given by the first handler; tells the line in the log. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader('x-request-id') ?? '');
}

/** The one place where an error becomes an answer; never a stack, never a foreign message. */
export function answerError(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    const { known, status } = translate(error);
    const requestId = requestIdOf(response);
    if (status >= 500) {
      log.error('request failed', { requestId, code: known.code, status, method: request.method, error });
    }
    if (response.headersSent) return next(error);
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    response.status(status).json({ error: { ...known.toJSON(), requestId } });
  };
}
