import { takesType, type FieldClash } from '../iterable/check-field-types.ts';
import { schemaFields } from './schema-fields.ts';

/** One designed data field beside what Iterable has. */
export interface ComparedField {
  /** Iterable's name: dots for nested fields */
  field: string;
  types: string[];
  /** null for a field that Iterable does not have yet */
  iterableType: string | null;
}

const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** Iterable's name of a path; items of a list count for the list itself. */
function iterableName(path: string): string {
  return path
    .split('/')
    .slice(1)
    .filter((part) => part !== '*')
    .map(unescape)
    .join('.');
}

/** Lays a schema of data fields beside the fields of a project; clashes are the fields whose declared type Iterable refuses. */
export function compareFields(
  schema: unknown,
  known: ReadonlyMap<string, string>,
): { fields: ComparedField[]; clashes: FieldClash[] } {
  const fields = new Map<string, ComparedField>();
  for (const [path, { types }] of schemaFields(schema)) {
    const field = iterableName(path);
    if (field === '') continue;
    const before = fields.get(field);
    const iterableType = known.get(field) ?? null;
    fields.set(field, { field, iterableType, types: [...new Set([...(before?.types ?? []), ...types])].sort() });
  }
  const clashes = [...fields.values()].flatMap(({ field, types, iterableType: expected }) =>
    expected === null
      ? []
      : types.filter((type) => !takesType(expected, type)).map((found) => ({ field, expected, found })),
  );
  return { fields: [...fields.values()], clashes };
}

const jsonTypes: Record<string, object> = {
  string: { type: 'string' },
  date: { type: 'string', $comment: 'date' },
  long: { type: 'integer' },
  double: { type: 'number' },
  boolean: { type: 'boolean' },
  object: { type: 'object' },
  nested: { type: 'object' },
  geo_location: { type: 'object', properties: { lat: { type: 'number' }, lon: { type: 'number' } } },
};

/** The fields of a project as a JSON Schema to map against; nested ones below their objects. */
export function fieldsSchema(known: ReadonlyMap<string, string>): Record<string, unknown> {
  const root: { type: 'object'; properties: Record<string, unknown> } = {
    type: 'object',
    properties: Object.create(null) as Record<string, unknown>,
  };
  // a parent stands before what is below it
  for (const [name, type] of [...known].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parts = name.split('.');
    let properties = root.properties;
    for (const part of parts.slice(0, -1)) {
      const node = (properties[part] ??= { type: 'object' }) as { properties?: Record<string, unknown> };
      properties = node.properties ??= Object.create(null) as Record<string, unknown>;
    }
    properties[parts.at(-1) ?? ''] ??= { ...(jsonTypes[type] ?? {}) };
  }
  return root;
}
