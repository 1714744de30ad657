import type { SealedStore, SealedValue } from '../sealed-store.ts';
import { retryRaces } from './batches.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { asked } from './sql-store.ts';

// an escaped NUL is JSON, but no function of the database reads a document with one
const inJson = (column: string, path: string): string =>
  `replace(${column}, '\\u0000', '\\ufffd')::json #>> '{${path}}'`;

// the places as data; `id` is what their associated data calls the row, `text` the column that holds it
const places = {
  connections: { id: 'id', text: 'record', value: inJson('record', 'sealedApiKey'), field: 'apiKey' },
  secrets: { id: 'id', text: 'record', value: inJson('record', 'sealed'), field: 'value' },
  settings: { id: 'key', text: 'value', value: 'value', field: 'value' },
  consent_maps: {
    id: 'connection_id',
    text: 'map',
    value: inJson('map', 'callback,sealedSecret'),
    field: 'callbackSecret',
  },
  consent_people: { id: 'id', text: 'identity', value: 'identity', field: 'identity' },
  erasures: { id: 'id', text: 'record', value: inJson('record', 'sealedIdentity'), field: 'identity' },
} as const;
type Place = keyof typeof places;

// the form of a sealed text, so that an ordinary setting is never taken for one
const isSealed = (value: string): string => `${value} ~ '^itc[12]\\.[0-9a-f]{16}' AND substr(${value}, 6, 16) <> $1`;

function select(): string {
  const parts = Object.entries(places).map(([table, { id, value, field }]) => {
    // there may be a million people, so those that are left are found by their key
    const isOther = table === 'consent_people' ? 'key_id < $1 OR key_id > $1' : isSealed(value);
    return `(SELECT '${table}' AS "table", ${id} AS "row", '${field}' AS field, ${value} AS sealed FROM ${table} WHERE ${isOther} LIMIT $2)`;
  });
  // the output of a step belongs to its event, so that a job that is run again can read it
  const steps = `(SELECT 'steps', jobs.event_id, steps.path, steps.sealed_output FROM steps JOIN jobs ON jobs.seq = steps.job_seq
    WHERE steps.sealed_output IS NOT NULL AND ${isSealed('steps.sealed_output')} LIMIT $2)`;
  return `${[...parts, steps].join(' UNION ALL ')} LIMIT $2`;
}

// the text is changed where it stands: every other value and the order of the keys stay as they were written
const updateOf = ({ id, text, value }: (typeof places)[Place], table: Place): string =>
  text === value
    ? `UPDATE ${table} SET ${text} = $3 WHERE ${id} = $1 AND ${text} = $2 RETURNING 1`
    : `UPDATE ${table} SET ${text} = replace(${text}, to_json($2::text)::text, to_json($3::text)::text) WHERE ${id} = $1 AND ${value} = $2 RETURNING 1`;

/** The sealed values of all tables; the statements hold no value of a caller but as parameters. */
export function createSealedValues({ db, random }: PostgresParts): SealedStore {
  const found = select();
  return {
    listSealedExcept: (keyId, limit) => asked(() => db.run<SealedValue>(found, [keyId, limit])),
    replaceSealed: ({ table, row, sealed }, next) =>
      asked(async () => {
        const change = (): Promise<unknown[]> =>
          table === 'steps'
            ? db.run('UPDATE steps SET sealed_output = $2 WHERE sealed_output = $1 RETURNING 1', [sealed, next])
            : db.run(updateOf(places[table], table), [row, sealed, next]);
        return (await retryRaces(change, random)).length > 0;
      }),
  };
}
