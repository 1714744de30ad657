import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const form = /^itc_(tok[0-9a-f]{16})_([A-Za-z0-9_-]{43})_([0-9a-f]{8})$/;

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');

/**
 * A new API token, `itc_<id>_<256 random bits>_<checksum>`: one that was found tells which to revoke, and scanners for secrets
 * tell it from other text without asking the server.
 */
export function newApiToken(): { id: string; token: string } {
  const id = `tok${randomBytes(8).toString('hex')}`;
  const body = `itc_${id}_${randomBytes(32).toString('base64url')}`;
  return { id, token: `${body}_${checksum(body)}` };
}

/** The id in a token; null for a text that is none. */
export function readApiToken(text: string): string | null {
  const found = form.exec(text);
  if (found === null) return null;
  return checksum(text.slice(0, -9)) === found[3] ? (found[1] ?? null) : null;
}
