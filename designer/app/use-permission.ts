import { useQuery } from '@tanstack/react-query';

import { sessionQuery } from '../api/queries.ts';
import type { Session } from '../api/types.ts';

/** Whether whoever is signed in has a permission; false as long as that is not known. The server checks it for itself. */
export function usePermission(permission: Session['permissions'][number]): boolean {
  const { data: session } = useQuery(sessionQuery);
  return session?.permissions.includes(permission) ?? false;
}
