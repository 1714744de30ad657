import { createHmac, randomBytes } from 'node:crypto';

import type { Json } from '../../errors/json.ts';
import type { AuditEntry, AuditHead, Page, Store } from '../store/store.ts';
import { canonicalJson } from './canonical-json.ts';

const keySetting = 'audit.key';
const pageSize = 500;
const noHash = '0'.repeat(64);

export type NewAuditEntry = Omit<AuditEntry, 'seq' | 'at' | 'previous' | 'hash'>;

/** What a look at the whole log came to. */
export interface AuditVerification {
  isIntact: boolean;
  /** entries that are in order, up to the first that is not */
  entries: number;
  /** hash of the last of them; noted elsewhere, it also shows that the whole log was set back */
  head: string;
  /** the first entry that is not in order; null = none, or entries are missing at the end */
  firstBad: number | null;
  /** what is wrong with it; null = nothing */
  fault: string | null;
}

/** The append-only log of changes: every entry carries a keyed hash over itself and the hash of the one before. */
export interface AuditLog {
  append(entry: NewAuditEntry): Promise<AuditEntry>;
  /** keyed, so that nobody finds a short value by trying */
  digest(value: unknown): string;
  list: Store['listAudit'];
  /** @param known a hash that was noted before: the log must still hold it */
  verify(known?: string): Promise<AuditVerification>;
}

/**
 * Loads the key of the log: 256 random bits, sealed with the master key, made at first use. Who can write to the database and
 * not read the master key cannot write an entry that fits.
 */
export async function createAuditLog(parts: {
  store: Pick<Store, 'appendAudit' | 'auditHead' | 'listAudit'>;
  openSetting: (key: string) => Promise<string | null>;
  sealSetting: (key: string, value: string) => Promise<void>;
  now: () => number;
}): Promise<AuditLog> {
  const { store, now } = parts;
  let secret = await parts.openSetting(keySetting);
  if (secret === null) {
    secret = randomBytes(32).toString('base64url');
    await parts.sealSetting(keySetting, secret);
  }
  const key = Buffer.from(secret, 'base64url');
  const mac = (use: string, value: unknown): string =>
    createHmac('sha256', key)
      .update(`${use}\n`)
      .update(canonicalJson(value as Json))
      .digest('hex');
  const hashOf = ({ hash: _, ...entry }: Omit<AuditEntry, 'hash'> & { hash?: string }): string => mac('entry', entry);
  const sealOf = ({ seq, hash }: Pick<AuditHead, 'seq' | 'hash'>): string => mac('head', { seq, hash });

  /** why an entry does not follow the one before */
  const faultOf = (entry: AuditEntry, last: Pick<AuditHead, 'seq' | 'hash'>): string | null => {
    if (entry.seq !== last.seq + 1) return 'entries before it are missing or out of order';
    if (entry.previous !== last.hash) return 'it does not follow the entry before';
    return entry.hash === hashOf(entry) ? null : 'it was changed';
  };

  return {
    append: (entry) => {
      const at = new Date(now()).toISOString();
      return store.appendAudit((head) => {
        const plain = { ...entry, seq: (head?.seq ?? 0) + 1, at, previous: head?.hash ?? noHash };
        const full: AuditEntry = { ...plain, hash: hashOf(plain) };
        const next = { seq: full.seq, hash: full.hash };
        return { entry: full, head: { ...next, seal: sealOf(next) } };
      });
    },
    digest: (value) => mac('digest', value === undefined ? null : value),
    list: (filter) => store.listAudit(filter),
    async verify(known) {
      // read first: entries that come meanwhile lie behind it
      const head = await store.auditHead();
      const last = { seq: 0, hash: noHash };
      let sawKnown = known === undefined || known === noHash;
      const end = (firstBad: number | null, fault: string | null): AuditVerification => ({
        isIntact: fault === null,
        entries: last.seq,
        head: last.hash,
        firstBad,
        fault,
      });
      let cursor: string | null = null;
      do {
        const page: Page<AuditEntry> = await store.listAudit({
          oldestFirst: true,
          limit: pageSize,
          ...(cursor === null ? {} : { cursor }),
        });
        for (const entry of page.items) {
          const fault = faultOf(entry, last);
          if (fault !== null) return end(entry.seq, fault);
          last.seq = entry.seq;
          last.hash = entry.hash;
          if (entry.hash === known) sawKnown = true;
        }
        cursor = page.next;
      } while (cursor !== null);
      if (head !== null && head.seal !== sealOf(head)) return end(null, 'the record of its end was changed');
      if ((head?.seq ?? 0) > last.seq) return end(null, 'entries are missing at the end');
      if (head === null && last.seq > 0) return end(null, 'the record of its end is missing');
      return sawKnown ? end(null, null) : end(null, 'the noted hash is not in the log');
    },
  };
}
