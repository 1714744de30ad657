import type { LearnedShape, SchemaEdit, SchemaStore, SchemaVersion } from '../schema-store.ts';
import { emptyMeta, isShapeMeta } from '../shape-meta.ts';
import type { ShapeMeta } from '../store.ts';
import type { Tables } from '../sqlite/tables.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

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

/** What a row holds; null where it is no JSON, so that one damaged row is learned anew instead of failing every list. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function metaOf(text: string): ShapeMeta | null {
  const meta = parsed(text);
  return isShapeMeta(meta) ? meta : null;
}

function* getShape(place: Place): Script<LearnedShape | null> {
  const row = yield* first(
    queries
      .selectFrom('learned_shapes')
      .select(['shape', 'recent', 'meta'])
      .where('connection_id', '=', place.connectionId)
      .where('trigger_key', '=', place.triggerKey),
  );
  if (row === undefined) return null;
  const meta = metaOf(row.meta);
  const recent = parsed(row.recent);
  return {
    ...place,
    // without its dates a shape is of no use: neither is read
    shape: meta === null ? null : parsed(row.shape),
    recent: Array.isArray(recent) ? [recent[0], recent[1]] : [null, null],
    meta: meta ?? emptyMeta(),
  };
}

/** What was learned of the events of each trigger, read and written whole. */
function createShapes({ read, write }: SqlStore): Pick<SchemaStore, 'getShape' | 'updateShape' | 'listShapes'> {
  return {
    getShape: (connectionId, triggerKey) => read(() => getShape({ connectionId, triggerKey })),
    updateShape: (connectionId, triggerKey, change) =>
      write(function* () {
        const after = change(yield* getShape({ connectionId, triggerKey }));
        const values = {
          shape: JSON.stringify(after.shape),
          recent: JSON.stringify(after.recent),
          meta: JSON.stringify(after.meta),
        };
        yield* run(
          queries
            .insertInto('learned_shapes')
            .values({ connection_id: connectionId, trigger_key: triggerKey, ...values })
            .onConflict((conflict) => conflict.columns(['connection_id', 'trigger_key']).doUpdateSet(values)),
        );
      }),
    listShapes: (connectionId) =>
      read(function* () {
        let found = queries
          .selectFrom('learned_shapes')
          .select(['connection_id', 'trigger_key', 'meta'])
          .orderBy('trigger_key');
        if (connectionId !== undefined) found = found.where('connection_id', '=', connectionId);
        return (yield* all(found)).map(({ connection_id, trigger_key, meta }) => ({
          connectionId: connection_id,
          triggerKey: trigger_key,
          meta: metaOf(meta) ?? emptyMeta(),
        }));
      }),
  };
}

/** Learned shapes, and the schema versions that people accepted. */
export function createSchemas(parts: SqlStore): SchemaStore {
  const { read, write, now } = parts;
  const versionsOf = (connectionId: string, triggerKey: string) =>
    queries
      .selectFrom('schema_versions')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('trigger_key', '=', triggerKey)
      .orderBy('version', 'desc');
  return {
    ...createShapes(parts),
    saveSchemaVersion: ({ connectionId, triggerKey, schema, edits, samples }) =>
      write(function* () {
        const newest = yield* first(versionsOf(connectionId, triggerKey).limit(1));
        const row = {
          connection_id: connectionId,
          trigger_key: triggerKey,
          version: (newest?.version ?? 0) + 1,
          schema: JSON.stringify(schema),
          edits: JSON.stringify(edits),
          samples,
          created_at: new Date(now()).toISOString(),
        };
        yield* run(queries.insertInto('schema_versions').values(row));
        return toVersion(row);
      }),
    listSchemaVersions: (connectionId, triggerKey) =>
      read(function* () {
        return (yield* all(versionsOf(connectionId, triggerKey))).map(toVersion);
      }),
    getSchemaVersion: (connectionId, triggerKey, version) =>
      read(function* () {
        const found = versionsOf(connectionId, triggerKey).limit(1);
        const row = yield* first(version === undefined ? found : found.where('version', '=', version));
        return row === undefined ? null : toVersion(row);
      }),
  };
}
