import type { NewEvent, RejectedCall, Store } from '../../connector/store/store.ts';

/** The two methods the webhook path uses, in memory; `fail` makes the medium refuse. */
export interface MemoryStore extends Pick<Store, 'appendEvent' | 'appendRejectedCall'> {
  events: (NewEvent & { duplicateOf: string | null })[];
  rejected: RejectedCall[];
  fail: Error | null;
}

export function createMemoryStore(): MemoryStore {
  const firsts = new Map<string, { id: string; atMs: number }>();
  const store: MemoryStore = {
    events: [],
    rejected: [],
    fail: null,
    async appendEvent(event) {
      if (store.fail !== null) throw store.fail;
      const key = `${event.connectionId} ${event.deliveryKey}`;
      const atMs = Date.parse(event.receivedAt);
      const first = firsts.get(key);
      const duplicateOf = first !== undefined && atMs - first.atMs <= event.dedupWindowMs ? first.id : null;
      if (duplicateOf === null) firsts.set(key, { id: event.id, atMs });
      store.events.push({ ...event, duplicateOf });
      return { id: event.id, duplicateOf, jobs: duplicateOf === null ? event.jobs.map((job) => job.id) : [] };
    },
    async appendRejectedCall(call) {
      store.rejected.push(call);
    },
  };
  return store;
}
