import { ConnectorError } from '../../errors/connector-error.ts';
import { hashSecret } from '../security/hash-secret.ts';
import type { ConnectionRecord } from '../store/store.ts';

const basic = /^basic +([a-z0-9+/_-]{1,1000}={0,2})$/i;

/** The write key of a call: the user name of Basic authorization. Null where there is none. */
export function presentedWriteKey(authorization: string | undefined): string | null {
  const encoded = basic.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const [name = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 1);
  return name === '' ? null : name;
}

/**
 * The connection that a call belongs to.
 * @throws ConnectorError ITC_CALL_NO_KEY, ITC_CALL_WRONG_KEY
 */
export function connectionOfKey(
  authorization: string | undefined,
  connections: { byWriteKeyHash(hash: string): ConnectionRecord | undefined },
  atMs: number,
): ConnectionRecord {
  const key = presentedWriteKey(authorization);
  if (key === null) throw new ConnectorError('ITC_CALL_NO_KEY');
  const hash = hashSecret(key);
  const connection = connections.byWriteKeyHash(hash);
  const entry = connection?.writeKeys?.find((known) => known.hash === hash);
  const isLive = entry !== undefined && (entry.expiresAt === null || Date.parse(entry.expiresAt) > atMs);
  if (connection === undefined || !isLive) throw new ConnectorError('ITC_CALL_WRONG_KEY');
  return connection;
}
