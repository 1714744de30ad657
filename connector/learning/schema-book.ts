import {
  inferSchema,
  observe,
  emptyShape,
  merge,
  toJsonSchema,
  type SchemaOptions,
  type Shape,
} from '../../schemas/index.ts';
import { samplePayloads } from '../../schemas/iterable/sample-payloads.ts';
import type { Registry } from '../registry.ts';
import { emptyMeta } from '../store/shape-meta.ts';
import type { SchemaEdit, SchemaVersion, ShapeMeta, Store } from '../store/store.ts';
import { diffSchemas, editSchema, joinEdits, manualPaths, type SchemaDiff } from './edit-schema.ts';
import { findDrift, type AcceptedSchema, type Drift } from './find-drift.ts';
import { forgetShape, mergeLearned, readLearned, recentShape } from './merge-learned.ts';
import { pillUses, readsField, type PillUse } from './pill-uses.ts';
import { readTriggerKey } from './trigger-key.ts';

/** What the schema book reads and writes. */
export interface SchemaBookParts {
  store: Pick<
    Store,
    'getShape' | 'updateShape' | 'listShapes' | 'saveSchemaVersion' | 'getSchemaVersion' | 'listRecipes'
  >;
  registry: Pick<Registry, 'findTrigger'>;
}

/** Everything known of the output of one trigger at one connection. */
export interface TriggerSchema {
  /** shipped and learned merged, with the edits of people on top */
  schema: Record<string, unknown>;
  /** shipped and learned */
  shape: Shape;
  meta: ShapeMeta | null;
  newest: SchemaVersion | null;
}

/** The schema that ships for a system event, from a documented sample of it; null for other triggers. */
function shippedSchema(triggerKey: string): Record<string, unknown> | null {
  const sample = shippedSample(triggerKey);
  return sample === undefined ? null : inferSchema([sample]);
}

function shippedSample(triggerKey: string): unknown {
  return samplePayloads.get(readTriggerKey(triggerKey)?.eventName ?? '');
}

function shippedShape(triggerKey: string): Shape {
  const shape = emptyShape();
  const sample = shippedSample(triggerKey);
  if (sample !== undefined) observe(shape, sample);
  return shape;
}

/** Objects of which a person said whether their names are data. */
function shapeOptions(edits: readonly SchemaEdit[]): SchemaOptions {
  const pathsOf = (wanted: boolean): string[] =>
    edits.filter(({ dictionary }) => dictionary === wanted).map(({ path }) => path);
  return { asDictionary: pathsOf(true), asRecord: pathsOf(false) };
}

/** What is known of a trigger's output; null when it neither ships nor was seen or saved. */
export async function readTriggerSchema(
  { store }: Pick<SchemaBookParts, 'store'>,
  connectionId: string,
  triggerKey: string,
): Promise<TriggerSchema | null> {
  const learned = readLearned(await store.getShape(connectionId, triggerKey));
  const newest = await store.getSchemaVersion(connectionId, triggerKey);
  if (learned === null && newest === null && shippedSample(triggerKey) === undefined) return null;
  const shipped = shippedShape(triggerKey);
  const shape = learned === null ? shipped : merge(shipped, learned.shape);
  const edits = newest?.edits ?? [];
  const schema = editSchema(toJsonSchema(shape, shapeOptions(edits)), edits);
  return { schema, shape, meta: learned?.meta ?? null, newest };
}

/** Pills of all recipes that events of this trigger start, disabled recipes included. */
export async function usesOfTrigger(
  { store, registry }: SchemaBookParts,
  connectionId: string,
  triggerKey: string,
): Promise<PillUse[]> {
  const place = readTriggerKey(triggerKey);
  if (place === null) return [];
  const recipes = await store.listRecipes();
  return recipes.flatMap(({ connectionId: id, document }) => {
    const trigger = registry.findTrigger(document.trigger.use);
    if (id !== connectionId || trigger === undefined || trigger.source !== place.kind) return [];
    const config = trigger.config.safeParse(document.trigger.with);
    return config.success && trigger.matches(config.data, { ...place, payload: {} }) ? pillUses(document) : [];
  });
}

const kindOf = (types: readonly string[]): string =>
  [...new Set(types.filter((t) => t !== 'null').map((t) => (t === 'object' || t === 'array' ? t : 'scalar')))]
    .sort()
    .join();

/** Pills that a change of the schema leaves without a field, or with one that is read in another way. */
function brokenBy(diff: SchemaDiff, uses: readonly PillUse[]): PillUse[] {
  const paths = [
    ...diff.removed,
    ...diff.changed.filter(({ from, to }) => kindOf(from) !== kindOf(to)).map(({ path }) => path),
  ];
  return uses.filter((use) => paths.some((path) => readsField(use, path)));
}

/** What a person gives to the next version. */
export interface SchemaChange {
  edits: readonly SchemaEdit[];
  /** pasted samples: they are merged with what was learned, edits go over both */
  samples?: Shape;
  /** the samples take the place of what was learned; what ships and edits stay */
  replace?: boolean;
}

/** What saving would make. */
export interface PlannedSchema {
  schema: Record<string, unknown>;
  /** what the schema was written from */
  shape: Shape;
  edits: SchemaEdit[];
  manual: string[];
  diff: SchemaDiff;
  /** pills that would be left without their field */
  broken: PillUse[];
}

/**
 * The next version of a trigger's schema, compared with the one before; nothing is stored.
 * @throws ConnectorError ITC_SCHEMA_INVALID for an edit of a field that does not exist
 */
export async function planTriggerSchema(
  parts: SchemaBookParts,
  connectionId: string,
  triggerKey: string,
  change: SchemaChange,
): Promise<PlannedSchema> {
  const known = await readTriggerSchema(parts, connectionId, triggerKey);
  const edits = joinEdits(known?.newest?.edits ?? [], change.edits);
  const options = shapeOptions(edits);
  const learned = known === null ? { type: 'object' } : toJsonSchema(known.shape);
  const kept = change.replace === true ? shippedShape(triggerKey) : (known?.shape ?? emptyShape());
  const shape = merge(kept, change.samples ?? emptyShape());
  const schema = editSchema(shape.samples === 0 ? { type: 'object' } : toJsonSchema(shape, options), edits);
  // the first version is compared with what is known without it
  const diff = diffSchemas(known?.newest?.schema ?? learned, schema);
  const broken = brokenBy(diff, await usesOfTrigger(parts, connectionId, triggerKey));
  return { schema, shape, edits, manual: manualPaths(edits), diff, broken };
}

/**
 * Saves what is known now, with old and new edits, as the next version of the trigger's schema.
 * @throws ConnectorError ITC_SCHEMA_INVALID for an edit of a field that does not exist
 */
export async function saveTriggerSchema(
  parts: SchemaBookParts,
  connectionId: string,
  triggerKey: string,
  change: SchemaChange,
): Promise<PlannedSchema & { saved: SchemaVersion }> {
  const planned = await planTriggerSchema(parts, connectionId, triggerKey, change);
  // also for a trigger that no event was seen of: it is in the lists from now on
  const lesson = { shape: change.samples ?? emptyShape(), full: null, current: emptyShape(), meta: emptyMeta() };
  await parts.store.updateShape(connectionId, triggerKey, (before) =>
    mergeLearned(before !== null && change.replace === true ? forgetShape(before) : before, lesson, Infinity),
  );
  const samples = (await parts.store.getShape(connectionId, triggerKey))?.meta.samples ?? 0;
  const { schema, edits } = planned;
  const saved = await parts.store.saveSchemaVersion({ connectionId, triggerKey, schema, edits, samples });
  return { ...planned, saved };
}

/** The drift of one trigger; `baseline` null = neither a saved version nor a shipped schema to compare with. */
export interface TriggerDrift {
  triggerKey: string;
  baseline: 'saved' | 'shipped' | null;
  version: number | null;
  drifts: Drift[];
}

/** The drift of every trigger of a connection that events were seen of, or of one. */
export async function connectionDrift(
  parts: SchemaBookParts,
  connectionId: string,
  only?: string,
): Promise<TriggerDrift[]> {
  const reports: TriggerDrift[] = [];
  for (const { triggerKey } of await parts.store.listShapes(connectionId)) {
    if (only !== undefined && triggerKey !== only) continue;
    const learned = readLearned(await parts.store.getShape(connectionId, triggerKey));
    const newest = await parts.store.getSchemaVersion(connectionId, triggerKey);
    const accepted = acceptedSchema(newest, triggerKey);
    if (learned === null || accepted === null) {
      reports.push({ triggerKey, baseline: null, version: null, drifts: [] });
      continue;
    }
    const drifts = findDrift({
      accepted,
      learned: learned.shape,
      recent: recentShape(learned),
      meta: learned.meta,
      uses: await usesOfTrigger(parts, connectionId, triggerKey),
    });
    reports.push({ triggerKey, baseline: accepted.baseline, version: newest?.version ?? null, drifts });
  }
  return reports;
}

function acceptedSchema(newest: SchemaVersion | null, triggerKey: string): AcceptedSchema | null {
  if (newest !== null) return { schema: newest.schema, baseline: 'saved', manual: manualPaths(newest.edits) };
  const schema = shippedSchema(triggerKey);
  return schema === null ? null : { schema, baseline: 'shipped', manual: [] };
}
