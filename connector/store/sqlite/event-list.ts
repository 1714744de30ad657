import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database } from 'better-sqlite3';
import { sql, type Compilable } from 'kysely';

import { spellings } from '../sql/spellings.ts';
import type { EventFilter, Store } from '../store.ts';
import { createJobsOf, recordColumns, toRecord } from './event-read.ts';
import { cursorAt, makePage, readSlice } from './page.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, queries, read } from './statement.ts';
import { createTimePlaces } from './time-places.ts';

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

/** The received events as lists: filtered, counted, searched. */
export function createEventList({ db }: SqliteParts): Pick<Store, 'listEvents' | 'countEvents' | 'searchEvents'> {
  const query = createQueryRunner(db);
  const jobsOf = createJobsOf(db);
  const places = createTimePlaces(db, 'events');

  const filtered = (filter: EventFilter) => {
    let found = queries.selectFrom('events').select(['seq', ...recordColumns]);
    if (filter.ids !== undefined) found = found.where('id', 'in', filter.ids);
    if (filter.connection !== undefined) found = found.where('connection', '=', filter.connection);
    if (filter.connections !== undefined) found = found.where('connection', 'in', filter.connections);
    if (filter.kind !== undefined) found = found.where('kind', '=', filter.kind);
    if (filter.eventName !== undefined) found = found.where('event_name', '=', filter.eventName);
    if (filter.workflowId !== undefined) found = found.where('workflow_id', '=', filter.workflowId);
    if (filter.from !== undefined) found = found.where('seq', '>=', places.of(filter.from));
    if (filter.to !== undefined) found = found.where('seq', '<', places.of(filter.to));
    if (filter.duplicates !== undefined) found = found.where('duplicate_of', filter.duplicates ? 'is not' : 'is', null);
    const { withoutRecipe } = filter;
    if (withoutRecipe === undefined) return found;
    return found.where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('jobs')
            .select('jobs.seq')
            .whereRef('jobs.event_id', '=', 'events.id')
            .where('jobs.recipe', '=', withoutRecipe),
        ),
      ),
    );
  };
  const sliced = (filter: EventFilter) => {
    const slice = readSlice(filter);
    const found = filtered(filter).where('seq', slice.beyond, slice.place).orderBy('seq', slice.direction);
    return { slice, found };
  };

  return {
    listEvents: (filter) =>
      read(() => {
        const { slice, found } = sliced(filter);
        return makePage(query(found.limit(slice.limit + 1)), slice, (row) => toRecord(row, jobsOf(row.id)));
      }),
    countEvents: (filter) =>
      read(
        () =>
          query(
            filtered(filter)
              .clearSelect()
              .select(sql<number>`count(*)`.as('events')),
          )[0]?.events ?? 0,
      ),
    async searchEvents(filter) {
      const { limit, ...way } = readSlice(filter);
      const hits: Parameters<typeof toRecord>[0][] = [];
      let { place } = way;
      let searched = 0;
      let bytes = 0;
      let searchedTo: string | null = null;
      let isEnd = false;
      while (!isEnd && hits.length < limit && searched < maxSearchedRows && bytes < maxSearchedBytes) {
        const turnEnd = { rows: Math.min(searched + rowsPerTurn, maxSearchedRows), bytes: bytes + bytesPerTurn };
        const look = (): boolean => {
          const found = filtered(filter).where('seq', way.beyond, place).orderBy('seq', way.direction);
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
        isEnd = await read(look);
        // webhooks are answered in between
        await nextTurn();
      }
      return {
        items: await read(() => hits.map((row) => toRecord(row, jobsOf(row.id)))),
        next: isEnd ? null : cursorAt(place),
        searched,
        searchedTo,
      };
    },
  };
}
