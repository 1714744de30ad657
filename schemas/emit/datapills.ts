import { labelOf } from './label.ts';
import { reduceSchema, splitNull, type ReducedSchema, type SchemaType } from './reduce-schema.ts';

/** One field that a recipe can map, with the fields below it. */
export interface Datapill {
  /** exact key as it stands in the payload; `*` for items of a list and values of a dictionary */
  key: string;
  /** how a recipe addresses it, relative to the root: `dataFields.total`, `["a.b"].c`; items are `[0]` */
  path: string;
  label: string;
  /** several when values are of several types; empty when not known yet */
  types: SchemaType[];
  nullable: boolean;
  /** whether the key can be absent */
  optional: boolean;
  format?: string;
  /** `items` of a list and `values` of a dictionary are reached by number and by name */
  role: 'field' | 'items' | 'values';
  children: Datapill[];
}

/**
 * The tree of datapills of a JSON Schema, in the schema's order of properties, with exact keys.
 * @param root text in front of every path, for example `trigger`; default none
 * @throws ConnectorError ITC_SCHEMA_INVALID when the schema is too large
 */
export function toDatapills(schema: unknown, root = ''): Datapill[] {
  return childrenOf(reduceSchema(schema), root);
}

/** A path one key longer. Names with dots, spaces, quotes or a leading digit stand in brackets. */
export function joinPath(path: string, key: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** All branches that can have fields below them. */
function variants(schema: ReducedSchema): ReducedSchema[] {
  return [schema, ...(schema.anyOf ?? []).flatMap(variants)];
}

function childrenOf(schema: ReducedSchema, path: string): Datapill[] {
  const pills: Datapill[] = [];
  for (const variant of variants(schema)) {
    for (const [key, property] of variant.properties ?? [])
      pills.push(pillOf(key, joinPath(path, key), property, variant.required?.has(key) !== true, 'field'));
    if (variant.items !== undefined) pills.push(pillOf('*', `${path}[0]`, variant.items, true, 'items'));
    if (variant.additional !== undefined && variant.additional !== false)
      pills.push(pillOf('*', `${path}["*"]`, variant.additional, true, 'values'));
  }
  return pills;
}

function pillOf(key: string, path: string, schema: ReducedSchema, optional: boolean, role: Datapill['role']): Datapill {
  const { nullable, types, anyOf } = splitNull(schema);
  const all = new Set([...types, ...anyOf.flatMap((branch) => branch.types)]);
  const label = role === 'field' ? (schema.title ?? labelOf(key)) : role === 'items' ? 'Items' : 'Values';
  return {
    key,
    path,
    label,
    types: [...all],
    nullable,
    optional,
    ...(schema.format === undefined ? {} : { format: schema.format }),
    role,
    children: childrenOf(schema, path),
  };
}
