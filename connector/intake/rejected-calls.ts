import type { IncomingMessage } from 'node:http';

import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';
import { shortenHookAddress } from './hook-address.ts';
import { createAllowance } from './allowance.ts';
import type { IntakeLimits } from './intake-limits.ts';
import { tellSparingly } from './tell-sparingly.ts';

export interface RejectedCallParts {
  store: Pick<Store, 'appendRejectedCall'>;
  newId: (prefix: string) => string;
  now: () => number;
  log: Pick<Log, 'warn'>;
  limits: IntakeLimits;
}

/** Keeps a rejected call with its cause, without its body. */
export type RecordRejectedCall = (
  request: IncomingMessage,
  connection: ConnectionRecord | null,
  source: string | null,
  error: ConnectorError,
) => void;

/** Each connection, and all unknown addresses together, may fill an allowance; a flood beyond it leaves no trace on the disk. */
export function createRejectedCalls({ store, newId, now, log, limits }: RejectedCallParts): RecordRejectedCall {
  const allowance = createAllowance();
  const complain = tellSparingly((message, fields) => log.warn(message, fields), now);
  const size = { burst: limits.rejectedBurst, perSecond: limits.rejectedPerMinute / 60 };

  return (request, connection, source, error) => {
    const atMs = now();
    if (allowance.take(connection?.id ?? '', size, atMs) > 0) return;
    store
      .appendRejectedCall({
        id: newId('rej'),
        connection: connection?.name ?? null,
        at: new Date(atMs).toISOString(),
        method: request.method ?? '',
        path: shortenHookAddress(request.url ?? ''),
        source: source ?? 'unknown',
        code: error.code,
        message: error.message,
      })
      .catch((cause: unknown) => complain('a rejected call could not be kept', { code: error.code, error: cause }));
  };
}
