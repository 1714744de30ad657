import { createHash } from 'node:crypto';

import type { EmailContent } from '../define.ts';

/** What makes two messages need two templates: the content and the message type, and nothing of any person. */
export interface FingerprintedContent extends EmailContent {
  messageTypeId: number;
}

/** Hex SHA-256 of the content in one written form: keys in order, what was left out left out. */
export function contentFingerprint(content: FingerprintedContent): string {
  const pairs = Object.entries({ ...content, medium: 'email' })
    .filter(([, value]) => value !== undefined && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(pairs)).digest('hex');
}

/** The ID of our own that the template has in Iterable, by which it is found again. */
export const clientTemplateIdOf = (fingerprint: string): string => `itc-${fingerprint.slice(0, 32)}`;
