import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** Where a call may name a connection. */
export interface NamedPlaces {
  /** of the route, with parameters in braces */
  path: string;
  params: Record<string, string>;
  query: unknown;
  body: unknown;
}

const connectionOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, 'connection') : undefined;

/**
 * Refuses a call that names a connection of another workspace, in its address, its query or its body, as if there were none: what hangs on a
 * connection is then safe in every route, whether or not the route looks at the connection itself.
 * @param server what the whole server has
 * @param runtime the same as the caller sees it
 */
export async function refuseForeignConnection(
  server: Runtime,
  runtime: Runtime,
  { path, params, query, body }: NamedPlaces,
): Promise<void> {
  const isBelow = path.startsWith('/connections/{name}') || path.startsWith('/consent/{name}');
  const named = [isBelow ? params['name'] : params['connection'], connectionOf(query), connectionOf(body)];
  for (const name of named) {
    if (typeof name !== 'string' || (await server.store.getConnection(name)) === null) continue;
    if ((await runtime.store.getConnection(name)) !== null) continue;
    throw new ConnectorError(
      'ITC_CONNECTION_UNKNOWN',
      `There is no connection named ${JSON.stringify(name.slice(0, 200))}.`,
    );
  }
}
