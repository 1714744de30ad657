import type { LearnedShape, SchemaEdit, SchemaVersion, ShapeMeta, Store } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type SchemaStore = Pick<
  Store,
  'getShape' | 'updateShape' | 'listShapes' | 'saveSchemaVersion' | 'listSchemaVersions' | 'getSchemaVersion'
>;
type Place = { connectionId: string; triggerKey: string };

const toVersion = (row: Tables['schema_versions']): SchemaVersion => ({
  connectionId: row.connection_id,
  triggerKey: row.trigger_key,
  version: row.version,
  schema: JSON.parse(row.schema) as unknown,
  edits: JSON.parse(row.edits) as SchemaEdit[],
  samples: row.samples,
  createdAt: row.created_at,
});

/** What was learned of the events of each trigger, read and written whole. */
function createShapes({ db, write }: SqliteParts): Pick<Store, 'getShape' | 'updateShape' | 'listShapes'> {
  const select = prepare(db, (given: Given<Place>) =>
    queries
      .selectFrom('learned_shapes')
      .select(['shape', 'recent', 'meta'])
      .where('connection_id', '=', given.connectionId)
      .where('trigger_key', '=', given.triggerKey),
  );
  const selectAll = prepare(db, () =>
    queries.selectFrom('learned_shapes').select(['connection_id', 'trigger_key', 'meta']).orderBy('trigger_key'),
  );
  const upsert = prepare(db, (given: Given<Tables['learned_shapes']>) =>
    queries
      .insertInto('learned_shapes')
      .values({
        connection_id: given.connection_id,
        trigger_key: given.trigger_key,
        shape: given.shape,
        recent: given.recent,
        meta: given.meta,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['connection_id', 'trigger_key'])
          .doUpdateSet({ shape: given.shape, recent: given.recent, meta: given.meta }),
      ),
  );
  const get = (place: Place): LearnedShape | null => {
    const row = select.get(place);
    if (row === undefined) return null;
    return {
      ...place,
      shape: JSON.parse(row.shape) as unknown,
      recent: JSON.parse(row.recent) as [unknown, unknown],
      meta: JSON.parse(row.meta) as ShapeMeta,
    };
  };
  return {
    getShape: (connectionId, triggerKey) => read(() => get({ connectionId, triggerKey })),
    updateShape: (connectionId, triggerKey, change) =>
      write(() => {
        const { shape, recent, meta } = change(get({ connectionId, triggerKey }));
        upsert.run({
          connection_id: connectionId,
          trigger_key: triggerKey,
          shape: JSON.stringify(shape),
          recent: JSON.stringify(recent),
          meta: JSON.stringify(meta),
        });
      }),
    listShapes: (connectionId) =>
      read(() =>
        selectAll
          .all({})
          .filter((row) => connectionId === undefined || row.connection_id === connectionId)
          .map(({ connection_id, trigger_key, meta }) => ({
            connectionId: connection_id,
            triggerKey: trigger_key,
            meta: JSON.parse(meta) as ShapeMeta,
          })),
      ),
  };
}

/** Learned shapes, and the schema versions that people accepted. */
export function createSchemas(parts: SqliteParts): SchemaStore {
  const { db, write, now } = parts;
  const selectVersions = prepare(db, (given: Given<Place>) =>
    queries
      .selectFrom('schema_versions')
      .selectAll()
      .where('connection_id', '=', given.connectionId)
      .where('trigger_key', '=', given.triggerKey)
      .orderBy('version', 'desc'),
  );
  const insert = prepare(db, (given: Given<Tables['schema_versions']>) =>
    queries.insertInto('schema_versions').values({
      connection_id: given.connection_id,
      trigger_key: given.trigger_key,
      version: given.version,
      schema: given.schema,
      edits: given.edits,
      samples: given.samples,
      created_at: given.created_at,
    }),
  );
  return {
    ...createShapes(parts),
    saveSchemaVersion: ({ connectionId, triggerKey, schema, edits, samples }) =>
      write(() => {
        const newest = selectVersions.get({ connectionId, triggerKey });
        const row = {
          connection_id: connectionId,
          trigger_key: triggerKey,
          version: (newest?.version ?? 0) + 1,
          schema: JSON.stringify(schema),
          edits: JSON.stringify(edits),
          samples,
          created_at: new Date(now()).toISOString(),
        };
        insert.run(row);
        return toVersion(row);
      }),
    listSchemaVersions: (connectionId, triggerKey) =>
      read(() => selectVersions.all({ connectionId, triggerKey }).map(toVersion)),
    getSchemaVersion: (connectionId, triggerKey, version) =>
      read(() => {
        const rows = selectVersions.all({ connectionId, triggerKey });
        const row = rows.find((candidate) => version === undefined || candidate.version === version);
        return row === undefined ? null : toVersion(row);
      }),
  };
}
