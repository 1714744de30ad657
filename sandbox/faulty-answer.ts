import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Fault } from './fault-plan.ts';
import { rateLimited } from './rate-limiter.ts';
import { findRoute } from './route-table.ts';

const badGateway = '<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>';
const pages: Record<number, string> = {
  200: '<!doctype html><html><head><title>Log in</title></head><body>Log in to continue</body></html>',
};

interface Context {
  method: string;
  path: string;
  ip: string;
  projectId: number;
}

/** What Iterable says with a status, where that is known; the limit in a 429 is the endpoint's own. */
function usualAnswer(status: number, { method, path, ip, projectId }: Context): Answer {
  if (status === 401) return refuse(401, 'BadApiKey', 'Invalid API key', { ip, endpoint: path });
  if (status === 413) return refuse(413, 'BatchTooLarge', 'Request body is too large');
  if (status === 429) {
    const [limit = { count: 100, per: 'second' } as const] = findRoute(method, path)?.route.limits ?? [];
    return rateLimited(path, limit, projectId);
  }
  return refuse(status, 'GenericError', 'Fault of the sandbox');
}

/** What a fault says instead of the true answer; undefined when it says nothing of its own. */
export function replacedBy(fault: Fault, context: Context): Answer | undefined {
  const headers: Record<string, string> = {
    ...(fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }),
    ...fault.headers,
  };
  if (fault.kind === 'badJson')
    return { status: 200, body: '{"msg":"","code":', contentType: 'application/json', headers };
  if (fault.kind === 'html') {
    const { status = 502 } = fault;
    return { status, body: pages[status] ?? badGateway, contentType: 'text/html; charset=utf-8', headers };
  }
  if (fault.kind !== 'status') return undefined;
  const { status = 503, body } = fault;
  if (body === undefined) return { ...usualAnswer(status, context), headers };
  return { status, body, headers, ...(typeof body === 'string' ? { contentType: 'text/plain; charset=utf-8' } : {}) };
}

/** True when the call takes no effect. */
export function stopsProcessing({ kind, afterProcessing }: Fault): boolean {
  if (kind === 'status' || kind === 'html') return afterProcessing !== true;
  return kind === 'reset' || kind === 'hang';
}
