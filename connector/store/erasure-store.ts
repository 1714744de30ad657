import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Page, PageQuery } from './page.ts';

export type ErasureStatus = 'pending' | 'done' | 'failed';

/** The erasure of one person. Once it ended, nothing in it tells who the person was. */
export interface ErasureRecord {
  id: string;
  connectionId: string;
  connection: string;
  status: ErasureStatus;
  /** sealed names of the person; null once it ended */
  sealedIdentity: string | null;
  /** hash of the person, so that an open erasure is found again; null once it ended */
  person: string | null;
  /** salted and keyed hash, to prove for a person who asks that this record is about them */
  proof: { salt: string; hash: string };
  /** what was erased, by store */
  counts: Record<string, number>;
  attempts: number;
  error: ErrorJson | null;
  createdAt: string;
  dueAt: string;
  /** when Iterable accepted the call */
  forgottenAt: string | null;
  endedAt: string | null;
}

/** One step over the events of a connection, the oldest first. */
export interface EraseStep {
  connectionId: string;
  /** the `next` of the step before; null at the beginning */
  after: string | null;
  /** whether one of these texts is about the person; pure */
  mentions: (texts: readonly string[]) => boolean;
  /** opens the output of a step that history hides; pure */
  openOutput: (sealed: string, eventId: string, path: string) => string;
}

export interface EraseStepResult {
  events: number;
  jobs: number;
  steps: number;
  /** null at the end */
  next: string | null;
}

export interface ErasureStore {
  /** answers the open erasure of the same person instead, where there is one */
  addErasure(erasure: ErasureRecord): Promise<ErasureRecord>;
  putErasure(erasure: ErasureRecord): Promise<void>;
  getErasure(id: string): Promise<ErasureRecord | null>;
  listErasures(filter: PageQuery & { connection?: string; status?: ErasureStatus }): Promise<Page<ErasureRecord>>;
  /** the oldest pending ones that are due */
  listDueErasures(nowIso: string, limit: number): Promise<ErasureRecord[]>;
  /**
   * Counts one call against the calls of 24 hours, on disk before it leaves; null = counted, else when the next one may
   * go (ISO 8601). Calls are kept by the hour and count until the whole hour is 24 hours old.
   */
  takeErasureCall(project: string, nowIso: string, perDay: number): Promise<string | null>;
  /**
   * Empties the events that are about the person and the steps of their jobs, and steps of other jobs that name the person,
   * in one transaction; jobs that have not ended are discarded before it. The rows stay, so that counts stay true
   */
  eraseEvents(step: EraseStep): Promise<EraseStepResult>;
}
