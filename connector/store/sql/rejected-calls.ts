import type { EventStore } from '../event-store.ts';
import { pageOf } from './page-of.ts';
import { queries } from './queries.ts';
import type { SqlStore } from './script.ts';

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
        let found = queries.selectFrom('rejected_calls').selectAll();
        if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
        if (filter.connections !== undefined) found = found.where('connection', 'in', filter.connections);
        return yield* pageOf(found, filter, ({ seq: _, ...call }) => call);
      }),
  };
}
