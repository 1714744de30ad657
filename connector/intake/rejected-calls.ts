import type { IncomingMessage } from 'node:http';

import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';
import { shortenHookAddress } from './hook-address.ts';
import type { IntakeLimits } from './intake-limits.ts';

interface Allowance {
  left: number;
  atMs: number;
}

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
  const allowances = new Map<string, Allowance>();

  const isAllowed = (key: string, atMs: number): boolean => {
    const allowance = allowances.get(key) ?? { left: limits.rejectedBurst, atMs };
    const grown = ((atMs - allowance.atMs) / 60_000) * limits.rejectedPerMinute;
    const left = Math.min(limits.rejectedBurst, allowance.left + grown);
    allowances.set(key, { left: left < 1 ? left : left - 1, atMs });
    return left >= 1;
  };

  return (request, connection, source, error) => {
    const atMs = now();
    if (!isAllowed(connection?.id ?? '', atMs)) return;
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
      .catch((cause: unknown) => log.warn('a rejected call could not be kept', { code: error.code, error: cause }));
  };
}
