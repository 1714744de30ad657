import type { Readable } from 'node:stream';

import type { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { ErrorCode } from '../../errors/error-catalogue.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Caller } from '../security/caller.ts';

type Shape = z.ZodType | undefined;
type Auth = 'caller' | 'none' | 'same-site';
type Method = 'get' | 'post' | 'delete';

/** What a handler may know and do of HTTP itself; only people, sessions and tokens need it. */
export interface HttpParts {
  /** as the cookie says it, not checked yet */
  sessionId: string | null;
  /** the page of the caller came by https */
  isSecure: boolean;
  /** network address; null when a proxy told none */
  address: string | null;
  /** who calls; null on open routes until `signedIn` */
  caller: Caller | null;
  readCookie(name: string): string | null;
  setCookie(line: string): void;
  /** tells the audit log whom an open route let in; awaited, so that the entry is on its way before the answer is */
  signedIn(caller: Caller): Promise<void>;
}
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** What a download route answers instead of a document. */
export interface Download {
  type: string;
  fileName: string;
  body: Readable;
}

interface RequestParts<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** the bytes of an upload */
  stream: Readable;
  http: HttpParts;
}

/** One operation of the REST API, as data: the router, the checks and the OpenAPI document all come from it. */
export interface RouteDefinition<
  M extends Method,
  Path extends string,
  P extends Shape,
  Q extends Shape,
  B extends Shape,
  R extends z.ZodType,
> {
  method: M;
  /** below /api/v1, parameters in braces */
  path: Path;
  summary: string;
  /** groups the operations in the docs page */
  tag: string;
  /** default `caller`: a token or a session with the permission of route-permissions.ts; `same-site`: open, but not to pages of other sites */
  auth?: Auth;
  status?: number;
  params?: P;
  query?: Q;
  body?: B;
  /** the request body is a file, read as a stream and of any content type */
  upload?: true;
  /** content types of a route that answers a file: its handler makes a `Download` */
  download?: readonly string[];
  /** also the allowlist of what leaves: keys that it does not name are dropped */
  response: R;
  /** what a request is refused with that does not fit; default ITC_REQUEST_INVALID */
  invalid?: ErrorCode;
  /** codes this operation answers besides the general ones */
  errors?: readonly ErrorCode[];
  handler: (runtime: Runtime, request: RequestParts<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<z.input<R>>;
}

/** A route with its types closed over: raw request parts in, checked answer out. */
export interface Route<M extends Method = Method, Path extends string = string> {
  method: M;
  path: Path;
  summary: string;
  tag: string;
  auth: Auth;
  status: number;
  params: z.ZodType | undefined;
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
  upload: boolean;
  download: readonly string[] | undefined;
  response: z.ZodType;
  errors: readonly ErrorCode[];
  /** checks the request; what it answers does the work */
  prepare: (raw: RequestParts<unknown, unknown, unknown>) => (runtime: Runtime) => Promise<unknown>;
}

interface RequestProblem {
  path: string;
  message: string;
}

function check<S extends Shape>(schema: S, place: string, value: unknown, problems: RequestProblem[]): Parsed<S> {
  if (schema === undefined) return undefined as Parsed<S>;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Parsed<S>;
  for (const issue of parsed.error.issues) {
    problems.push({ path: [place, ...issue.path.map(String)].join('.'), message: issue.message });
  }
  return undefined as Parsed<S>;
}

/** Names a route as tables do: `GET /recipes/{name}`. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method.toUpperCase()} ${path}`;

/** The names of some routes, as types. */
export type KeyOf<R> = R extends Route<infer M, infer Path> ? `${Uppercase<M>} ${Path}` : never;

/** Closes a definition into a route; throws ITC_REQUEST_INVALID (or its own code) with every problem when the request does not fit. */
export function defineRoute<
  M extends Method,
  const Path extends string,
  P extends Shape,
  Q extends Shape,
  B extends Shape,
  R extends z.ZodType,
>(definition: RouteDefinition<M, Path, P, Q, B, R>): Route<M, Path> {
  return {
    method: definition.method,
    path: definition.path,
    summary: definition.summary,
    tag: definition.tag,
    auth: definition.auth ?? 'caller',
    status: definition.status ?? 200,
    params: definition.params,
    query: definition.query,
    body: definition.body,
    upload: definition.upload ?? false,
    download: definition.download,
    response: definition.response,
    errors: definition.errors ?? [],
    prepare(raw) {
      const problems: RequestProblem[] = [];
      const params = check(definition.params as P, 'params', raw.params, problems);
      const query = check(definition.query as Q, 'query', raw.query, problems);
      const body = check(definition.body as B, 'body', raw.body, problems);
      if (problems.length > 0) {
        const first = problems[0];
        throw new ConnectorError(
          definition.invalid ?? 'ITC_REQUEST_INVALID',
          `${first?.path ?? 'request'}: ${first?.message ?? 'wrong'}.`,
          {
            details: { problems },
          },
        );
      }
      const { stream, http } = raw;
      return async (runtime) =>
        definition.response.parse(await definition.handler(runtime, { params, query, body, stream, http }));
    },
  };
}
