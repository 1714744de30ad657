import type { PersonNames } from '../security/person-keys.ts';
import type { ConnectionRecord } from '../store/store.ts';

/** The person to erase, as every store can recognise them. */
export interface ErasureSubject {
  connection: Pick<ConnectionRecord, 'id' | 'name'>;
  names: PersonNames;
  /** whether texts name the person */
  mentions: (texts: readonly string[]) => boolean;
}

/** What a part of the search through a store erased. */
export interface ErasedPart {
  /** things by what they are */
  counts: Record<string, number>;
  /** where to go on after a break; null = nothing is left to look at */
  after: string | null;
  /** events looked at, and how many there are */
  looked: number;
  of: number;
}

/**
 * One store of personal data. Every such store has one in `connector/erasure/erasers.ts`; erasing twice must be harmless.
 */
export interface Eraser {
  /** kept with an erasure that is under way */
  name: string;
  /** @param after of the part before a break; null = from the beginning */
  erase(subject: ErasureSubject, after: string | null): AsyncIterable<ErasedPart>;
}
