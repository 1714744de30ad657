import { createHash } from 'node:crypto';

import type { Endpoint, RequestParts } from '../define.ts';
import type { Exchange } from '../store/store.ts';
import type { JsonObject } from '../../errors/json.ts';
import { baseUrl, buildUrl, iterableHosts, type Hosts } from './build-url.ts';
import type { IterableConnection } from './action-result.ts';
import { hideSecrets, secretsOf } from './hide-secrets.ts';
import { createLimiter, type Limiter } from './limits.ts';
import { createPersonOrder, type PersonOrder } from './person-order.ts';
import { parseJson } from './parse-json.ts';
import { createRedactor } from './redact.ts';
import { waitAfterLimit } from './retry-after.ts';
import { createServerTroubles, type ServerTroubles } from './server-troubles.ts';
import type { RawAnswer } from './raw-answer.ts';
import { createTransport, TransportFailure, type HttpAnswer, type Transport } from './transport.ts';

export interface CallOptions {
  signal?: AbortSignal;
  /** for the whole exchange; default 30 s, or what the endpoint declares */
  timeoutMs?: number;
  /** fields of the body that no record may keep */
  secrets?: readonly string[];
  /** false leaves the bodies out of the exchange, where a thousand rows would be kept with each call */
  keepBodies?: boolean;
  /** the body as JSON text, where it was serialised before; goes out instead of `body` */
  payload?: string;
}

export interface IterableClient {
  /** keeps changes that read before they write apart, person by person */
  order: PersonOrder;
  /** One HTTP exchange, never repeated here. Throws ConnectorError only for a call that cannot be built. */
  call: (
    connection: IterableConnection,
    endpoint: Endpoint,
    parts: RequestParts,
    options?: CallOptions,
  ) => Promise<RawAnswer>;
  /** address and body of a call that is not made */
  preview: (
    connection: IterableConnection,
    endpoint: Endpoint,
    parts: RequestParts,
  ) => { url: string; body: JsonObject | null };
  /** the clock of the client; epoch milliseconds */
  now: () => number;
}

export interface ClientSettings {
  /** epoch milliseconds */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** 0 to 1; spreads the waits of many processes */
  random: () => number;
  limiter?: Pick<Limiter, 'waitFor' | 'penalise'>;
  /** left out, the failures of this client alone are counted */
  troubles?: Pick<ServerTroubles, 'note'>;
  transport?: Transport;
  hosts?: Hosts;
  /** default 10 s */
  connectTimeoutMs?: number;
  /** default 30 s */
  timeoutMs?: number;
  /** a longer wait for the limit is handed back to the caller instead of slept through; default 15 s */
  maxWaitMs?: number;
  /** default 5 MiB */
  maxAnswerBytes?: number;
}

/** The only way out to Iterable: fixed hosts, the key in a header, limits, time-outs, capped answers, redacted records. */
export function createIterableClient(settings: ClientSettings): IterableClient {
  const hosts = settings.hosts ?? iterableHosts;
  const limiter = settings.limiter ?? createLimiter(settings);
  const troubles = settings.troubles ?? createServerTroubles(settings);
  const transport = settings.transport ?? createTransport({ connectTimeoutMs: settings.connectTimeoutMs ?? 10_000 });

  const preview: IterableClient['preview'] = (connection, endpoint, parts) => ({
    url: buildUrl(baseUrl(connection, hosts), endpoint, parts),
    body: endpoint.method === 'GET' ? null : (parts.body ?? null),
  });

  const send = async (
    connection: IterableConnection,
    endpoint: Endpoint,
    url: string,
    body: string | undefined,
    options: CallOptions,
  ) => {
    return transport({
      method: endpoint.method,
      url,
      headers: { ...requestHeaders(connection), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body,
      timeoutMs: options.timeoutMs ?? endpoint.timeoutMs ?? settings.timeoutMs ?? 30_000,
      maxAnswerBytes: settings.maxAnswerBytes ?? 5 * 1024 * 1024,
      signal: options.signal,
    });
  };

  const call: IterableClient['call'] = async (connection, endpoint, parts, options = {}) => {
    const { url, body } = preview(connection, endpoint, parts);
    const scope = limitScope(connection, endpoint);
    const waitMs = await limiter.waitFor(scope, endpoint, settings.maxWaitMs ?? 15_000);
    if (waitMs > 0) return { ...nothing, failure: { phase: 'limited', reason: 'rate limit' }, waitMs };

    const redactor = createRedactor(connection.apiKey, { echoes: false });
    const startedMs = settings.now();
    const exchange: Exchange = {
      method: endpoint.method,
      url: redactor.text(url),
      requestBody: body === null || options.keepBodies === false ? null : redactor.json(hideSecrets(options, body)),
      status: null,
      responseBody: null,
      requestId: null,
      startedAt: new Date(startedMs).toISOString(),
      durationMs: 0,
    };
    const payload = options.payload ?? (body === null ? undefined : JSON.stringify(body));
    let answer: HttpAnswer;
    try {
      answer = await send(connection, endpoint, url, payload, options);
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      exchange.durationMs = settings.now() - startedMs;
      const failure = { phase: error.phase, reason: redactor.text(error.reason) };
      return { ...nothing, failure, exchange, trouble: troubles.note(connection, { status: null, failure }) };
    }
    const trouble = troubles.note(connection, { status: answer.status, failure: null });
    const { text, body: clean, headers } = cleanAnswer(answer, connection.apiKey, secretsOf(options, body));
    exchange.durationMs = settings.now() - startedMs;
    exchange.status = answer.status;
    exchange.responseBody = options.keepBodies === false ? null : (clean ?? text.slice(0, 20_000));
    exchange.requestId = answer.headers['iterable-request-id'] ?? null;
    const asked = askedWait(answer, endpoint, settings);
    if (answer.status === 429 && asked !== null) limiter.penalise(scope, endpoint, asked);
    return { status: answer.status, headers, text, body: clean, failure: null, waitMs: asked, exchange, trouble };
  };

  return { order: createPersonOrder(), call, preview, now: settings.now };
}

/** Headers of every call. Throws TransportFailure for a key that no header can carry. */
export function requestHeaders({ apiKey }: IterableConnection): Record<string, string> {
  // a key with a blank or line break is a key pasted wrongly, and must not break out of the header
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TransportFailure('not_sent', 'malformed API key');
  return {
    'Api-Key': apiKey,
    Accept: 'application/json, text/plain;q=0.9, */*;q=0.5',
    'User-Agent': 'iterable-connector',
  };
}

const nothing = { status: null, headers: {}, text: '', body: undefined, waitMs: null, exchange: null } as const;

/** The answer without the key, should Iterable have echoed it. */
export function cleanAnswer(
  { status, headers, text }: HttpAnswer,
  apiKey: string,
  secrets: readonly string[],
): Pick<RawAnswer, 'text' | 'body' | 'headers'> {
  const redactor = createRedactor(apiKey, { echoes: status >= 400, secrets });
  const parsed = parseJson(text);
  return {
    text: redactor.text(text),
    body: parsed === undefined ? undefined : redactor.json(parsed),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redactor.text(value)])),
  };
}

/** The wait that an answer asks for in milliseconds, or null. */
export function askedWait(
  answer: HttpAnswer,
  { limit }: Endpoint,
  { now, random }: Pick<ClientSettings, 'now' | 'random'>,
): number | null {
  const retryAfter = answer.headers['retry-after'];
  if (answer.status !== 429 && (answer.status !== 503 || retryAfter === undefined)) return null;
  const waitMs = waitAfterLimit({ retryAfter, message: answer.text.slice(0, 2000), limit, nowMs: now() });
  // never earlier than asked, and not all at the same moment
  return Math.ceil(waitMs * (1 + random() * 0.1));
}

/** Who shares a limit: the key, the project, or (its name is not known here) everybody in the region. */
export function limitScope(connection: IterableConnection, { limit }: Endpoint): string {
  const where = connection.sandboxUrl ?? connection.region;
  if (limit?.scope === 'organisation') return where;
  if (limit?.scope !== 'key' && connection.projectId) return `${where} project ${connection.projectId}`;
  return `${where} key ${keyName(connection.apiKey)}`;
}

const mostKeys = 100;
const namesOfKeys = new Map<string, string>();

/** A key without telling it. Keys are few and come with every call. */
function keyName(apiKey: string): string {
  const known = namesOfKeys.get(apiKey);
  if (known !== undefined) return known;
  if (namesOfKeys.size >= mostKeys) namesOfKeys.clear();
  const name = createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
  namesOfKeys.set(apiKey, name);
  return name;
}
