import { defaultWorkspaceId, type AuditEntry, type AuditHead, type AuditStore } from '../store.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';

/** The audit log; triggers of the database refuse a change or removal of what is written. */
export function createAudit({ db, write }: SqliteParts): AuditStore {
  const query = createQueryRunner(db);
  const insert = prepare(db, (given: Given<{ seq: number; entry: string }>) =>
    queries.insertInto('audit').values({ seq: given.seq, entry: given.entry }),
  );
  const selectHead = prepare(db, () => queries.selectFrom('audit_head').select(['seq', 'hash', 'seal']));
  const putHead = prepare(db, (given: Given<AuditHead>) =>
    queries
      .insertInto('audit_head')
      .values({ only_row: 1, seq: given.seq, hash: given.hash, seal: given.seal })
      .onConflict((conflict) =>
        conflict.column('only_row').doUpdateSet({ seq: given.seq, hash: given.hash, seal: given.seal }),
      ),
  );
  const headOf = (): AuditHead | null => selectHead.get({}) ?? null;

  return {
    appendAudit: (make) =>
      write(() => {
        const { entry, head } = make(headOf());
        insert.run({ seq: entry.seq, entry: JSON.stringify(entry) });
        putHead.run(head);
        return entry;
      }),
    auditHead: () => read(headOf),
    listAudit: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        let found = queries
          .selectFrom('audit')
          .select(['seq', 'entry'])
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        const { workspaceId, actor, object, from, to } = filter;
        if (workspaceId !== undefined) {
          found = found.where((where) =>
            workspaceId === defaultWorkspaceId
              ? where.or([where('workspace_id', '=', workspaceId), where('workspace_id', 'is', null)])
              : where('workspace_id', '=', workspaceId),
          );
        }
        if (actor !== undefined) found = found.where('actor', '=', actor);
        // a comparison of ranges takes every character as it is, where `like` has wildcards
        if (object !== undefined)
          found = found.where('object', '>=', object).where('object', '<', `${object}\u{10ffff}`);
        if (from !== undefined) found = found.where('at', '>=', from);
        if (to !== undefined) found = found.where('at', '<', to);
        return makePage(query(found), slice, ({ entry }) => JSON.parse(entry) as AuditEntry);
      }),
  };
}
