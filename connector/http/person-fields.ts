import { z } from 'zod';

import { personNames } from '../sends/person-names.ts';
import type { PersonNames } from '../store/store.ts';

/** A person in the body of a request: identities never stand in addresses, which proxies and browsers keep. */
export const personFields = {
  email: z.string().trim().min(1).max(255).optional(),
  userId: z.string().min(1).max(100).optional(),
};

export const connectionName = z.string().min(1).max(200);

/** The filter of a person, and none where nobody is named. */
export function namedPerson({ email, userId }: { email?: string | undefined; userId?: string | undefined }): {
  person?: PersonNames;
} {
  return email === undefined && userId === undefined ? {} : { person: personNames(email, userId) };
}
