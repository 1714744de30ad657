import { createHmac, randomBytes } from 'node:crypto';

/** The names of one person in a project; at least one is there. */
export interface PersonNames {
  email?: string;
  userId?: string;
}

/** Keyed hashes of people: equal for equal people, and of no use without the key. */
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

const keySetting = 'people.key';

/**
 * Loads the key of the hashes: 256 random bits, made at first use. It lies sealed with the master key and is not derived from it, so the
 * hashes stay what they are when the master key is replaced.
 */
export async function loadPersonKeys(parts: {
  openSetting: (key: string) => Promise<string | null>;
  sealSetting: (key: string, value: string) => Promise<void>;
}): Promise<PersonKeys> {
  let secret = await parts.openSetting(keySetting);
  if (secret === null) {
    secret = randomBytes(32).toString('base64url');
    await parts.sealSetting(keySetting, secret);
  }
  return createPersonKeys(Buffer.from(secret, 'base64url'));
}

/** @param key 32 bytes */
export function createPersonKeys(key: Buffer): PersonKeys {
  const hmac = (...parts: string[]): string => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
  return {
    namesOf: (connectionId, person) => normal(person).map((name) => hmac('name', connectionId, name)),
    proofOf: (salt, person) => hmac('proof', salt, ...normal(person)),
  };
}
