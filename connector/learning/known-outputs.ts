import type { Json } from '../../errors/json.ts';
import { samplePayloads } from '../../schemas/iterable/sample-payloads.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { usualNames } from '../../recipes/schema-path.ts';
import type { Trigger } from '../define.ts';
import type { Registry } from '../registry.ts';
import { readTriggerSchema, type SchemaBookParts } from './schema-book.ts';
import { readTriggerKey, triggerKeyOf } from './trigger-key.ts';

type Node = Record<string, unknown>;

/** What pills of a recipe can read, and whether that is all of it. */
export interface KnownOutput {
  schema: Json;
  /** the triggers whose schemas it was made from */
  triggerKeys: string[];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Tells of each object whose fields are listed what a name outside of the list means: a fault where a person saved the schema
 * (`isComplete`), else one only if it looks like a slip of a known name, since a field may be rare. Objects of which nothing is known, and
 * those with fields for names (dictionaries), stay open.
 */
function close(schema: unknown, isComplete: boolean): unknown {
  if (!isNode(schema)) return schema;
  const closed: Node = { ...schema };
  if (Array.isArray(schema['anyOf'])) closed['anyOf'] = schema['anyOf'].map((branch) => close(branch, isComplete));
  if (isNode(schema['items'])) closed['items'] = close(schema['items'], isComplete);
  const { properties } = schema;
  if (!isNode(properties) || Object.keys(properties).length === 0) return closed;
  closed['properties'] = Object.fromEntries(
    Object.entries(properties).map(([name, child]) => [name, close(child, isComplete)]),
  );
  if (schema['additionalProperties'] !== undefined || schema['patternProperties'] !== undefined) return closed;
  if (isComplete) closed['additionalProperties'] = false;
  else closed[usualNames] = true;
  return closed;
}

/** Adds the fields that every event of the trigger has; the knowledge of one event may come from a project that sends others. */
function withDeclared(schema: Node, declared: unknown): Node {
  const always = isNode(declared) && isNode(declared['properties']) ? declared['properties'] : {};
  const own = isNode(schema['properties']) ? schema['properties'] : {};
  return { ...schema, properties: { ...always, ...own } };
}

/** The trigger keys that a config names in its own words, known or not. */
function namedKeys(trigger: Trigger, config: unknown): string[] {
  if (!isNode(config)) return [];
  const { eventName, eventNames, workflow } = config;
  const names = [eventName, ...(Array.isArray(eventNames) ? (eventNames as unknown[]) : [])];
  const places =
    trigger.source === 'journey_webhook'
      ? [{ eventName: null, workflowId: workflow === undefined ? null : String(workflow) }]
      : names.flatMap((name) => (typeof name === 'string' ? [{ eventName: name, workflowId: null }] : []));
  return places.flatMap((place) => triggerKeyOf({ kind: trigger.source, ...place }) ?? []);
}

/** @param declared JSON Schema of what each event of the trigger has */
async function knownOutput(
  parts: Pick<SchemaBookParts, 'store'>,
  connectionId: string,
  trigger: Trigger,
  config: unknown,
  declared: unknown,
): Promise<KnownOutput | null> {
  const named = namedKeys(trigger, config);
  // a journey recipe without an id takes whatever comes to its address
  if (named.length === 0 || named.includes('workflow:unknown')) return null;
  const learned = (await parts.store.listShapes(connectionId)).map(({ triggerKey }) => triggerKey);
  const shipped = [...samplePayloads.keys()].map((name) => `event:${name}`);
  const matching = [...new Set([...learned, ...shipped, ...named])].filter((key) => {
    const place = readTriggerKey(key);
    return place !== null && place.kind === trigger.source && trigger.matches(config, { ...place, payload: {} });
  });
  const schemas: Json[] = [];
  const triggerKeys: string[] = [];
  for (const key of matching) {
    const known = await readTriggerSchema(parts, connectionId, key);
    if (known === null) continue;
    schemas.push(close(withDeclared(known.schema, declared), known.newest !== null) as Json);
    triggerKeys.push(key);
  }
  const spelt = new Set(triggerKeys.map((key) => key.toLowerCase()));
  if (named.some((key) => !spelt.has(key.toLowerCase()))) return null;
  const [only] = schemas;
  return { schema: schemas.length === 1 && only !== undefined ? only : { anyOf: schemas }, triggerKeys };
}

/**
 * What the events that start a recipe hold: shipped, learned and saved knowledge of its connection, merged. Null where any of the named
 * triggers is not known yet, since its fields cannot be told then.
 * @param connectionId undefined for a connection that does not exist
 */
export async function recipeOutput(
  { store, registry }: Pick<SchemaBookParts, 'store'> & { registry: Pick<Registry, 'findTrigger' | 'describeTrigger'> },
  connectionId: string | undefined,
  { trigger: { use, with: given } }: Recipe,
): Promise<KnownOutput | null> {
  const trigger = registry.findTrigger(use);
  const config = trigger?.config.safeParse(given);
  if (trigger === undefined || connectionId === undefined || config?.success !== true) return null;
  return knownOutput({ store }, connectionId, trigger, config.data, registry.describeTrigger(use).output);
}
