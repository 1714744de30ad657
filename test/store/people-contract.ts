import { expect, test, describe, beforeEach, afterEach } from '@jest/globals';

import type {
  AuditEntry,
  AuditHead,
  MakeEntry,
  PersonRecord,
  SessionRecord,
  Store,
} from '../../connector/store/store.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

export const person = (id: string, change: Partial<PersonRecord> = {}): PersonRecord => ({
  id,
  email: `${id}@example.com`,
  name: null,
  passwordHash: null,
  link: null,
  identity: null,
  roles: {},
  createdAt: at(0),
  lastSignInAt: null,
  ...change,
});

export const session = (hash: string, personId: string | null, second = 0): SessionRecord => ({
  hash,
  personId,
  workspaceId: null,
  createdAt: at(second),
  usedAt: at(second),
  expiresAt: at(second + 100),
});

const nextEntry =
  (entry: Partial<AuditEntry>): MakeEntry =>
  (head) => {
    const full: AuditEntry = {
      seq: (head?.seq ?? 0) + 1,
      at: at(0),
      actor: { kind: 'person', id: 'per_1' },
      address: null,
      workspaceId: null,
      action: 'POST /x',
      object: '/x',
      before: null,
      after: null,
      request: null,
      previous: head?.hash ?? '',
      hash: `hash-${(head?.seq ?? 0) + 1}`,
      ...entry,
    };
    const next: AuditHead = { seq: full.seq, hash: full.hash, seal: 'seal' };
    return { entry: full, head: next };
  };

export const appendAudit = (store: Store, entry: Partial<AuditEntry>): Promise<AuditEntry> =>
  store.appendAudit(nextEntry(entry));

/** What every store promises of people, sessions, tokens and the audit log. */
export function holdPeopleContract(
  engine: string,
  open: () => Promise<{ store: Store; dispose: () => Promise<void> }>,
): void {
  let store: Store;
  let dispose: () => Promise<void>;
  beforeEach(async () => ({ store, dispose } = await open()));
  afterEach(() => dispose());

  describe(`${engine} keeps people`, () => {
    test(`${engine}: an address and a workspace name belong to one`, async () => {
      expect(await store.addWorkspace({ id: 'wsp_1', name: 'one', createdAt: at(1) })).toBe(true);
      expect(await store.addWorkspace({ id: 'wsp_2', name: 'one', createdAt: at(2) })).toBe(false);
      expect(await store.listWorkspaces()).toEqual([{ id: 'wsp_1', name: 'one', createdAt: at(1) }]);
      expect(await store.addPerson(person('per_1'))).toBe(true);
      expect(await store.addPerson(person('per_2', { email: 'per_1@example.com' }))).toBe(false);
      expect(await store.findPerson('per_1@example.com')).toEqual(person('per_1'));
      expect(await store.findPerson('none@example.com')).toBeNull();
      expect(await store.listPeople()).toHaveLength(1);
    });

    test(`${engine}: of changes of one person at a time none is lost`, async () => {
      await store.addPerson(person('per_1'));
      const give = (workspace: string) =>
        store.changePerson('per_1', (before) => ({ ...before, roles: { ...before.roles, [workspace]: 'viewer' } }));
      await Promise.all(Array.from({ length: 20 }, (_, index) => give(`wsp_${index}`)));
      expect(Object.keys((await store.getPerson('per_1'))?.roles ?? {})).toHaveLength(20);
      expect(await store.changePerson('per_1', () => null)).toBeNull();
      expect(await store.changePerson('per_9', (before) => before)).toBeNull();
    });

    test(`${engine}: a person goes with all sessions and tokens`, async () => {
      await store.addPerson(person('per_1'));
      await store.addSession(session('a', 'per_1'), 10);
      await store.addSession(session('b', null), 10);
      const token = { name: 't', workspaceId: 'w', scopes: [], createdAt: at(0), expiresAt: at(9), usedAt: null };
      await store.addToken({ ...token, id: 'tok1', hash: 'h1', personId: 'per_1' });
      await store.addToken({ ...token, id: 'tok2', hash: 'h2', personId: null });
      await store.setTokenUsed('tok2', at(5));
      expect(await store.removePerson('per_1')).toBe(true);
      expect(await store.removePerson('per_1')).toBe(false);
      expect((await store.listSessions()).map(({ hash }) => hash)).toEqual(['b']);
      expect(await store.listTokens()).toEqual([{ ...token, id: 'tok2', hash: 'h2', personId: null, usedAt: at(5) }]);
      expect(await store.getToken('tok1')).toBeNull();
      expect(await store.removeToken('tok2')).toBe(true);
      expect(await store.removeToken('tok2')).toBe(false);
    });

    test(`${engine}: sessions are changed, listed by person, bounded and removed`, async () => {
      for (const [index, hash] of ['a', 'b', 'c', 'd'].entries())
        await store.addSession(session(hash, 'per_1', index), 3);
      await store.changeSession('d', { usedAt: at(50), workspaceId: 'wsp_1' });
      await store.changeSession('none', { usedAt: at(50) });
      expect((await store.listSessions('per_1')).map(({ hash }) => hash)).toEqual(['d', 'c', 'b']);
      expect(await store.listSessions(null)).toEqual([]);
      expect(await store.getSession('d')).toEqual({
        ...session('d', 'per_1', 3),
        usedAt: at(50),
        workspaceId: 'wsp_1',
      });
      await store.addSession(session('e', null, 102), 10);
      expect((await store.listSessions()).map(({ hash }) => hash)).toEqual(['e', 'd']);
      expect(await store.removeSessions(['d', 'none'])).toBe(1);
      expect(await store.getSession('d')).toBeNull();
    });

    test(`${engine}: entries of the audit log follow one another, however many come at a time`, async () => {
      expect(await store.auditHead()).toBeNull();
      await Promise.all(Array.from({ length: 30 }, () => appendAudit(store, {})));
      const { items, next } = await store.listAudit({ oldestFirst: true, limit: 20 });
      const rest = await store.listAudit({ oldestFirst: true, limit: 20, ...(next === null ? {} : { cursor: next }) });
      const all = [...items, ...rest.items];
      expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
      expect(all.slice(1).every(({ previous }, index) => previous === all[index]?.hash)).toBe(true);
      expect(await store.auditHead()).toEqual({ seq: 30, hash: 'hash-30', seal: 'seal' });
    });

    test(`${engine}: a begun change is ended once, in the transaction that writes its entry`, async () => {
      const begun = (id: string, second: number) => ({ id, begunAt: at(second), draft: '{}', seal: `seal-${id}` });
      for (const [second, id] of ['a', 'b', 'c'].entries()) await store.beginAudit(begun(id, second));
      expect(await store.listBegunAudit(at(2))).toEqual([begun('a', 0), begun('b', 1)]);
      await store.appendAudit(nextEntry({ object: '/a' }), 'a');
      const ends = await Promise.all(
        Array.from({ length: 5 }, () => store.endBegunAudit('b', nextEntry({ object: '/b' }))),
      );
      expect(ends.filter((end) => end !== null)).toHaveLength(1);
      const faulty = store.appendAudit(() => {
        throw new Error('the entry cannot be made');
      }, 'c');
      await expect(faulty).rejects.toThrow();
      expect(await store.listBegunAudit(at(9))).toEqual([begun('c', 2)]);
      // who went on beside the process that took over says what came of it all the same
      await store.appendAudit(nextEntry({ object: '/b' }), 'b');
      const { items } = await store.listAudit({ oldestFirst: true });
      expect(items.map(({ object }) => object)).toEqual(['/a', '/b', '/b']);
    });

    test(`${engine}: the audit log is found by workspace, actor, object and time`, async () => {
      await appendAudit(store, { workspaceId: 'wsp_default', object: '/recipes/a_b', at: at(1) });
      await appendAudit(store, {
        workspaceId: 'wsp_other',
        object: '/recipes/axb',
        actor: { kind: 'token', id: 'tok' },
        at: at(2),
      });
      await appendAudit(store, { workspaceId: null, object: '/people/x', at: at(3) });
      const seqs = async (filter: object): Promise<number[]> =>
        (await store.listAudit(filter)).items.map(({ seq }) => seq);
      expect(await seqs({})).toEqual([3, 2, 1]);
      expect(await seqs({ workspaceId: 'wsp_default' })).toEqual([3, 1]);
      expect(await seqs({ workspaceId: 'wsp_other' })).toEqual([2]);
      expect(await seqs({ actor: 'tok' })).toEqual([2]);
      expect(await seqs({ object: '/recipes/a_' })).toEqual([1]);
      expect(await seqs({ from: at(2), to: at(3) })).toEqual([2]);
    });
  });
}
