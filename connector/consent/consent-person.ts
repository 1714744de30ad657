import type { ProjectType } from '../define.ts';
import type { PersonNames } from '../security/person-keys.ts';

/** The names that tell people apart in a project of this type; empty where none of them is given. */
export function namesIn(
  projectType: ProjectType,
  given: { email?: string | null | undefined; userId?: string | null | undefined },
): PersonNames {
  const email = given.email?.trim().toLowerCase();
  const { userId } = given;
  return {
    ...(projectType !== 'userId' && email ? { email } : {}),
    ...(projectType !== 'email' && userId ? { userId } : {}),
  };
}

export const isNamed = (names: PersonNames): boolean => Object.keys(names).length > 0;
