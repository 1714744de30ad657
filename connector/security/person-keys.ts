import { createHmac, hkdfSync } from 'node:crypto';

/** The names of one person in a project; at least one is there. */
export interface PersonNames {
  email?: string;
  userId?: string;
}

/** Keyed hashes of people: equal for equal people, and of no use without the master key. */
export interface PersonKeys {
  /** one hash per name, for finding what is kept of a person */
  namesOf(connectionId: string, person: PersonNames): string[];
  /** a hash that only who knows the person can check, and that matches no other record */
  proofOf(salt: string, person: PersonNames): string;
}

const normal = ({ email, userId }: PersonNames): string[] => [
  ...(email === undefined ? [] : [`email ${email.trim().toLowerCase()}`]),
  ...(userId === undefined ? [] : [`userId ${userId}`]),
];

/** @param masterKey 32 bytes; the hashes use a key that is derived from it */
export function createPersonKeys(masterKey: Buffer): PersonKeys {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'iterable-connector person keys', 32));
  const hmac = (...parts: string[]): string => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
  return {
    namesOf: (connectionId, person) => normal(person).map((name) => hmac('name', connectionId, name)),
    proofOf: (salt, person) => hmac('proof', salt, ...normal(person)),
  };
}
