import { describeShape, type PathReport, type SeenType, type Shape } from '../../schemas/index.ts';
import type { ShapeMeta } from '../store/store.ts';
import { readsField, type PillUse } from './pill-uses.ts';
import { parentOf, schemaFields, type SchemaField } from './schema-fields.ts';

/** What recipes are mapped against. */
export interface AcceptedSchema {
  schema: unknown;
  /** a saved version, or the schema that ships for a known event */
  baseline: 'saved' | 'shipped';
  /** paths that a person declared, which need not occur */
  manual: readonly string[];
}

/** One way in which events differ from the accepted schema. */
export interface Drift {
  kind: 'appeared' | 'vanished' | 'type' | 'nullable';
  /** JSON Pointer, `*` for items of a list and values of a dictionary */
  path: string;
  message: string;
  /** types in the accepted schema; empty when the field is not in it */
  accepted: string[];
  /** types seen lately, with how often */
  seen: Partial<Record<SeenType, number>>;
  /** when it was seen first, for a vanished field when it was last seen; null when no event ever had it */
  since: string | null;
  /** how many of the last events show it, and how many those are */
  events: number;
  of: number;
  exampleEvent: string | null;
  /** pills that read the field */
  recipes: PillUse[];
}

/** So many events must be missing a field that used to come before it counts as vanished. */
const enoughMissing = 5;

interface Findings {
  accepted: Map<string, SchemaField>;
  recent: Map<string, PathReport>;
  all: Map<string, PathReport>;
  samples: number;
  meta: ShapeMeta;
  uses: readonly PillUse[];
}

type DriftPart = Pick<Drift, 'kind' | 'path' | 'message' | 'since' | 'events' | 'exampleEvent'>;

const byPath = (shape: Shape): Map<string, PathReport> => new Map(describeShape(shape).map((r) => [r.path, r]));

/**
 * Compares the accepted schema with the last events. Of an object that appeared or vanished only the topmost path is told;
 * what the accepted schema says nothing of (`{}`) cannot drift.
 * @param given.learned all events, `recent` the last of them
 */
export function findDrift(given: {
  accepted: AcceptedSchema;
  learned: Shape;
  recent: Shape;
  meta: ShapeMeta;
  uses: readonly PillUse[];
}): Drift[] {
  const { accepted, meta, uses } = given;
  const findings: Findings = {
    accepted: schemaFields(accepted.schema),
    recent: byPath(given.recent),
    all: byPath(given.learned),
    samples: given.recent.samples,
    meta,
    uses,
  };
  const drifts: Drift[] = [];
  for (const report of findings.recent.values()) {
    if (report.path === '') continue;
    const field = findings.accepted.get(report.path);
    if (field !== undefined) drifts.push(...changed(report, field, findings));
    else if (isNew(report.path, findings)) drifts.push(appeared(report, findings));
  }
  for (const [path, field] of findings.accepted) {
    if (findings.recent.has(path) || !isMissed(path, field, accepted, findings)) continue;
    drifts.push(vanished(path, findings));
  }
  return drifts.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function typeNames(field: SchemaField | undefined): string[] {
  return field === undefined ? [] : [...field.types, ...(field.nullable ? ['null'] : [])].sort();
}

function make(part: DriftPart, { accepted, recent, samples, uses }: Findings): Drift {
  return {
    ...part,
    accepted: typeNames(accepted.get(part.path)),
    seen: recent.get(part.path)?.types ?? {},
    // a list can hold more values than there are events
    events: Math.min(part.events, samples),
    of: samples,
    recipes: uses.filter((use) => readsField(use, part.path)),
  };
}

function firstOf(path: string, types: readonly string[], { first }: ShapeMeta): { at: string; event: string } | null {
  const sightings = types.flatMap((type) => {
    const key = `${path} ${type}`;
    const sighting = Object.hasOwn(first, key) ? first[key] : undefined;
    return sighting === undefined ? [] : [sighting];
  });
  return sightings.sort((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}

function countOf(report: PathReport, types: readonly SeenType[]): number {
  return types.reduce((sum, type) => sum + (report.types[type] ?? 0), 0);
}

const seenTypes = (report: PathReport): SeenType[] => Object.keys(report.types) as SeenType[];

/** Whether the place above is known and of the right kind, so that the path itself is what is new. */
function isNew(path: string, { accepted }: Findings): boolean {
  const parent = parentOf(path) ?? '';
  const above = accepted.get(parent);
  if (above === undefined || above.any) return false;
  // names that are data on one side and fields on the other say nothing of one field
  if (path.endsWith('/*')) return above.types.has('array') && !above.types.has('object');
  return above.types.has('object') && !accepted.has(`${parent}/*`);
}

function appeared(report: PathReport, findings: Findings): Drift {
  const types = seenTypes(report);
  const first = firstOf(report.path, types, findings.meta);
  return make(
    {
      kind: 'appeared',
      path: report.path,
      message: `${report.path} arrives (${types.join(', ')}) and is not in the schema.`,
      since: first?.at ?? null,
      events: countOf(report, types),
      exampleEvent: first?.event ?? null,
    },
    findings,
  );
}

function changed(report: PathReport, field: SchemaField, findings: Findings): Drift[] {
  if (field.any) return [];
  const drifts: Drift[] = [];
  const part = (kind: Drift['kind'], types: SeenType[], message: string): DriftPart => {
    const first = firstOf(report.path, types, findings.meta);
    return {
      kind,
      path: report.path,
      message,
      since: first?.at ?? null,
      events: countOf(report, types),
      exampleEvent: first?.event ?? null,
    };
  };
  const others = seenTypes(report).filter(
    (type) => type !== 'null' && !field.types.has(type) && !(type === 'integer' && field.types.has('number')),
  );
  if (others.length > 0) {
    const wanted = [...field.types].join(' or ') || 'null';
    const message = `${report.path} arrives as ${others.join(' or ')} where the schema has ${wanted}.`;
    drifts.push(make(part('type', others, message), findings));
  }
  if (report.types.null !== undefined && !field.nullable) {
    const message = `${report.path} arrives as null, which the schema does not allow.`;
    drifts.push(make(part('nullable', ['null'], message), findings));
  }
  return drifts;
}

/** Whether a field would have been seen lately if it still came as often as it used to. */
function isMissed(path: string, field: SchemaField, accepted: AcceptedSchema, findings: Findings): boolean {
  const parent = parentOf(path);
  if (parent === null || path.endsWith('/*') || accepted.manual.includes(path)) return false;
  const above = findings.recent.get(parent);
  if (above === undefined || above.dictionary) return false;
  const before = findings.all.get(path);
  const always = accepted.baseline === 'saved' && !field.optional;
  const rate = before === undefined ? (always ? 1 : 0) : before.present / before.of;
  return rate * (above.types.object ?? 0) >= enoughMissing;
}

function vanished(path: string, findings: Findings): Drift {
  const { meta, recent, samples } = findings;
  return make(
    {
      kind: 'vanished',
      path,
      message: `${path} did not come in the last ${String(samples)} events.`,
      since: Object.hasOwn(meta.lastSeen, path) ? (meta.lastSeen[path] ?? null) : null,
      events: recent.get(parentOf(path) ?? '')?.types.object ?? samples,
      exampleEvent: meta.lastEvent === '' ? null : meta.lastEvent,
    },
    findings,
  );
}
