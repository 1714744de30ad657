import { createHash } from 'node:crypto';

/** 128 bits of a SHA-256, in the form of a UUID: 16 bytes in a column of that type, where the text would be kept twice, in table and index. */
export function hashedUuid(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
