import type { EventRecord, Store } from '../store/store.ts';
import { triggerKeyOf } from './trigger-key.ts';

/** The newest saved schemas of triggers, kept in memory so that a job costs no query. */
export interface SavedSchemas {
  of(event: Pick<EventRecord, 'connection' | 'kind' | 'eventName' | 'workflowId'>): Promise<object | null>;
  /** after a save in this process; one in another process is seen after `maxAgeMs` */
  forget(): void;
}

const mostKept = 2_000;

/** @param parts.maxAgeMs default 5,000 */
export function createSavedSchemas(parts: {
  store: Pick<Store, 'getConnection' | 'getSchemaVersion'>;
  now: () => number;
  maxAgeMs?: number;
}): SavedSchemas {
  const { store, now, maxAgeMs = 5_000 } = parts;
  const kept = new Map<string, { at: number; version: number; schema: object | null }>();

  return {
    async of({ connection, ...place }) {
      const triggerKey = triggerKeyOf(place);
      if (triggerKey === null) return null;
      const key = `${connection} ${triggerKey}`;
      const known = kept.get(key);
      if (known !== undefined && now() - known.at < maxAgeMs) return known.schema;
      const record = await store.getConnection(connection);
      const newest = record === null ? null : await store.getSchemaVersion(record.id, triggerKey);
      const version = newest?.version ?? 0;
      // the same object for the same version, so that what is worked out from it is kept as well
      const schema = known?.version === version ? known.schema : ((newest?.schema ?? null) as object | null);
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, { at: now(), version, schema });
      return schema;
    },
    forget: () => kept.clear(),
  };
}
