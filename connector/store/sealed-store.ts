/** A sealed value and where it lies, as `SealPlace` names it. */
export interface SealedValue {
  table: 'connections' | 'settings' | 'secrets' | 'steps' | 'consent_maps' | 'consent_people' | 'erasures';
  row: string;
  field: string;
  sealed: string;
}

/** The sealed values of the whole store, for the rotation of the master key. */
export interface SealedStore {
  /** those that were not sealed with this key, at most `limit` */
  listSealedExcept(keyId: string, limit: number): Promise<SealedValue[]>;
  /** puts `next` in the place of a value that is still there as it was read; false when it changed meanwhile */
  replaceSealed(value: SealedValue, next: string): Promise<boolean>;
}
