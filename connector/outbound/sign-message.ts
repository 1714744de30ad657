import { randomBytes } from 'node:crypto';

import { Webhook } from 'standardwebhooks';

/** What a message is signed over, by Standard Webhooks. */
export interface SignedMessage {
  /** the same for every attempt, so that the receiver knows a repetition */
  id: string;
  atMs: number;
  /** `whsec_…` */
  secret: string;
  body: string;
}

/** The headers of Standard Webhooks for a message. Throws for a secret that is not base64. */
export function signedHeaders({ id, atMs, secret, body }: SignedMessage): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(atMs / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(atMs), body),
  };
}

/** A secret to sign messages with, in the form of Standard Webhooks: 24 bytes. */
export const newSigningSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;
