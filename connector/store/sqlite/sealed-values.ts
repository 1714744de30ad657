import type { Database } from 'better-sqlite3';

import type { SealedStore, SealedValue } from '../sealed-store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { read } from './statement.ts';

// the places as data; `id` is what their associated data calls the row
const places = [
  { table: 'connections', id: 'id', value: "json_extract(record, '$.sealedApiKey')", field: 'apiKey' },
  { table: 'secrets', id: 'id', value: "json_extract(record, '$.sealed')", field: 'value' },
  { table: 'settings', id: 'key', value: 'value', field: 'value' },
  {
    table: 'consent_maps',
    id: 'connection_id',
    value: "json_extract(map, '$.callback.sealedSecret')",
    field: 'callbackSecret',
  },
  { table: 'erasures', id: 'id', value: "json_extract(record, '$.sealedIdentity')", field: 'identity' },
] as const;
const updates: Record<SealedValue['table'], string> = {
  connections: `UPDATE connections SET record = json_set(record, '$.sealedApiKey', :next) WHERE id = :row AND json_extract(record, '$.sealedApiKey') = :sealed`,
  secrets: `UPDATE secrets SET record = json_set(record, '$.sealed', :next) WHERE id = :row AND json_extract(record, '$.sealed') = :sealed`,
  consent_maps: `UPDATE consent_maps SET map = json_set(map, '$.callback.sealedSecret', :next) WHERE connection_id = :row AND json_extract(map, '$.callback.sealedSecret') = :sealed`,
  consent_people: 'UPDATE consent_people SET identity = :next WHERE id = :row AND identity = :sealed',
  erasures: `UPDATE erasures SET record = json_set(record, '$.sealedIdentity', :next) WHERE id = :row AND json_extract(record, '$.sealedIdentity') = :sealed`,
  settings: 'UPDATE settings SET value = :next WHERE key = :row AND value = :sealed',
  steps: 'UPDATE steps SET sealed_output = :next WHERE sealed_output = :sealed',
};
// the form of a sealed text, so that an ordinary setting is never taken for one
const form = `itc[12].${'[0-9a-f]'.repeat(16)}.*`;
const isSealed = (value: string): string => `${value} GLOB '${form}' AND substr(${value}, 6, 16) <> :keyId`;

function selects(): string {
  const parts = places.map(
    ({ table, id, value, field }) =>
      `SELECT '${table}' AS "table", ${id} AS "row", '${field}' AS field, ${value} AS sealed FROM ${table} WHERE ${isSealed(value)}`,
  );
  // the output of a step belongs to its event, so that a job that is run again can read it
  const steps = `SELECT 'steps', jobs.event_id, steps.path, steps.sealed_output FROM steps JOIN jobs ON jobs.seq = steps.job_seq WHERE steps.sealed_output IS NOT NULL AND ${isSealed('steps.sealed_output')}`;
  // there may be a million people, so those that are left are found by their key
  const people = `SELECT 'consent_people', id, 'identity', identity FROM consent_people WHERE key_id < :keyId OR key_id > :keyId`;
  return `${[...parts, people, steps].join(' UNION ALL ')} LIMIT :limit`;
}

/** The sealed values of all tables; the statements hold no value of a caller but as parameters. */
export function createSealedValues({ db, write }: Pick<SqliteParts, 'db' | 'write'>): SealedStore {
  const select = db.prepare<{ keyId: string; limit: number }, SealedValue>(selects());
  const change = Object.fromEntries(
    Object.entries(updates).map(([table, text]) => [table, db.prepare(text)]),
  ) as unknown as Record<SealedValue['table'], ReturnType<Database['prepare']>>;
  return {
    listSealedExcept: (keyId, limit) => read(() => select.all({ keyId, limit })),
    replaceSealed: ({ table, row, sealed }, next) =>
      write(() => change[table].run(table === 'steps' ? { next, sealed } : { next, row, sealed }).changes > 0),
  };
}
