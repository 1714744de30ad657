import { createHmac, randomBytes } from 'node:crypto';

import type { Json } from '../../errors/json.ts';
import type { AuditEntry, AuditHead, BegunChange, MakeEntry, Page, Store } from '../store/store.ts';
import { canonicalJson } from './canonical-json.ts';

const keySetting = 'audit.key';
const pageSize = 500;
const noHash = '0'.repeat(64);
// after every time in text
const endOfTime = '9';

export type NewAuditEntry = Omit<AuditEntry, 'seq' | 'at' | 'previous' | 'hash'>;
/** What is known of a change before it is made. */
export type AuditDraft = Omit<NewAuditEntry, 'after' | 'outcome'>;

/** A change on its way, which the store knows of already. */
export interface BegunEntry {
  /** writes the entry; `object` where the change made it */
  end(known: Pick<NewAuditEntry, 'after' | 'object'> & { outcome: string }): Promise<AuditEntry>;
}

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
  /** puts on disk that a change is on its way, before it is made; an entry follows in any case (docs/decisions/0012-audit-entry-first.md) */
  begin(draft: AuditDraft): Promise<BegunEntry>;
  /** writes the entries of changes that were begun before this time and whose process cannot tell any more; answers how many, and how many notes carry a wrong seal */
  settle(begunBefore: string): Promise<{ ended: number; forged: number }>;
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
  store: Pick<Store, 'appendAudit' | 'auditHead' | 'beginAudit' | 'endBegunAudit' | 'listAudit' | 'listBegunAudit'>;
  openSetting: (key: string) => Promise<string | null>;
  sealSetting: (key: string, value: string) => Promise<void>;
  newId: (prefix: string) => string;
  now: () => number;
}): Promise<AuditLog> {
  const { store, newId, now } = parts;
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

  const at = (): string => new Date(now()).toISOString();
  const next =
    (entry: Omit<AuditEntry, 'seq' | 'previous' | 'hash'>): MakeEntry =>
    (head) => {
      const plain = { ...entry, seq: (head?.seq ?? 0) + 1, previous: head?.hash ?? noHash };
      const full: AuditEntry = { ...plain, hash: hashOf(plain) };
      const end = { seq: full.seq, hash: full.hash };
      return { entry: full, head: { ...end, seal: sealOf(end) } };
    };
  const sealOfBegun = ({ id, begunAt, draft }: Omit<BegunChange, 'seal'>): string =>
    mac('begun', { id, begunAt, draft });

  return {
    append: (entry) => store.appendAudit(next({ ...entry, at: at() })),
    async begin(draft) {
      const begun = { id: newId('chg'), begunAt: at(), draft: JSON.stringify(draft) };
      await store.beginAudit({ ...begun, seal: sealOfBegun(begun) });
      return { end: (known) => store.appendAudit(next({ ...draft, ...known, at: at() }), begun.id) };
    },
    async settle(begunBefore) {
      const count = { ended: 0, forged: 0 };
      for (const { seal, ...begun } of await store.listBegunAudit(begunBefore)) {
        // written past the connector: signing it would vouch for a lie, and taking it away would hide the trace
        if (seal !== sealOfBegun(begun)) {
          count.forged += 1;
          continue;
        }
        const draft = JSON.parse(begun.draft) as AuditDraft;
        const entry = { ...draft, at: begun.begunAt, after: null, outcome: 'interrupted' };
        if ((await store.endBegunAudit(begun.id, next(entry))) !== null) count.ended += 1;
      }
      return count;
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
      if (!sawKnown) return end(null, 'the noted hash is not in the log');
      const forged = (await store.listBegunAudit(endOfTime)).find(({ seal, ...begun }) => seal !== sealOfBegun(begun));
      return forged === undefined
        ? end(null, null)
        : end(null, `the note ${forged.id} of a change was changed or forged`);
    },
  };
}
