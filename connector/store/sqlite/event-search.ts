import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database } from 'better-sqlite3';
import { sql, type Compilable } from 'kysely';

import { eventsWhere } from '../sql/event-where.ts';
import { withJobs, type RecordRow } from '../sql/events.ts';
import type { SqlStore } from '../sql/script.ts';
import { spellings } from '../sql/spellings.ts';
import type { Store } from '../store.ts';
import { cursorAt, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { read as readNow } from './statement.ts';

const maxSearchedRows = 5_000;
const maxSearchedBytes = 16 * 1024 * 1024;
// about 20 ms of the event loop
const rowsPerTurn = 500;
const bytesPerTurn = 1024 * 1024;

/** Whether an event contains the text; the order puts the large column last. */
const contains = (text: string) =>
  sql<number>`(${sql.join(
    spellings(text).flatMap((spelling) =>
      [sql`query`, sql`headers`, sql`cast(body as text)`].map(
        (column) => sql`instr(lower(${column}), lower(${spelling})) > 0`,
      ),
    ),
    sql` or `,
  )})`;

function iterate<Row>(db: Database, query: Compilable<Row>): IterableIterator<Row> {
  const { sql: text, parameters } = query.compile();
  return db.prepare<unknown[], Row>(text).iterate(...parameters);
}

/** Finds events by a part of their text, in turns between which webhooks are answered. */
export function createEventSearch({ db }: SqliteParts, { read, dialect }: SqlStore): Pick<Store, 'searchEvents'> {
  return {
    async searchEvents(filter) {
      const { limit, ...way } = readSlice(filter);
      const hits: RecordRow[] = [];
      let { place } = way;
      let searched = 0;
      let bytes = 0;
      let searchedTo: string | null = null;
      let isEnd = false;
      while (!isEnd && hits.length < limit && searched < maxSearchedRows && bytes < maxSearchedBytes) {
        const turnEnd = { rows: Math.min(searched + rowsPerTurn, maxSearchedRows), bytes: bytes + bytesPerTurn };
        const look = (): boolean => {
          const found = eventsWhere(dialect, filter).where('seq', way.beyond, place).orderBy('seq', way.direction);
          const measured = found.select([sql<number>`length(body)`.as('size'), contains(filter.text).as('isHit')]);
          for (const { isHit, size, ...row } of iterate(db, measured)) {
            searched += 1;
            bytes += size;
            place = row.seq;
            searchedTo = row.received_at;
            if (isHit === 1) hits.push(row);
            if (hits.length === limit || searched === turnEnd.rows || bytes >= turnEnd.bytes) return false;
          }
          return true;
        };
        isEnd = await readNow(look);
        // webhooks are answered in between
        await nextTurn();
      }
      return {
        items: await read(() => withJobs(hits)),
        next: isEnd ? null : cursorAt(place),
        searched,
        searchedTo,
      };
    },
  };
}
