import type { Json } from '../../errors/json.ts';
import type { Page, PageQuery, TimeRange } from './page.ts';

/** One change by a person or a token. Names and addresses of people are looked up when it is shown, so that erasing a person leaves the chain whole. */
export interface AuditEntry {
  /** from 1, without gaps */
  seq: number;
  at: string;
  actor: { kind: 'server' | 'person' | 'token'; id: string };
  /** network address of the caller; null = not known */
  address: string | null;
  /** null = it concerns the server */
  workspaceId: string | null;
  /** the operation, as `POST /recipes/{name}/enable` */
  action: string;
  /** path of what was changed, as `/recipes/welcome` */
  object: string;
  /** keyed digests of the object, and the few of its values that are neither secret nor personal */
  before: AuditedState | null;
  after: AuditedState | null;
  /** keyed digest of what was asked for */
  request: string | null;
  /**
   * `done`; of a call to Iterable what came of it; the code of the error that ended it; `interrupted` = the process ended meanwhile, and nobody
   * knows. Entries of before there were outcomes have none: they were done
   */
  outcome?: string;
  /** `hash` of the entry before; 64 zeros at the first */
  previous: string;
  /** HMAC-SHA256 over all of the above, hex */
  hash: string;
}

export interface AuditedState {
  digest: string;
  facts: Record<string, Json>;
}

/** Where the log ends; sealed, so that cutting entries off shows. */
export interface AuditHead {
  seq: number;
  hash: string;
  seal: string;
}

/** A change on its way, kept before it is made, so that a process that dies leaves none without an entry. */
export interface BegunChange {
  id: string;
  begunAt: string;
  /** JSON of what is known before */
  draft: string;
  /** over all of the above */
  seal: string;
}

/** Makes the next entry from the end of the log, with the new end. */
export type MakeEntry = (head: AuditHead | null) => { entry: AuditEntry; head: AuditHead };

export interface AuditFilter extends PageQuery, TimeRange {
  /** entries of the default workspace include those that concern the server */
  workspaceId?: string;
  actor?: string;
  /** beginning of the object's path */
  object?: string;
}

export interface AuditStore {
  beginAudit(begun: BegunChange): Promise<void>;
  /** what was begun before this time and has no entry yet */
  listBegunAudit(before: string): Promise<BegunChange[]>;
  /**
   * Reads the head, writes the entry made from it and the new head in one transaction; never two entries from one head. `make` is pure and may run again.
   * @param begun id of the begun change that it ends, removed in the same transaction
   */
  appendAudit(make: MakeEntry, begun?: string): Promise<AuditEntry>;
  /** the same for a begun change that is still there; null when another process ended it */
  endBegunAudit(begun: string, make: MakeEntry): Promise<AuditEntry | null>;
  auditHead(): Promise<AuditHead | null>;
  listAudit(filter: AuditFilter): Promise<Page<AuditEntry>>;
}
