import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** Routes of one connection, which they name in their address. */
const below = ['/connections/{name}', '/consent/{name}'];

/**
 * Refuses a call below a connection of another workspace as if there were none: what hangs on a connection is then safe in every such
 * route, whether or not the route looks at the connection itself. What queries and bodies name, the routes look up as the caller sees it.
 * @param path of the route, with parameters in braces
 * @param runtime as the caller sees it
 */
export async function refuseForeignConnection(runtime: Runtime, path: string, name: string | undefined): Promise<void> {
  if (name === undefined || !below.some((start) => path.startsWith(start))) return;
  if ((await runtime.store.getConnection(name)) !== null) return;
  throw new ConnectorError(
    'ITC_CONNECTION_UNKNOWN',
    `There is no connection named ${JSON.stringify(name.slice(0, 200))}.`,
  );
}
