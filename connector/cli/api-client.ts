import { ConnectorError } from '../../errors/connector-error.ts';
import { CliFailure, Interrupted, type FailureJson } from './cli-failure.ts';
import type { CliIo } from './cli-io.ts';
import { exitCodeOf } from './exit-codes.ts';
import { findServer } from './find-server.ts';

export type Query = Record<string, string | number | boolean | undefined>;

/** The REST API of the running server, with errors thrown as coded failures. */
export interface ApiClient {
  get<T>(path: string, query?: Query): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  delete<T>(path: string): Promise<T>;
  /** sends bytes as they are */
  upload<T>(path: string, query: Query, bytes: Uint8Array): Promise<T>;
  /** the answer as a stream of bytes; breaks off with an error when the server does */
  download(path: string, query: Query, body?: unknown): Promise<AsyncIterable<Uint8Array>>;
}

// a call may wait for Iterable's rate limits inside the server
const timeoutMs = 290_000;
const json = 'application/json';

const documentOf = (body: unknown): { type: string; data: string } | undefined =>
  body === undefined ? undefined : { type: json, data: JSON.stringify(body) };

/** Writes a path with its parts percent-encoded, so that a name cannot leave its place. */
export function apiPath(strings: TemplateStringsArray, ...parts: string[]): string {
  // dots alone would be resolved away by the URL parser
  const wrong = parts.find((part) => /^\.{0,2}$/.test(part));
  if (wrong !== undefined) throw new ConnectorError('ITC_USAGE', `"${wrong}" is not a name or id.`);
  return strings.reduce((path, text, index) => path + encodeURIComponent(parts[index - 1] ?? '') + text);
}

function failureOf(text: string, status: number, url: string): Error {
  try {
    const { error } = JSON.parse(text) as { error?: Partial<FailureJson> };
    if (typeof error?.code === 'string' && typeof error.message === 'string') {
      const { code, message } = error;
      return new CliFailure({ ...error, code, message, hint: String(error.hint ?? '') }, exitCodeOf(code, status));
    }
  } catch {
    // falls through: not an answer of the connector
  }
  return new ConnectorError('ITC_SERVER_UNREACHABLE', `${url} answered ${status}, but not as the connector does.`, {
    hint: 'Check ITC_URL, and that no other program uses the port.',
  });
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}

/** Looks for the server at the first call, so that commands without a call need none. */
export function createApiClient(io: CliIo, signal: AbortSignal): ApiClient {
  let place: ReturnType<typeof findServer> | undefined;

  const ask = async (
    method: string,
    path: string,
    query: Query,
    accept: string,
    body: { type: string; data: string | Uint8Array } | undefined,
  ): Promise<{ response: Response; url: string }> => {
    const { url, token } = await (place ??= findServer(io));
    const address = new URL(`${url}/api/v1${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
    const headers: Record<string, string> = { accept };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    if (io.env['ITC_WORKSPACE']) headers['x-itc-workspace'] = io.env['ITC_WORKSPACE'];
    if (body !== undefined) headers['content-type'] = body.type;
    try {
      const response = await io.fetch(address, {
        method,
        headers,
        // a redirect would carry the token to another place
        redirect: 'manual',
        // a file may take as long as it needs
        signal: accept === json ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : signal,
        ...(body === undefined ? {} : { body: body.data as string }),
      });
      return { response, url };
    } catch (error) {
      throw broken(error, url);
    }
  };
  const broken = (error: unknown, url: string): Error =>
    signal.aborted
      ? new Interrupted()
      : new ConnectorError('ITC_SERVER_UNREACHABLE', `The server at ${url} cannot be reached (${reasonOf(error)}).`);
  const textOf = (response: Response, url: string): Promise<string> =>
    response.text().catch((error: unknown) => {
      throw broken(error, url);
    });

  const read = async <T>({ response, url }: { response: Response; url: string }): Promise<T> => {
    const text = await textOf(response, url);
    if (!response.ok) throw failureOf(text, response.status, url);
    try {
      return JSON.parse(text) as T;
    } catch {
      throw failureOf(text, response.status, url);
    }
  };
  const call = async <T>(method: string, path: string, query: Query = {}, body?: unknown): Promise<T> =>
    read<T>(await ask(method, path, query, json, documentOf(body)));

  return {
    get: (path, query) => call('GET', path, query),
    post: (path, body) => call('POST', path, {}, body ?? {}),
    delete: (path) => call('DELETE', path),
    upload: async (path, query, data) =>
      read(await ask('POST', path, query, json, { type: 'application/octet-stream', data })),
    async download(path, query, body) {
      const method = body === undefined ? 'GET' : 'POST';
      const { response, url } = await ask(method, path, query, '*/*', documentOf(body));
      if (!response.ok) throw failureOf(await textOf(response, url), response.status, url);
      const bytes = (response.body ?? []) as AsyncIterable<Uint8Array>;
      return (async function* () {
        try {
          yield* bytes;
        } catch (error) {
          throw broken(error, url);
        }
      })();
    },
  };
}
