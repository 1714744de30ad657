import { ConnectorError } from '../../errors/connector-error.ts';
import { matchesDigest, matchesSecret } from '../security/hash-secret.ts';
import type { ConnectionRecord } from '../store/store.ts';
import type { Guard } from './hook-call.ts';

interface LiveSecret {
  digest: Buffer;
  /** Infinity = no end */
  expiresAtMs: number;
}

const prepared = new WeakMap<ConnectionRecord, readonly LiveSecret[]>();
const scheme = /^(basic|bearer|oauth2) +(.+)$/i;
// a presented secret longer than any that this server makes
const maxLength = 1_000;

/** The webhook secret, in the custom header or in one of the forms Iterable gives to Authorization. */
export const checkSecret: Guard = (call) => {
  const { request, connection, receivedAtMs } = call;
  // explicit, and only while there is nothing to check: an expired secret does not open the address
  if (connection.secrets.length === 0 && connection.allowUnauthenticated) return null;
  const presented = presentedSecrets(request.headers.authorization, request.headers[connection.secretHeader]);
  if (presented.length === 0) return new ConnectorError('ITC_HOOK_NO_SECRET');
  const digests: Buffer[] = [];
  for (const secret of secretsOf(connection)) if (secret.expiresAtMs > receivedAtMs) digests.push(secret.digest);
  let isRight = false;
  for (const secret of presented) if (matchesDigest(secret, digests)) isRight = true;
  if (isRight) {
    call.provesSecret = isFirstUse(connection, presented);
    return null;
  }
  if (isKnown(connection, presented)) return new ConnectorError('ITC_HOOK_SECRET_EXPIRED');
  return digests.length > 0
    ? new ConnectorError('ITC_HOOK_WRONG_SECRET')
    : new ConnectorError('ITC_HOOK_WRONG_SECRET', 'This connection has no webhook secret that is still valid.', {
        hint: 'Make a new secret for the connection and set it in Iterable.',
      });
};

function isFirstUse(connection: ConnectionRecord, presented: readonly string[]): boolean {
  const newest = connection.secrets.at(-1);
  if ((connection.rotation?.webhookId ?? null) === null || newest === undefined || newest.provedAt !== undefined)
    return false;
  return presented.some((secret) => matchesSecret(secret, [newest.hash]));
}

/** What is none of the valid secrets and yet known has expired; told apart from a wrong secret only for who knows it. */
function isKnown(connection: ConnectionRecord, presented: readonly string[]): boolean {
  const digests = secretsOf(connection).map(({ digest }) => digest);
  return presented.some((secret) => matchesDigest(secret, digests));
}

/**
 * Everything in the two headers that may be the secret. Iterable sends `Authorization: <token>` for "Basic" and
 * `OAuth2 <token>` for "OAuth2"; `Basic` in the sense of HTTP holds base64 of `user:password`.
 */
export function presentedSecrets(authorization: string | undefined, custom: string | string[] | undefined): string[] {
  const found: string[] = [];
  if (typeof custom === 'string' && custom !== '') found.push(custom);
  if (authorization !== undefined && authorization !== '') {
    const match = scheme.exec(authorization);
    const token = match?.[2] ?? authorization;
    found.push(token);
    if (match?.[1]?.toLowerCase() === 'basic') found.push(...basicParts(token));
  }
  return found.filter((secret) => secret.length <= maxLength);
}

function basicParts(token: string): string[] {
  const text = Buffer.from(token, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon === -1) return [];
  return [text.slice(0, colon), text.slice(colon + 1)].filter((part) => part !== '');
}

function secretsOf(connection: ConnectionRecord): readonly LiveSecret[] {
  let secrets = prepared.get(connection);
  if (secrets === undefined) {
    secrets = connection.secrets.map(({ hash, expiresAt }) => ({
      digest: Buffer.from(hash, 'hex'),
      expiresAtMs: expiresAt === null ? Infinity : Date.parse(expiresAt),
    }));
    prepared.set(connection, secrets);
  }
  return secrets;
}
