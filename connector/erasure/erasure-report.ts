import { stringify } from 'csv-stringify/sync';

import type { ErasureRecord, Store } from '../store/store.ts';

const columns: Record<string, (erasure: ErasureRecord) => string | null> = {
  erasure: ({ id }) => id,
  status: ({ status }) => status,
  asked_at: ({ createdAt }) => createdAt,
  iterable_accepted_at: ({ forgottenAt }) => forgottenAt,
  ended_at: ({ endedAt }) => endedAt,
  error: ({ error }) => error?.code ?? null,
  erased_here: ({ counts }) =>
    Object.entries(counts)
      .map(([name, count]) => `${name}: ${String(count)}`)
      .join(', '),
  proof_hash: ({ proof }) => proof.hash,
  proof_salt: ({ proof }) => proof.salt,
};

/** The erasures of a task as CSV with a header, in the order of the request; tells who they are about to nobody who does not know them. */
export async function* erasureReport(task: string, store: Pick<Store, 'listErasures'>): AsyncGenerator<string> {
  yield stringify([Object.keys(columns)]);
  let cursor: string | null = null;
  do {
    const page = await store.listErasures({
      task,
      oldestFirst: true,
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    yield stringify(page.items.map((erasure) => Object.values(columns).map((cell) => cell(erasure))));
    cursor = page.next;
  } while (cursor !== null);
}
