import type { FieldEdit, JsonSchema } from '../../api/types.ts';

/** What was seen at one path, as the API tells it. */
export interface FieldReport {
  path: string;
  present: number;
  of: number;
  types: Record<string, number>;
  formats: string[];
  values?: string[];
  examples: string[];
  min?: number;
  max?: number;
  personal: boolean;
  dictionary: boolean;
}

/** One field of a schema as a line of its tree. */
export interface FieldRow {
  /** JSON Pointer, `*` for items and values of a dictionary */
  path: string;
  /** exact key, or what it stands for */
  name: string;
  /** 0 below the root */
  level: number;
  types: string[];
  nullable: boolean;
  label: string | null;
  report: FieldReport | null;
  isManual: boolean;
  isIncluded: boolean;
  hasChildren: boolean;
}

const partOf = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const keyOf = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The pointer of a key below a field. */
export const childPath = (parent: string, key: string): string => `${parent}/${partOf(key)}`;

/** A pointer as recipes write a path: `dataFields.items[*].price`. */
export function pointerText(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part, index) => {
      if (part === '*') return '[*]';
      const key = keyOf(part);
      if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

const variantsOf = (schema: JsonSchema): JsonSchema[] => [schema, ...(schema.anyOf ?? []).flatMap(variantsOf)];

function typesOf(schema: JsonSchema): string[] {
  const types = variantsOf(schema).flatMap(({ type = [] }) => type);
  return [...new Set(types)];
}

function childrenOf(schema: JsonSchema): Map<string, JsonSchema> {
  const children = new Map<string, JsonSchema>();
  for (const { properties = {}, items, additionalProperties } of variantsOf(schema)) {
    for (const [key, child] of Object.entries(properties)) children.set(partOf(key), child);
    if (items !== undefined) children.set('*', items);
    if (typeof additionalProperties === 'object') children.set('*', additionalProperties);
  }
  return children;
}

/**
 * The fields of a schema in the order of its tree, parents first, keys sorted; fields that were taken out stay in sight, so that
 * they can be put back.
 */
export function fieldRows(
  schema: unknown,
  reports: readonly unknown[],
  edits: readonly FieldEdit[],
  manual: readonly string[],
): FieldRow[] {
  const seen = new Map((reports as FieldReport[]).map((report) => [report.path, report]));
  const excluded = edits.filter(({ include }) => include === false).map(({ path }) => path);
  const byHand = new Set(manual);
  // decisions show at once, before the server has worked them in
  const decided = new Map(edits.map((edit) => [edit.path, edit]));
  const rows: FieldRow[] = [];
  const walk = (node: JsonSchema, path: string, level: number): void => {
    const children = childrenOf(node);
    const out = excluded.filter((other) => other.slice(0, other.lastIndexOf('/')) === path);
    const parts = new Set([...children.keys(), ...out.map((other) => other.slice(path.length + 1))]);
    for (const part of [...parts].sort()) {
      const child = children.get(part);
      const childAt = `${path}/${part}`;
      const report = seen.get(childAt) ?? null;
      const types = child === undefined ? Object.keys(report?.types ?? {}) : typesOf(child);
      const edit = decided.get(childAt);
      rows.push({
        path: childAt,
        name: part !== '*' ? keyOf(part) : seen.get(path)?.dictionary === true ? 'each value' : 'each item',
        level,
        types: edit?.type === undefined ? types.filter((type) => type !== 'null') : [edit.type],
        nullable: edit?.nullable ?? types.includes('null'),
        label: edit?.label ?? child?.title ?? null,
        report,
        isManual: byHand.has(childAt) || edit?.type !== undefined,
        isIncluded: edit?.include ?? child !== undefined,
        hasChildren: child !== undefined && childrenOf(child).size > 0,
      });
      if (child !== undefined) walk(child, childAt, level + 1);
    }
  };
  walk(schema as JsonSchema, '', 0);
  return rows;
}

/** What the values of a field look like, without personal data. */
export function sampleText({ report }: FieldRow): string {
  if (report === null) return '';
  if (report.personal) return 'personal data, not shown';
  const { values, examples, min, max, formats } = report;
  const [format] = formats;
  if (values !== undefined && values.length > 0) return values.slice(0, 3).join(', ');
  if (examples.length > 0) return examples.join(', ');
  if (min !== undefined && max !== undefined) return min === max ? String(min) : `${min} to ${max}`;
  return format ?? '';
}

/** Edits in force after new ones, choice by choice. */
export function joinEdits(before: readonly FieldEdit[], after: readonly FieldEdit[]): FieldEdit[] {
  const byPath = new Map<string, FieldEdit>();
  for (const edit of [...before, ...after]) byPath.set(edit.path, { ...byPath.get(edit.path), ...edit });
  return [...byPath.values()];
}
