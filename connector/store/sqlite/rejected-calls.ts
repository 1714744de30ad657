import type { RejectedCall, Store } from '../store.ts';
import { makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';

/** Calls that the webhook path refused, with the cause and without their bodies. */
export function createRejectedCalls({
  db,
  write,
}: SqliteParts): Pick<Store, 'appendRejectedCall' | 'listRejectedCalls'> {
  const query = createQueryRunner(db);
  const insert = prepare(db, (given: Given<RejectedCall>) =>
    queries.insertInto('rejected_calls').values({
      id: given.id,
      connection: given.connection,
      at: given.at,
      method: given.method,
      path: given.path,
      source: given.source,
      code: given.code,
      message: given.message,
    }),
  );
  return {
    appendRejectedCall: (call) =>
      write(() => {
        insert.run(call);
      }),
    listRejectedCalls: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        let found = queries
          .selectFrom('rejected_calls')
          .selectAll()
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
        if (filter.connections !== undefined) found = found.where('connection', 'in', filter.connections);
        return makePage(query(found), slice, ({ seq: _, ...call }) => call);
      }),
  };
}
