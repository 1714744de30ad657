import { createHash, type Hash } from 'node:crypto';

import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';

import { ConnectorError } from '../../../errors/connector-error.ts';
import { migrate as bringUpToDate } from '../sqlite/migrations.ts';
import { deliveryKeyOf } from './append-events.ts';
import { checkConnection, createDatabase, storable, type Database } from './database.ts';
import { migrate } from './migrations.ts';
import { dayOf, makePartitions } from './partitions.ts';
import { openingFault } from './opening-fault.ts';
import { storeError } from './store-error.ts';

type Row = Record<string, unknown>;

/** What was copied of one table; both sides were read and hashed. */
export interface CopiedTable {
  table: string;
  rows: number;
  /** SHA-256 over all rows, the same on both sides */
  sha256: string;
}

const rowsPerStep = 200;

interface Source {
  table: string;
  /** rows after this place in the order of copying, as PostgreSQL is to have them; each with its place */
  after(place: number): { place: number; row: Row }[];
}

/** Where the two stores keep the same in other words. */
const differences: Record<string, { from: string; toRow: (row: Row) => Row }> = {
  jobs: {
    from: '(SELECT jobs.*, events.received_at AS event_at FROM jobs JOIN events ON events.id = jobs.event_id)',
    toRow: (row) => row,
  },
  // the key of a delivery has a row of its own there
  events: { from: 'events', toRow: ({ delivery_key: _, ...row }) => row },
  // a delivery that was repeated after its window has several; the newest counts
  deliveries: {
    from: 'temp.copied_deliveries',
    toRow: ({ connection_id, delivery_key, event_id, first_at }) => ({
      key: deliveryKeyOf(String(connection_id), String(delivery_key)),
      event_id,
      first_at,
      window_ms: 0,
    }),
  },
};

// gathered once, for each step of the copy would gather them anew; the order is the same when a copy goes on
const gatherDeliveries = `
  CREATE TEMP TABLE copied_deliveries (seq INTEGER PRIMARY KEY, connection_id TEXT, delivery_key TEXT, event_id TEXT, first_at INTEGER);
  INSERT INTO temp.copied_deliveries (connection_id, delivery_key, event_id, first_at)
    SELECT connection_id, delivery_key, event_id, max(first_at) FROM (
      SELECT connection_id, delivery_key, event_id, first_at FROM deliveries
      UNION ALL
      SELECT connection_id, delivery_key, id, CAST(round(unixepoch(received_at, 'subsec') * 1000) AS INTEGER) FROM events
      WHERE delivery_key IS NOT NULL)
    GROUP BY connection_id, delivery_key ORDER BY connection_id, delivery_key`;

// made by triggers from the jobs; PostgreSQL counts, for a count kept in one row would make its processes wait for each other
const derived = new Set(['job_counts', 'delivery_groups']);

/** The tables in the order they were made, so that a row comes after those it refers to. */
function sourcesOf(sqlite: SqliteDatabase): Source[] {
  const tables = sqlite
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    .all();
  return tables
    .filter(({ name }) => !derived.has(name))
    .map(({ name: table, sql }) => {
      const { from = table, toRow = (row: Row) => row } = differences[table] ?? {};
      const hasSeq = /\bseq INTEGER PRIMARY KEY\b/.test(sql);
      // small tables have no numbered rows: their place is the count in the order of their key
      const keys = sqlite
        .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`)
        .all();
      const numbered = hasSeq
        ? `SELECT seq AS copy_place, * FROM ${from}`
        : `SELECT row_number() OVER (ORDER BY ${keys.map(({ name }) => name).join(', ')}) AS copy_place, * FROM ${from}`;
      const generated = new Set(
        sqlite.prepare<[], string>(`SELECT name FROM pragma_table_xinfo('${table}') WHERE hidden > 1`).pluck().all(),
      );
      const written = (row: Row): Row =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !generated.has(name)));
      const statement = sqlite.prepare<[number], Row & { copy_place: number }>(
        `SELECT * FROM (${numbered}) WHERE copy_place > ? ORDER BY copy_place LIMIT ${String(rowsPerStep)}`,
      );
      return {
        table,
        after: (place) =>
          statement.all(place).map(({ copy_place, ...row }) => ({ place: copy_place, row: toRow(written(row)) })),
      };
    });
}

/** A row as text, the same for the same values on both sides. */
function addTo(hash: Hash, row: Row, columns: readonly string[]): void {
  for (const column of columns) {
    const value = storable(row[column]);
    const text = value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value);
    hash.update(value === null ? '-' : `${String(text.length)}:${text}`);
  }
  hash.update('\n');
}

async function copyTable(db: Database, { table, after }: Source): Promise<void> {
  const [known] = await db.run<{ place: number }>('SELECT place FROM copy_progress WHERE name = $1', [table]);
  let place = known?.place ?? 0;
  for (;;) {
    const found = after(place);
    const last = found.at(-1);
    if (last === undefined) return;
    place = last.place;
    const columns = Object.keys(last.row);
    if (table === 'events')
      await makePartitions(
        db,
        found.map(({ row }) => dayOf(String(row['received_at']))),
      );
    const values = found.flatMap(({ row }) => columns.map((column) => row[column]));
    const places = found.map(
      (_, row) => `(${columns.map((__, column) => `$${String(row * columns.length + column + 1)}`).join(', ')})`,
    );
    // rows and place are one transaction: a copy that broke off goes on behind its last row
    await db.transact('read committed', async ({ run }) => {
      await run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`, values);
      await run('INSERT INTO copy_progress VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET place = excluded.place', [
        table,
        place,
      ]);
    });
  }
}

/** Hashes both sides in the order of copying. */
async function compareTable(db: Database, { table, after }: Source): Promise<CopiedTable> {
  const [ours, theirs] = [createHash('sha256'), createHash('sha256')];
  let rows = 0;
  let place = 0;
  for (;;) {
    const found = after(place);
    const last = found.at(-1);
    if (last === undefined) break;
    place = last.place;
    const columns = Object.keys(last.row);
    for (const { row } of found) addTo(ours, row, columns);
    const stored = await readBack(
      db,
      table,
      found.map(({ row }) => row),
    );
    for (const row of stored) addTo(theirs, row, columns);
    rows += stored.length;
  }
  const [counted] = await db.run<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
  const sha256 = ours.digest('hex');
  if (sha256 !== theirs.digest('hex') || counted?.count !== rows) {
    throw new ConnectorError('ITC_STORE_UNAVAILABLE', `The rows of ${table} are not the same on both sides.`, {
      hint: 'Copy into a new, empty database, with no server running on either side.',
    });
  }
  return { table, rows, sha256 };
}

/** The columns of the primary key with their types. */
async function keyOf(db: Database, table: string): Promise<{ name: string; type: string }[]> {
  return db.run<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute JOIN pg_index ON indrelid = attrelid AND attnum = ANY(indkey)
     WHERE attrelid = $1::regclass AND indisprimary ORDER BY array_position(indkey::smallint[], attnum)`,
    [table],
  );
}

/** The stored rows with the keys of the given ones, in their order. */
async function readBack(db: Database, table: string, rows: readonly Row[]): Promise<Row[]> {
  const key = await keyOf(db, table);
  const given = key.map(({ type }, index) => `$${String(index + 1)}::${type}[]`).join(', ');
  const wanted = key.map(({ name }) => `wanted_${name}`).join(', ');
  const isSame = key.map(({ name }) => `stored.${name} = wanted_${name}`).join(' AND ');
  return db.run<Row>(
    `SELECT stored.* FROM unnest(${given}) WITH ORDINALITY AS wanted (${wanted}, copy_place) JOIN ${table} AS stored ON ${isSame} ORDER BY copy_place`,
    key.map(({ name }) => rows.map((row) => row[name])),
  );
}

/**
 * Brings the embedded database of a stopped server up to date, copies it into an empty PostgreSQL database, and compares both sides. Broken off, it goes on where it was.
 * @throws ConnectorError ITC_CONFIG_INVALID when the database has rows that are not from a copy, ITC_STORE_UNAVAILABLE when a side fails
 */
export async function copySqlite(
  file: string,
  url: string,
  tell: (copied: CopiedTable) => void = () => undefined,
): Promise<CopiedTable[]> {
  await checkConnection({ url });
  const older = new Sqlite(file, { fileMustExist: true });
  try {
    // a folder may be moved without its server having run once more
    bringUpToDate(older);
  } finally {
    older.close();
  }
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  const db = createDatabase({ url, poolSize: 2 });
  try {
    await migrate(db).catch((cause: unknown) => {
      throw openingFault(cause);
    });
    sqlite.exec(gatherDeliveries);
    const [begun] = await db.run<{ table: string | null }>(`SELECT to_regclass('copy_progress')::text AS "table"`);
    const sources = sourcesOf(sqlite);
    if (begun?.table === null) {
      for (const { table } of sources) {
        const [row] = await db.run(`SELECT 1 FROM ${table} LIMIT 1`);
        if (row === undefined) continue;
        throw new ConnectorError('ITC_CONFIG_INVALID', `DATABASE_URL: the database has rows in ${table} already.`, {
          hint: 'Copy into a new, empty database, before a server runs on it.',
        });
      }
      await db.run('CREATE TABLE copy_progress (name text PRIMARY KEY, place bigint NOT NULL)');
    }
    const copied: CopiedTable[] = [];
    for (const source of sources) {
      await copyTable(db, source);
      const table = await compareTable(db, source);
      tell(table);
      copied.push(table);
    }
    // numbers go on behind those that were copied
    const numbered = await db.run<{ table: string; sequence: string | null }>(
      `SELECT table_name AS "table", CASE table_name WHEN 'events' THEN 'events_seq' ELSE pg_get_serial_sequence(table_name, 'seq') END AS sequence
       FROM information_schema.columns WHERE column_name = 'seq' AND table_name = ANY($1)`,
      [sources.map(({ table }) => table)],
    );
    for (const { table, sequence } of numbered) {
      if (sequence === null) continue;
      await db.run(`SELECT setval('${sequence}', coalesce((SELECT max(seq) FROM ${table}), 0) + 1, false)`);
    }
    await db.run(
      `INSERT INTO ready_jobs SELECT seq FROM jobs WHERE status = 'queued' AND blocked = 0 ON CONFLICT DO NOTHING`,
    );
    await db.run(
      `INSERT INTO running_jobs SELECT seq, lease_until FROM jobs WHERE status = 'running' ON CONFLICT DO NOTHING`,
    );
    await db.run('DROP TABLE copy_progress');
    return copied;
  } catch (error) {
    throw storeError(error);
  } finally {
    sqlite.close();
    await db.close();
  }
}
