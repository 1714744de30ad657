import type { EventStore } from '../event-store.ts';
import { eventsWhere } from '../sql/event-where.ts';
import { withJobs, type RecordRow } from '../sql/events.ts';
import { all, type SqlStore } from '../sql/script.ts';
import { spellings } from '../sql/spellings.ts';
import { cursorAt, readSlice } from '../sqlite/page.ts';

const maxSearchedRows = 5_000;
const maxSearchedBytes = 16 * 1024 * 1024;
const rowsPerQuery = 200;

/** Finds events by a part of their text. The bodies are looked through here: the database refuses to read bytes as text that are none. */
export function createEventSearch({ read, dialect }: SqlStore): Pick<EventStore, 'searchEvents'> {
  return {
    async searchEvents(filter) {
      const { limit, ...way } = readSlice(filter);
      const wanted = spellings(filter.text).map((spelling) => spelling.toLowerCase());
      const hits: RecordRow[] = [];
      let { place } = way;
      let searched = 0;
      let bytes = 0;
      let searchedTo: string | null = null;
      let isEnd = false;
      while (!isEnd && hits.length < limit && searched < maxSearchedRows && bytes < maxSearchedBytes) {
        const rows = await read(() =>
          all(
            eventsWhere(dialect, filter)
              .select(['query', 'headers', 'body'])
              .where('seq', way.beyond, place)
              .orderBy('seq', way.direction)
              .limit(rowsPerQuery),
          ),
        );
        isEnd = rows.length < rowsPerQuery;
        for (const { query, headers, body, ...row } of rows) {
          if (hits.length === limit || searched === maxSearchedRows || bytes >= maxSearchedBytes) {
            isEnd = false;
            break;
          }
          searched += 1;
          bytes += body.byteLength;
          place = row.seq;
          searchedTo = row.received_at;
          const text = `${query}\n${headers}\n${Buffer.from(body).toString('utf8')}`.toLowerCase();
          if (wanted.some((spelling) => text.includes(spelling))) hits.push(row);
        }
      }
      return { items: await read(() => withJobs(hits)), next: isEnd ? null : cursorAt(place), searched, searchedTo };
    },
  };
}
