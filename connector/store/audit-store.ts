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

export interface AuditFilter extends PageQuery, TimeRange {
  /** entries of the default workspace include those that concern the server */
  workspaceId?: string;
  actor?: string;
  /** beginning of the object's path */
  object?: string;
}

export interface AuditStore {
  /** reads the head, writes the entry made from it and the new head in one transaction; never two entries from one head. `make` is pure and may run again */
  appendAudit(make: (head: AuditHead | null) => { entry: AuditEntry; head: AuditHead }): Promise<AuditEntry>;
  auditHead(): Promise<AuditHead | null>;
  listAudit(filter: AuditFilter): Promise<Page<AuditEntry>>;
}
