import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Page, PageQuery } from './page.ts';
import type { TaskRecord } from './task-store.ts';

export type ErasureStatus = 'pending' | 'done' | 'failed' | 'cancelled';
/** Iterable's limit of a day is used up, Iterable did not answer, or something failed here. */
export type ErasureWait = 'limit' | 'no_answer' | 'fault';

/** How far the search through the stores is. */
export interface ErasurePlace {
  /** name of the eraser that is at work or is the next one */
  eraser: string;
  /** where in its store it goes on; null = from the beginning */
  after: string | null;
  /** events looked at */
  looked: number;
  /** events there were at the beginning */
  of: number;
}

/** The erasure of one person. Once it ended, nothing in it tells who the person was. */
export interface ErasureRecord {
  id: string;
  connectionId: string;
  connection: string;
  /** the task of the newest request that named the person */
  task: string | null;
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
  /** why it is not due yet */
  wait: ErasureWait | null;
  createdAt: string;
  dueAt: string;
  /** when Iterable was asked and may have done it: from then on it cannot be cancelled */
  begunAt: string | null;
  /** when Iterable accepted the call */
  forgottenAt: string | null;
  /** null before the search through the stores here, and at its end */
  place: ErasurePlace | null;
  endedAt: string | null;
}

/** How far the people of one request are: the `result` of its task. */
export interface ErasureTally {
  done: number;
  /** Iterable refused; erased here */
  failed: number;
  cancelled: number;
  /** named once more by a later request, whose task has them now */
  moved: number;
  /** what was erased here, by store */
  counts: Record<string, number>;
  /** null = somebody is due */
  wait: { reason: ErasureWait; until: string } | null;
  /** the search for the person who is being erased */
  looked: { events: number; of: number } | null;
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
  /** events looked at */
  looked: number;
  /** null at the end */
  next: string | null;
}

export interface ErasureStore {
  /**
   * Keeps the people of one request with its task, in one transaction. Who has an open erasure keeps it, and it moves to this task; it is answered
   * instead
   */
  addErasures(
    task: Pick<TaskRecord, 'id' | 'kind' | 'input'>,
    erasures: readonly ErasureRecord[],
  ): Promise<ErasureRecord[]>;
  /** with the progress of its task, in one transaction; false = it has ended already and was left as it was, or its task is paused */
  putErasure(erasure: ErasureRecord): Promise<boolean>;
  /** Ends a task and, as cancelled, its erasures that Iterable was not asked for; false = the task had ended already */
  cancelErasures(task: string): Promise<boolean>;
  getErasure(id: string): Promise<ErasureRecord | null>;
  listErasures(
    filter: PageQuery & { connection?: string; status?: ErasureStatus; task?: string },
  ): Promise<Page<ErasureRecord>>;
  /** the oldest pending ones that are due, but for those of a paused task */
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
