import type { IncomingMessage } from 'node:http';

import { ConnectorError } from '../../errors/connector-error.ts';
import { defaultLimits } from './intake-limits.ts';
import type { HookCall } from './hook-call.ts';

// two values of one of these let two readers see two different requests
const singletons = new Set([
  'host',
  'authorization',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
]);

/** Number of headers, and headers that must not occur twice. */
export const checkHeaders = ({
  request,
  connection,
  limits,
}: Pick<HookCall, 'request' | 'limits'> & { connection: { secretHeader: string } | null }): ConnectorError | null =>
  headerFault(request, limits.maxHeaders, connection?.secretHeader);

/** What is wrong with the headers of a request to any address, or null. @param secretHeader another name (lower case) that stands once */
export function headerFault(
  request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>,
  maxHeaders = defaultLimits.maxHeaders,
  secretHeader?: string,
): ConnectorError | null {
  // Node leaves out headers beyond its own limit in silence, so the raw list is counted
  const { rawHeaders } = request;
  if (rawHeaders.length > maxHeaders * 2) {
    return new ConnectorError('ITC_HOOK_HEADERS', `The request has more than ${maxHeaders} headers.`);
  }
  let distinct = 0;
  for (const _name in request.headers) distinct += 1;
  if (distinct * 2 === rawHeaders.length) return null;
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (seen.has(name) && (singletons.has(name) || name === secretHeader)) {
      return new ConnectorError('ITC_HOOK_HEADERS', `The header ${name} occurs twice.`);
    }
    seen.add(name);
  }
  return null;
}
