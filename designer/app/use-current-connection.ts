import { useQuery } from '@tanstack/react-query';

import { connectionsQuery } from '../api/queries.ts';
import type { Connection } from '../api/types.ts';
import { usePreference } from './preferences.ts';

/** The connection that screens start with: the chosen one, else the newest; null while there is none. */
export function useCurrentConnection(): {
  current: Connection | null;
  all: Connection[];
  choose: (name: string) => void;
} {
  const [name, choose] = usePreference('connection');
  const { data: all = [] } = useQuery(connectionsQuery);
  return { current: all.find((connection) => connection.name === name) ?? all[0] ?? null, all, choose };
}
