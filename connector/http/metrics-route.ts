import type { RequestHandler } from 'express';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { matchesSecret, hashSecret } from '../security/hash-secret.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * `GET /metrics`: with ITC_METRICS_TOKEN or the admin token as bearer; without any token only from this machine, and never through a proxy,
 * whose calls come from this machine too.
 */
export function metricsRoute(runtime: Runtime): RequestHandler {
  const isLocal = (request: Parameters<RequestHandler>[0]): boolean =>
    request.headers['x-forwarded-for'] === undefined &&
    request.headers['forwarded'] === undefined &&
    loopback.test(request.socket.remoteAddress ?? '');
  return async (request, response) => {
    const { metrics, config, isAdminToken } = runtime;
    const own = config.metricsToken === null ? [] : [hashSecret(config.metricsToken)];
    const given = request.headers.authorization;
    if (given === undefined) {
      if (own.length > 0 || !isLocal(request)) throw new ConnectorError('ITC_AUTH_REQUIRED');
    } else {
      const token = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(given)?.[1] ?? '';
      if (!matchesSecret(token, own) && !isAdminToken(token)) throw new ConnectorError('ITC_AUTH_WRONG');
    }
    response.type(metrics.contentType).send(await metrics.text());
  };
}
