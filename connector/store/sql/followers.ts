import type { FollowStore } from '../follow-store.ts';
import { bodyColumns, recordColumns, toBody } from '../sqlite/event-read.ts';
import { withJobs } from './events.ts';
import { queries } from './queries.ts';
import { all, first, type Script, type SqlStore } from './script.ts';

function* positionOf(name: string): Script<number> {
  const place = yield* first(queries.selectFrom('followers').select('position').where('name', '=', name));
  return place?.position ?? 0;
}

/**
 * Followers keep their place as the row number.
 * @param settled answers a row number up to which no event can become visible any more
 */
export function createFollowers({ read, put }: SqlStore, settled: () => Promise<number>): FollowStore {
  return {
    async followEvents(follower, limit) {
      const upTo = await settled();
      return read(function* () {
        const rows = yield* all(
          queries
            .selectFrom('events')
            .select(['seq', 'kind', 'duplicate_of'])
            .where('seq', '>', yield* positionOf(follower))
            .where('seq', '<=', upTo)
            .orderBy('seq')
            .limit(limit),
        );
        const last = rows.at(-1);
        if (last === undefined) return { events: [], position: null };
        const wanted = rows.filter(({ kind, duplicate_of }) => kind === 'system_webhook' && duplicate_of === null);
        const position = String(last.seq);
        if (wanted.length === 0) return { events: [], position };
        const found = yield* all(
          queries
            .selectFrom('events')
            .select(['seq', 'connection_id', ...recordColumns, ...bodyColumns])
            .where(
              'seq',
              'in',
              wanted.map(({ seq }) => seq),
            )
            .orderBy('seq'),
        );
        const rowOf = new Map(found.map((row) => [row.id, row]));
        const events = (yield* withJobs(found)).flatMap((record) => {
          const row = rowOf.get(record.id);
          return row === undefined ? [] : [{ ...record, connectionId: row.connection_id, payload: toBody(row) }];
        });
        return { events, position };
      });
    },
    async acknowledgeEvents(follower, position) {
      const place = Number(position);
      await put(
        queries
          .insertInto('followers')
          .values({ name: follower, position: place })
          .onConflict((conflict) =>
            conflict.column('name').doUpdateSet({ position: place }).where('followers.position', '<', place),
          ),
      );
    },
  };
}
