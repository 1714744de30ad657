import { hash, timingSafeEqual } from 'node:crypto';

/** SHA-256 as hex: the only form in which a secret that others present is kept. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Whether a presented secret belongs to one of the hashes (hex); takes equally long wherever the first difference lies. */
export function matchesSecret(presented: string, hashes: readonly string[]): boolean {
  return matchesDigest(
    presented,
    hashes.map((text) => Buffer.from(text, 'hex')),
  );
}

// the digest of what was presented last: a buffer of its own for each would cost as much as the hash
const shown = Buffer.alloc(32);

/** As `matchesSecret`, with the hashes as 32 raw bytes each. */
export function matchesDigest(presented: string, digests: readonly Buffer[]): boolean {
  // both sides are digests: timingSafeEqual throws when lengths differ, and the length of the secret stays hidden
  shown.write(hash('sha256', presented, 'binary'), 'latin1');
  let found = false;
  for (const known of digests) {
    if (known.length === shown.length && timingSafeEqual(known, shown)) found = true;
  }
  return found;
}
