import { ConnectorError } from '../../errors/connector-error.ts';
import type { HookCall } from './hook-call.ts';

/**
 * Calls of one connection in a second; asked after the secret, so that a stranger cannot use up what Iterable needs. A burst of ten
 * seconds is taken at once: Iterable sends in waves.
 */
export function checkRate({
  connection,
  limits,
  allowance,
  receivedAtMs,
}: Pick<HookCall, 'connection' | 'limits' | 'allowance' | 'receivedAtMs'>): ConnectorError | null {
  const perSecond = connection.callsPerSecond ?? limits.callsPerSecond;
  const waitMs = allowance.take(connection.id, { perSecond, burst: perSecond * 10 }, receivedAtMs);
  return waitMs === 0
    ? null
    : new ConnectorError('ITC_HOOK_RATE', `This connection takes ${String(perSecond)} calls a second.`);
}
