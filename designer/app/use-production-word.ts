import { useQuery } from '@tanstack/react-query';

import { connectionsQuery, recipesQuery } from '../api/queries.ts';
import type { Connection } from '../api/types.ts';

/** Whether a connection works on the real project, by the name that a person gave its environment. */
export const isProduction = ({ environment }: Pick<Connection, 'environment'>): boolean =>
  /^prod/i.test(environment ?? '');

/**
 * The word to type before calls to a production project: the name of its connection. undefined = nothing of these is one.
 * @param of names of connections, or of recipes that stand for theirs
 */
export function useProductionWord(of: { connections?: readonly string[]; recipes?: readonly string[] }): {
  typeToConfirm?: string;
} {
  const { data: connections = [] } = useQuery(connectionsQuery);
  const { data: recipes = [] } = useQuery(recipesQuery);
  const wanted = new Set(of.connections);
  for (const { name, connection } of recipes) if (of.recipes?.includes(name) === true) wanted.add(connection);
  const found = connections.find((one) => wanted.has(one.name) && isProduction(one));
  return found === undefined ? {} : { typeToConfirm: found.name };
}
