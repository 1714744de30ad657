import { defaultWorkspaceId } from '../people-store.ts';
import type { AuditEntry, AuditFilter, AuditHead, AuditStore, MakeEntry } from '../audit-store.ts';
import { pageOf } from './page-of.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

function* readHead(): Script<AuditHead | null> {
  return (yield* first(queries.selectFrom('audit_head').select(['seq', 'hash', 'seal']))) ?? null;
}

const filtered = ({ workspaceId, actor, object, from, to }: AuditFilter) => {
  let found = queries.selectFrom('audit').select(['seq', 'entry']);
  if (workspaceId !== undefined) {
    found = found.where((where) =>
      workspaceId === defaultWorkspaceId
        ? where.or([where('workspace_id', '=', workspaceId), where('workspace_id', 'is', null)])
        : where('workspace_id', '=', workspaceId),
    );
  }
  if (actor !== undefined) found = found.where('actor', '=', actor);
  // a comparison of ranges takes every character as it is, where `like` has wildcards
  if (object !== undefined) found = found.where('object', '>=', object).where('object', '<', `${object}\u{10ffff}`);
  if (from !== undefined) found = found.where('at', '>=', from);
  if (to !== undefined) found = found.where('at', '<', to);
  return found;
};

function* append(make: MakeEntry): Script<AuditEntry> {
  const { entry, head } = make(yield* readHead());
  const { seq, hash, seal } = head;
  // the head first: there two processes meet, and the later one begins again
  yield* run(
    queries
      .insertInto('audit_head')
      .values({ only_row: 1, seq, hash, seal })
      .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ seq, hash, seal })),
  );
  yield* run(queries.insertInto('audit').values({ seq: entry.seq, entry: JSON.stringify(entry) }));
  return entry;
}

const removeBegun = (id: string): Script<number> => run(queries.deleteFrom('audit_begun').where('id', '=', id));

/** The audit log; triggers of the database refuse a change or removal of what is written. */
export function createAudit({ read, write, put }: SqlStore): AuditStore {
  return {
    async beginAudit({ id, begunAt, draft, seal }) {
      await put(queries.insertInto('audit_begun').values({ id, begun_at: begunAt, draft, seal }));
    },
    listBegunAudit: (before) =>
      read(function* () {
        const begun = queries.selectFrom('audit_begun').selectAll().where('begun_at', '<', before);
        const rows = yield* all(begun.orderBy('begun_at').orderBy('id'));
        return rows.map(({ begun_at, ...rest }) => ({ ...rest, begunAt: begun_at }));
      }),
    appendAudit: (make, begun) =>
      write(function* () {
        if (begun !== undefined) yield* removeBegun(begun);
        return yield* append(make);
      }),
    endBegunAudit: (begun, make) =>
      write(function* () {
        return (yield* removeBegun(begun)) === 0 ? null : yield* append(make);
      }),
    auditHead: () => read(readHead),
    listAudit: (filter) => read(() => pageOf(filtered(filter), filter, ({ entry }) => JSON.parse(entry) as AuditEntry)),
  };
}
