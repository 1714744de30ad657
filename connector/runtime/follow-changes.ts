import type { Log } from '../log.ts';
import type { PostgresStore } from '../store/postgres/open-postgres-store.ts';

const retryMs = 1_000;

/**
 * Reads again what this process keeps in memory when another process has changed its table; one reading at a time, so that an older answer never takes the
 * place of a newer one. A reading that failed is tried again. Answers the end of it.
 * @param readers by table
 */
export function followChanges(
  store: Pick<PostgresStore, 'onChange'>,
  readers: Readonly<Record<string, () => Promise<void>>>,
  { sleep, log }: { sleep: (ms: number) => Promise<void>; log: Pick<Log, 'warn'> },
): () => void {
  const changed = new Set<string>();
  let running: Promise<void> | null = null;
  let isStopped = false;

  const readAll = async (): Promise<void> => {
    for (let [table] = changed; table !== undefined && !isStopped; [table] = changed) {
      changed.delete(table);
      try {
        await readers[table]?.();
      } catch (error) {
        log.warn(`changes of ${table} were not read, the next try follows`, { error });
        changed.add(table);
        await sleep(retryMs);
      }
    }
    running = null;
  };
  const forget = store.onChange((table) => {
    for (const one of table === null ? Object.keys(readers) : [table]) if (one in readers) changed.add(one);
    running ??= readAll();
  });
  return () => {
    isStopped = true;
    forget();
  };
}
