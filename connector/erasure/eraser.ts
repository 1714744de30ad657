import type { PersonNames } from '../security/person-keys.ts';
import type { ConnectionRecord } from '../store/store.ts';

/** The person to erase, as every store can recognise them. */
export interface ErasureSubject {
  connection: Pick<ConnectionRecord, 'id' | 'name'>;
  names: PersonNames;
  /** whether texts name the person */
  mentions: (texts: readonly string[]) => boolean;
}

/**
 * One store of personal data. Every such store has one in `connector/erasure/erasers.ts`; erasing twice must be harmless.
 */
export interface Eraser {
  /** key of its count in the proof */
  name: string;
  /** answers how many things were erased, or several counts under names of their own */
  erase(subject: ErasureSubject): Promise<number | Record<string, number>>;
}
