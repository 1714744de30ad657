import type { FollowStore } from '../store.ts';
import { createEventRead } from './event-read.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';

/** Followers keep their place as the row number: one writer at a time gives the numbers in the order of commit. */
export function createFollowers(parts: SqliteParts): FollowStore {
  const { db, write } = parts;
  const readEvent = createEventRead(parts);
  const place = prepare(db, (given: Given<{ name: string }>) =>
    queries.selectFrom('followers').select('position').where('name', '=', given.name),
  );
  const next = prepare(db, (given: Given<{ after: number; limit: number }>) =>
    queries
      .selectFrom('events')
      .select(['seq', 'id', 'kind', 'duplicate_of', 'connection_id'])
      .where('seq', '>', given.after)
      .orderBy('seq')
      .limit(given.limit),
  );
  const move = prepare(db, (given: Given<{ name: string; position: number }>) =>
    queries
      .insertInto('followers')
      .values({ name: given.name, position: given.position })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ position: given.position })
          .where('followers.position', '<', given.position),
      ),
  );
  return {
    followEvents: (follower, limit) =>
      read(() => {
        const rows = next.all({ after: place.get({ name: follower })?.position ?? 0, limit });
        const last = rows.at(-1);
        return {
          events: rows.flatMap(({ id, kind, duplicate_of, connection_id }) => {
            if (kind !== 'system_webhook' || duplicate_of !== null) return [];
            const event = readEvent(id);
            return event === null ? [] : [{ ...event, connectionId: connection_id }];
          }),
          position: last === undefined ? null : String(last.seq),
        };
      }),
    acknowledgeEvents: (follower, position) =>
      write(() => {
        move.run({ name: follower, position: Number(position) });
      }),
  };
}
