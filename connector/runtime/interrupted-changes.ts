import type { Log } from '../log.ts';
import type { AuditLog } from '../security/audit-log.ts';

// longer than any call lasts: another process may still be at it
const longestCallMs = 10 * 60_000;
const everyMs = 60_000;

/**
 * Gives the changes that a process left without an entry of the audit log theirs: at the start, and once a minute where a process can
 * die while this one goes on.
 * @param parts.isShared whether other processes are on the store
 */
export async function endInterruptedChanges(parts: {
  audit: Pick<AuditLog, 'settle'>;
  isShared: boolean;
  now: () => number;
  log: Pick<Log, 'error' | 'warn'>;
}): Promise<{ stop: () => void }> {
  const { audit, isShared, now, log } = parts;
  const settle = async (): Promise<void> => {
    const { ended, forged } = await audit.settle(new Date(isShared ? now() - longestCallMs : now()).toISOString());
    if (ended > 0) log.warn('changes were interrupted, see the audit log', { count: ended });
    if (forged > 0) log.error('notes of changes were changed or forged, see `itc audit verify`', { count: forged });
  };
  await settle();
  if (!isShared) return { stop: () => undefined };
  const timer = setInterval(() => {
    settle().catch((error: unknown) => log.error('interrupted changes were not written to the audit log', { error }));
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
}
