import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

import axios, { AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** for the whole exchange */
  timeoutMs: number;
  maxAnswerBytes: number;
  signal: AbortSignal | undefined;
}

export interface HttpAnswer {
  status: number;
  /** names in lower case */
  headers: Record<string, string>;
  text: string;
}

/** `not_sent`: Iterable cannot have seen the call. `no_answer`: it may have. `too_large`: it answered more than allowed. */
export type FailurePhase = 'not_sent' | 'no_answer' | 'too_large';

/** The call broke; holds no part of the request, which carries the key. */
export class TransportFailure extends Error {
  readonly phase: FailurePhase;
  readonly reason: string;

  constructor(phase: FailurePhase, reason: string) {
    super(`${phase}: ${reason}`);
    this.name = 'TransportFailure';
    this.phase = phase;
    this.reason = reason;
  }
}

/** One HTTP exchange. Throws TransportFailure when there is no whole answer. */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ITC_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
  'ERR_INVALID_CHAR',
  'ERR_INVALID_URL',
]);

/**
 * A socket that lies idle is closed here, before the other side does it: a call that leaves in that very moment is lost with an outcome that
 * nobody knows, and a send would be held for it. Servers and balancers close after 5 s (Node.js, Apache) to 60 s (AWS).
 */
const idleMs = 4_000;

/**
 * Axios without the things a client of one fixed host must not do: redirects, proxies from the environment, guessing at
 * the type of bodies. Sockets are kept open between calls that follow each other within seconds.
 * @param options.connectTimeoutMs for DNS, TCP and TLS together
 */
export function createTransport(options: { connectTimeoutMs: number }): Transport {
  const kept = { keepAlive: true, maxSockets: 64, timeout: idleMs };
  const httpAgent = withConnectTimeout(new http.Agent(kept), 'connect', options.connectTimeoutMs);
  const httpsAgent = withConnectTimeout(
    new https.Agent({ ...kept, minVersion: 'TLSv1.2' }),
    'secureConnect',
    options.connectTimeoutMs,
  );
  // the adapter alone: every call has the same settings, and merging them with the defaults of axios would cost as much as the call
  const exchange = axios.getAdapter('http');
  const settings = {
    responseType: 'text',
    validateStatus: () => true,
    maxRedirects: 0,
    maxBodyLength: Number.POSITIVE_INFINITY,
    proxy: false,
    httpAgent,
    httpsAgent,
  } as const;
  return async ({ method, url, headers, body, maxAnswerBytes, ...request }) => {
    // axios counts its own timeout from the last byte; this one counts for the whole exchange
    const deadline = new AbortController();
    const signal = request.signal === undefined ? deadline.signal : AbortSignal.any([request.signal, deadline.signal]);
    if (signal.aborted) throw new TransportFailure('not_sent', 'aborted');
    const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
    try {
      const config: InternalAxiosRequestConfig<string | undefined> = {
        ...settings,
        method,
        url,
        headers: new AxiosHeaders(headers),
        data: body,
        maxContentLength: maxAnswerBytes,
        signal,
      };
      const answer = await exchange(config);
      return { status: answer.status, headers: plainHeaders(answer.headers), text: String(answer.data ?? '') };
    } catch (error) {
      throw readFailure(error, deadline.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  };
}

export function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]: [string, unknown]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}

/** Ends a connection that is not ready (DNS, TCP and TLS together) in time. */
export function withConnectTimeout<A extends http.Agent>(
  agent: A,
  ready: 'connect' | 'secureConnect',
  timeoutMs: number,
): A {
  const plain = agent as A & { createConnection: (...args: unknown[]) => Socket | undefined };
  const create = plain.createConnection.bind(agent);
  plain.createConnection = (...args) => {
    const socket = create(...args);
    if (socket === undefined) return socket;
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('connect timeout'), { code: 'ITC_CONNECT_TIMEOUT' }));
    }, timeoutMs);
    const stop = (): void => clearTimeout(timer);
    socket.once(ready, stop).once('close', stop);
    return socket;
  };
  return agent;
}

/** What a broken exchange means for the caller. */
export function readFailure(error: unknown, isTimeout: boolean): TransportFailure {
  const chain = errorChain(error);
  const codes = chain.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
  const found = codes.find((code) => neverSent.has(code));
  if (found !== undefined) return new TransportFailure('not_sent', found);
  // the operating system's own connect time-out: ETIMEDOUT of the system call `connect`
  if (chain.some(({ syscall }) => syscall === 'connect'))
    return new TransportFailure('not_sent', codes.at(-1) ?? 'connect');
  if (chain.some(({ message }) => /maxContentLength/.test(String(message)))) {
    return new TransportFailure('too_large', 'answer too large');
  }
  return new TransportFailure('no_answer', isTimeout ? 'timeout' : (codes.at(-1) ?? 'unknown'));
}

/** The error with its causes, as far as they nest; several addresses tried at once give an AggregateError. */
function errorChain(error: unknown): { code?: unknown; syscall?: unknown; message?: unknown }[] {
  const chain: object[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && chain.length < 20) {
    const next = queue.shift();
    if (typeof next !== 'object' || next === null || chain.includes(next)) continue;
    chain.push(next);
    if ('cause' in next) queue.push(next.cause);
    if ('errors' in next && Array.isArray(next.errors)) queue.push(...next.errors);
  }
  return chain;
}
