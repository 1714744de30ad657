import type { FollowStore } from '../follow-store.ts';
import { queries } from '../sql/queries.ts';
import { all, first, type SqlStore } from '../sql/script.ts';
import { withJobs } from '../sql/events.ts';
import { bodyColumns, recordColumns, toBody } from '../sqlite/event-read.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

/**
 * Followers keep their place as the number of the row. Numbers are given before the commit: a lower one may appear after a higher one, so a follower reads no further than the
 * highest number at an instant at which nobody is storing events.
 */
export function createFollowers({ db }: PostgresParts, { read, put }: SqlStore): FollowStore {
  const highest = (): Promise<number> =>
    db.transact('read committed', async ({ run }) => {
      // waits for those that are storing; whoever comes after it has higher numbers
      await run('LOCK TABLE ONLY events IN SHARE MODE');
      const [row] = await run<{ seq: number }>('SELECT last_value AS seq FROM events_seq');
      return row?.seq ?? 0;
    });
  return {
    followEvents: (follower, limit) =>
      asked(async () => {
        const behind = await read(function* () {
          const place = yield* first(queries.selectFrom('followers').select('position').where('name', '=', follower));
          const { position } = place ?? { position: 0 };
          const next = yield* first(queries.selectFrom('events').select('seq').where('seq', '>', position).limit(1));
          return next === undefined ? null : position;
        });
        if (behind === null) return { events: [], position: null };
        const upTo = await highest();
        return read(function* () {
          const rows = yield* all(
            queries
              .selectFrom('events')
              .select(['seq', 'kind', 'duplicate_of', 'connection_id'])
              .where('seq', '>', behind)
              .where('seq', '<=', upTo)
              .orderBy('seq')
              .limit(limit),
          );
          const given = rows.filter((row) => row.kind === 'system_webhook' && row.duplicate_of === null);
          const found =
            given.length === 0
              ? []
              : yield* all(
                  queries
                    .selectFrom('events')
                    .select(['seq', 'connection_id', ...recordColumns, ...bodyColumns])
                    .where(
                      'seq',
                      'in',
                      given.map(({ seq }) => seq),
                    )
                    .orderBy('seq'),
                );
          const records = yield* withJobs(found);
          const last = rows.at(-1);
          return {
            events: found.flatMap((row, index) => {
              const record = records[index];
              return record === undefined ? [] : [{ ...record, connectionId: row.connection_id, payload: toBody(row) }];
            }),
            position: last === undefined ? null : String(last.seq),
          };
        });
      }),
    async acknowledgeEvents(follower, position) {
      const place = { position: Number(position) };
      await put(
        queries
          .insertInto('followers')
          .values({ name: follower, ...place })
          .onConflict((conflict) =>
            conflict.column('name').doUpdateSet(place).where('followers.position', '<', place.position),
          ),
      );
    },
  };
}
