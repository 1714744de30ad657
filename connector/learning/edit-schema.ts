import { ConnectorError } from '../../errors/connector-error.ts';
import { setOwn } from '../../schemas/infer/read-json.ts';
import type { SchemaEdit } from '../store/store.ts';
import { parentOf, schemaFields } from './schema-fields.ts';

type Node = Record<string, unknown>;

/** Marks a field that a person declared or changed the type of, in a keyword that no validator reads. */
export const manualMark = 'set by hand';

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Edits in force after new ones: a later edit of a path goes over an earlier one, choice by choice. */
export function joinEdits(before: readonly SchemaEdit[], after: readonly SchemaEdit[]): SchemaEdit[] {
  const byPath = new Map<string, SchemaEdit>();
  for (const edit of [...before, ...after]) byPath.set(edit.path, { ...byPath.get(edit.path), ...edit });
  return [...byPath.values()];
}

const editable = new Set<string>(['string', 'integer', 'number', 'boolean', 'object', 'array']);

/** A JSON Schema of a user as edits, so that its fields are declared by hand; a field with several types is left to the samples. */
export function editsOfSchema(schema: unknown): SchemaEdit[] {
  const fields = schemaFields(schema);
  return [...fields].flatMap(([path, { types, nullable }]) => {
    const [type] = types;
    if (path === '' || types.size !== 1 || type === undefined || !editable.has(type)) return [];
    // values of a dictionary are no field of their own
    const above = fields.get(parentOf(path) ?? '');
    if (path.endsWith('/*') && above?.types.has('array') !== true) return [];
    return [{ path, type: type as NonNullable<SchemaEdit['type']>, ...(nullable ? { nullable } : {}) }];
  });
}

/** Paths whose type a person decided. */
export function manualPaths(edits: readonly SchemaEdit[]): string[] {
  return edits.flatMap(({ path, type, include }) => (type === undefined || include === false ? [] : [path]));
}

/**
 * The schema with a person's edits, which win over what was learned. A type at a path that is not there declares the field.
 * @throws ConnectorError ITC_SCHEMA_INVALID for a path that does not exist or cannot
 */
export function editSchema(schema: unknown, edits: readonly SchemaEdit[]): Node {
  const edited = (isNode(schema) ? structuredClone(schema) : {}) satisfies Node;
  for (const edit of edits) applyEdit(edited, edit);
  return edited;
}

function fault(path: string, what: string): ConnectorError {
  return new ConnectorError('ITC_SCHEMA_INVALID', `The field ${path} ${what}.`, {
    hint: 'Name a field by its JSON Pointer, such as /dataFields/total; give a type to declare a new one.',
    details: { path },
  });
}

function applyEdit(root: Node, edit: SchemaEdit): void {
  const { path, label, type, include, nullable } = edit;
  const keys = path.split('/').slice(1);
  const last = keys.pop();
  if (last === undefined || !path.startsWith('/')) throw fault(path, 'is no path of a field');
  let parent = root;
  for (const key of keys) {
    const next = childOf(parent, key);
    // what is taken out already, or a learned field that no longer comes
    if (next === null && type === undefined) return;
    parent = next ?? declare(parent, key, {}, path);
  }
  if (include === false) {
    remove(parent, last);
    return;
  }
  let node = childOf(parent, last);
  if (node === null && type === undefined) {
    if (label === undefined && nullable === undefined) return;
    throw fault(path, 'is not in the schema');
  }
  if (type !== undefined && (node === null || !schemaHasOnly(node, type)))
    node = declare(parent, last, { type, $comment: manualMark }, path);
  else if (type !== undefined && node !== null) node['$comment'] = manualMark;
  if (node === null) return;
  if (label !== undefined) node['title'] = label;
  if (nullable !== undefined) setNullable(node, nullable);
}

function schemaHasOnly(node: Node, type: string): boolean {
  const types = schemaFields(node).get('')?.types;
  return types?.size === 1 && types.has(type as 'string');
}

/** The alternative that has fields or items, else the schema itself. */
function branchOf(node: Node, keyword: string): Node {
  const branches = Array.isArray(node['anyOf']) ? (node['anyOf'] as unknown[]) : [];
  return branches.find((branch): branch is Node => isNode(branch) && Object.hasOwn(branch, keyword)) ?? node;
}

const nameOf = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

function childOf(node: Node, key: string): Node | null {
  const name = nameOf(key);
  const properties = branchOf(node, 'properties')['properties'];
  if (isNode(properties) && Object.hasOwn(properties, name)) {
    const child = properties[name];
    return isNode(child) ? child : null;
  }
  if (key !== '*') return null;
  const items = branchOf(node, 'items')['items'];
  if (isNode(items)) return items;
  const values = branchOf(node, 'additionalProperties')['additionalProperties'];
  return isNode(values) ? values : null;
}

function declare(parent: Node, key: string, child: Node, path: string): Node {
  const types = schemaFields(parent).get('')?.types ?? new Set();
  const wanted = key === '*' ? 'array' : 'object';
  if (types.size > 0 && !types.has(wanted)) throw fault(path, `lies in a field that is no ${wanted}`);
  if (key === '*') {
    const list = branchOf(parent, 'items');
    if (types.size === 0) list['type'] = 'array';
    list['items'] = child;
    return child;
  }
  const record = branchOf(parent, 'properties');
  if (types.size === 0) record['type'] = 'object';
  const properties = isNode(record['properties']) ? record['properties'] : {};
  record['properties'] = properties;
  setOwn(properties, nameOf(key), child);
  return child;
}

function remove(parent: Node, key: string): void {
  const name = nameOf(key);
  const record = branchOf(parent, 'properties');
  const { properties, required } = record;
  if (isNode(properties)) Reflect.deleteProperty(properties, name);
  if (Array.isArray(required)) record['required'] = required.filter((other) => other !== name);
}

function setNullable(node: Node, nullable: boolean): void {
  const { type, anyOf } = node;
  if (type !== undefined) {
    const types = (Array.isArray(type) ? (type as unknown[]) : [type]).filter((name) => name !== 'null');
    node['type'] = nullable ? [...types, 'null'] : types.length === 1 ? types[0] : types;
  } else if (Array.isArray(anyOf)) {
    const branches = (anyOf as unknown[]).filter((branch) => !isNode(branch) || branch['type'] !== 'null');
    node['anyOf'] = nullable ? [...branches, { type: 'null' }] : branches;
  }
}

/** How two schemas of one trigger differ. */
export interface SchemaDiff {
  added: string[];
  removed: string[];
  changed: { path: string; from: string[]; to: string[] }[];
}

/** Compares two schemas path by path. */
export function diffSchemas(before: unknown, after: unknown): SchemaDiff {
  const old = schemaFields(before);
  const now = schemaFields(after);
  const names = (field: { types: Set<string>; nullable: boolean } | undefined): string[] =>
    field === undefined ? [] : [...field.types, ...(field.nullable ? ['null'] : [])].sort();
  const changed: SchemaDiff['changed'] = [];
  for (const [path, field] of now) {
    if (!old.has(path)) continue;
    const from = names(old.get(path));
    const to = names(field);
    if (from.join() !== to.join()) changed.push({ path, from, to });
  }
  return {
    added: [...now.keys()].filter((path) => !old.has(path)).sort(),
    removed: [...old.keys()].filter((path) => !now.has(path)).sort(),
    changed: changed.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
