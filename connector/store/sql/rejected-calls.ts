import type { EventStore } from '../event-store.ts';
import { makePage, readSlice } from '../sqlite/page.ts';
import { queries } from './queries.ts';
import { all, type SqlStore } from './script.ts';

/** Calls that the webhook path refused, with the cause and without their bodies. */
export function createRejectedCalls({
  read,
  put,
}: SqlStore): Pick<EventStore, 'appendRejectedCall' | 'listRejectedCalls'> {
  return {
    async appendRejectedCall({ id, connection, at, method, path, source, code, message }) {
      await put(
        queries.insertInto('rejected_calls').values({ id, connection, at, method, path, source, code, message }),
      );
    },
    listRejectedCalls: (filter) =>
      read(function* () {
        const slice = readSlice(filter);
        let found = queries
          .selectFrom('rejected_calls')
          .selectAll()
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
        if (filter.connections !== undefined) found = found.where('connection', 'in', filter.connections);
        return makePage(yield* all(found), slice, ({ seq: _, ...call }) => call);
      }),
  };
}
