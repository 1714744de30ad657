import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';

import axios from 'axios';

import { ConnectorError } from '../../errors/connector-error.ts';
import { retryDelay } from '../../recipes/retry-delay.ts';
import type { Endpoint, RequestParts } from '../define.ts';
import type { IterableConnection } from './action-result.ts';
import { baseUrl, buildUrl, iterableHosts, type Hosts } from './build-url.ts';
import { askedWait, cleanAnswer, limitScope, requestHeaders } from './client.ts';
import type { RawAnswer } from './raw-answer.ts';
import type { Limiter } from './limits.ts';
import { classify } from './outcome.ts';
import type { ServerTroubles } from './server-troubles.ts';
import { plainHeaders, readFailure, TransportFailure, withConnectTimeout } from './transport.ts';

export interface StreamOptions {
  signal?: AbortSignal;
  /** told before each wait; `waitMs` in milliseconds */
  onWait?: (reason: string, waitMs: number) => void;
}

/** Reads of any size: the body is handed on as it arrives and never held whole. */
export interface StreamClient {
  /**
   * Waits for the limit, asks, and waits again where Iterable asks for it (429, 503).
   * Throws the ConnectorError of a refusal; a body that breaks off ends its stream with an error.
   */
  open: (
    connection: IterableConnection,
    endpoint: Endpoint & { method: 'GET' },
    parts: RequestParts,
    options?: StreamOptions,
  ) => Promise<{ body: Readable; headers: Record<string, string> }>;
}

export interface StreamSettings {
  now: () => number;
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  limiter: Limiter;
  /** left out, failures are not counted */
  troubles?: Pick<ServerTroubles, 'note'>;
  hosts?: Hosts;
  /** a body that brings nothing for this long is given up; default 120 s */
  idleMs?: number;
}

const maxAttempts = 5;
const maxErrorBytes = 100_000;

type Opened = { body: Readable; headers: Record<string, string> } | { refused: RawAnswer };

/** The streaming side of the one outbound path: same hosts, key header and limits as the client. */
export function createStreamClient(settings: StreamSettings): StreamClient {
  const hosts = settings.hosts ?? iterableHosts;
  const idleMs = settings.idleMs ?? 120_000;
  const agents = {
    httpAgent: withConnectTimeout(new http.Agent({ maxSockets: 8 }), 'connect', 10_000),
    httpsAgent: withConnectTimeout(new https.Agent({ maxSockets: 8, minVersion: 'TLSv1.2' }), 'secureConnect', 10_000),
  };
  const nothing = { status: null, headers: {}, text: '', body: undefined, waitMs: null, exchange: null };

  const ask = async (
    connection: IterableConnection,
    endpoint: Endpoint,
    url: string,
    signal: AbortSignal | undefined,
  ): Promise<Opened> => {
    try {
      const answer = await axios.request<Readable>({
        method: 'GET',
        url,
        headers: requestHeaders(connection),
        responseType: 'stream',
        validateStatus: () => true,
        maxRedirects: 0,
        proxy: false,
        adapter: 'http',
        timeout: idleMs,
        ...agents,
        ...(signal === undefined ? {} : { signal }),
      });
      const headers = plainHeaders(answer.headers);
      if (answer.status >= 200 && answer.status < 300) {
        // axios stops watching once the head is there
        (answer.request as http.ClientRequest).socket?.setTimeout(idleMs, () => {
          answer.data.destroy(new ConnectorError('ITC_ITERABLE_NO_ANSWER', 'The answer of Iterable stopped coming.'));
        });
        return { body: answer.data, headers };
      }
      const raw = { status: answer.status, headers, text: await readCapped(answer.data) };
      const waitMs = askedWait(raw, endpoint, settings);
      return {
        refused: { ...nothing, ...cleanAnswer(raw, connection.apiKey, []), status: raw.status, failure: null, waitMs },
      };
    } catch (error) {
      const { phase, reason } = error instanceof TransportFailure ? error : readFailure(error, false);
      return { refused: { ...nothing, failure: { phase, reason } } };
    }
  };

  return {
    async open(connection, endpoint, parts, { signal, onWait } = {}) {
      const url = buildUrl(baseUrl(connection, hosts), endpoint, parts);
      const scope = limitScope(connection, endpoint);
      const wait = async (reason: string, waitMs: number): Promise<void> => {
        onWait?.(reason, waitMs);
        await settings.sleep(waitMs, signal);
        signal?.throwIfAborted();
      };
      for (let attempt = 1; ;) {
        const waitMs = await settings.limiter.waitFor(scope, endpoint, 0);
        if (waitMs > 0) {
          await wait(limitReason(endpoint), waitMs);
          continue;
        }
        const opened = await ask(connection, endpoint, url, signal);
        if (!('refused' in opened)) return opened;
        signal?.throwIfAborted();
        const refused = { ...opened.refused, trouble: settings.troubles?.note(connection, opened.refused) ?? null };
        if (refused.status === 429) {
          settings.limiter.penalise(scope, endpoint, refused.waitMs ?? 1000);
          continue;
        }
        const verdict = classify({ effect: 'read', idempotent: true, answer: 'text' }, refused);
        const error = verdict.error ?? new ConnectorError('ITC_ITERABLE_NO_ANSWER');
        if (verdict.outcome !== 'retry' || attempt === maxAttempts) throw error;
        await wait(error.message, retryDelay(attempt, verdict.retryAfterMs, settings.random()));
        attempt += 1;
      }
    },
  };
}

const limitReason = ({ limit }: Endpoint): string =>
  limit === undefined
    ? 'Iterable asked to wait.'
    : `Iterable allows ${String(limit.calls)} calls per ${String(limit.perMs / 1000)} s here.`;

async function readCapped(body: Readable): Promise<string> {
  let bytes = 0;
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxErrorBytes) body.destroy();
  });
  return readText(body).catch(() => '');
}
