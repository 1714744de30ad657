import { randomBytes } from 'node:crypto';

/** A new secret of 256 random bits that is safe in addresses and headers; the prefix tells people what it is for. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}
