import axios from 'axios';

import { ConnectorError } from '../../errors/connector-error.ts';
import { plainHeaders, readFailure, withConnectTimeout, type HttpAnswer } from '../iterable/transport.ts';
import type { OutboundGuard } from '../security/outbound-guard.ts';

/** What every call says of itself; an answer must not arrive compressed, for its cap counts bytes. */
export const outboundHeaders = { 'user-agent': 'iterable-connector', 'accept-encoding': 'identity' } as const;

/** One call to another system, with every secret in clear; never recorded in this form. */
export interface WebCall {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | undefined;
  timeoutMs: number;
  /** the call carries a secret: over plain http it reaches listed addresses only */
  isSecret: boolean;
}

/** Makes one exchange. Throws TransportFailure when no whole answer came, ITC_OUTBOUND_REFUSED when the guard stopped it. */
export type WebClient = (call: WebCall) => Promise<HttpAnswer>;

export interface WebClientSettings {
  guard: OutboundGuard;
  /** default 10 s */
  connectTimeoutMs?: number;
  /** default 1 MiB */
  maxAnswerBytes?: number;
}

/** Axios behind the outbound guard: no redirects, no proxy of the environment, no decompression, capped in bytes and time. */
export function createWebClient({
  guard,
  connectTimeoutMs = 10_000,
  maxAnswerBytes = 1024 * 1024,
}: WebClientSettings): WebClient {
  const timed = (only: 'any' | 'listed') => {
    const { httpAgent, httpsAgent } = guard.agents(only);
    return {
      httpAgent: withConnectTimeout(httpAgent, 'connect', connectTimeoutMs),
      httpsAgent: withConnectTimeout(httpsAgent, 'secureConnect', connectTimeoutMs),
    };
  };
  const anyAgents = timed('any');
  const listedAgents = timed('listed');
  return async ({ method, url, headers, body, timeoutMs, isSecret }) => {
    const agents = isSecret && url.protocol === 'http:' ? listedAgents : anyAgents;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await axios.request<string>({
        method,
        url: url.href,
        headers,
        data: body,
        responseType: 'text',
        transformRequest: [(data: unknown) => data],
        transformResponse: [(data: unknown) => data],
        validateStatus: () => true,
        maxRedirects: 0,
        maxContentLength: maxAnswerBytes,
        // the cap counts what arrives, so what arrives must not grow
        decompress: false,
        proxy: false,
        adapter: 'http',
        ...agents,
        signal,
      });
      return { status: answer.status, headers: plainHeaders(answer.headers), text: String(answer.data ?? '') };
    } catch (error) {
      const why = refusalIn(error);
      if (why === null) throw readFailure(error, signal.aborted);
      throw new ConnectorError('ITC_OUTBOUND_REFUSED', `The call was not made: ${why}.`, { details: { path: 'url' } });
    }
  };
}

/** What the guard said; null when it was not the guard. */
function refusalIn(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code, message } = at as NodeJS.ErrnoException;
    if (code === 'ITC_OUTBOUND_REFUSED') return message.replace(/^.*?refused: /, '');
  }
  return null;
}
