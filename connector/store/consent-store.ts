import type { ConsentDocument } from '../consent/consent-document.ts';
import type { Page, PageQuery } from './page.ts';

/** What is kept of the consent of one person. */
export interface ConsentRow {
  id: string;
  connectionId: string;
  /** sealed names of the person */
  sealedIdentity: string;
  document: ConsentDocument;
}

/** What a change of consent writes. */
export interface ConsentWrite extends Omit<ConsentRow, 'connectionId'> {
  /** when it wants to be worked on; null = nothing is open */
  dueAt: string | null;
  /** added to the counts of the connection */
  counts?: Record<string, number>;
}

export interface ConsentMapRecord {
  /** from 1; 0 = none was saved */
  version: number;
  map: unknown;
}

export interface ConsentStore {
  getConsentMap(connectionId: string): Promise<ConsentMapRecord>;
  /** false = another version was saved since, and nothing was written */
  putConsentMap(connectionId: string, map: unknown, expectedVersion: number): Promise<boolean>;
  /**
   * Reads, changes and writes in one transaction. `names` are hashes of all names of one person that are known: every row
   * found under one of them is handed over, and what `change` gives takes the place of them all, under all their names.
   * `change` is pure and may run again; null writes nothing
   */
  changeConsent(
    place: { connectionId: string; names: readonly string[] },
    change: (before: readonly ConsentRow[]) => ConsentWrite | null,
  ): Promise<void>;
  /** as `changeConsent`, for the row with this id; `change` is not called when it is gone */
  changeConsentRow(id: string, change: (before: ConsentRow) => ConsentWrite | null): Promise<void>;
  findConsent(connectionId: string, names: readonly string[]): Promise<ConsentRow | null>;
  listConsent(filter: PageQuery & { connectionId: string }): Promise<Page<ConsentRow>>;
  /** the longest due first */
  listDueConsent(nowIso: string, limit: number): Promise<ConsentRow[]>;
  nextConsentDueAt(): Promise<string | null>;
  countConsent(connectionId: string, counts: Record<string, number>): Promise<void>;
  consentCounts(connectionId: string): Promise<Record<string, number>>;
  /** answers how many rows went */
  eraseConsent(connectionId: string, names: readonly string[]): Promise<number>;
}
