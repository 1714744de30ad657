import { ConnectorError } from '../../errors/connector-error.ts';
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
export function checkHeaders({
  request,
  connection,
  limits,
}: Pick<HookCall, 'request' | 'limits'> & { connection: { secretHeader: string } | null }): ConnectorError | null {
  // Node leaves out headers beyond its own limit in silence, so the raw list is counted
  const { rawHeaders } = request;
  if (rawHeaders.length > limits.maxHeaders * 2) {
    return new ConnectorError('ITC_HOOK_HEADERS', `The request has more than ${limits.maxHeaders} headers.`);
  }
  let distinct = 0;
  for (const _name in request.headers) distinct += 1;
  if (distinct * 2 === rawHeaders.length) return null;
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (seen.has(name) && (singletons.has(name) || name === connection?.secretHeader)) {
      return new ConnectorError('ITC_HOOK_HEADERS', `The header ${name} occurs twice.`);
    }
    seen.add(name);
  }
  return null;
}
