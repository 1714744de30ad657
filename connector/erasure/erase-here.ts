import type { ErasureRecord } from '../store/store.ts';
import type { Eraser, ErasureSubject } from './eraser.ts';
import { mentionsPerson } from './mentions-person.ts';

/**
 * Goes through the stores, from the place of the record.
 * @param note keeps the record as it then is; false = stop here
 * @returns the record with what was erased; null = stopped
 */
export async function eraseHere(
  erasers: readonly Eraser[],
  given: ErasureRecord,
  who: Omit<ErasureSubject, 'mentions'>,
  note: (record: ErasureRecord) => Promise<boolean>,
): Promise<ErasureRecord | null> {
  let record = given;
  const subject = { ...who, mentions: mentionsPerson(who.names) };
  const from = erasers.findIndex(({ name }) => name === given.place?.eraser);
  for (const [index, { name, erase }] of erasers.entries()) {
    if (index < from) continue;
    const begun = given.place?.eraser === name ? given.place : null;
    let lookedAt = begun?.looked ?? 0;
    for await (const { counts, after, looked, of } of erase(subject, begun?.after ?? null)) {
      const sum = { ...record.counts };
      for (const [key, count] of Object.entries(counts)) sum[key] = (sum[key] ?? 0) + count;
      lookedAt += looked;
      const eraser = after === null ? erasers[index + 1]?.name : name;
      record = { ...record, counts: sum, place: eraser === undefined ? null : { eraser, after, looked: lookedAt, of } };
      if (eraser !== undefined && !(await note(record))) return null;
    }
  }
  return record;
}
