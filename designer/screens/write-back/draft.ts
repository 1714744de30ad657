import type { BulkAudience, BulkOrder, RowSample } from '../../api/bulk-queries.ts';
import type { ActionDetail, Json, JsonSchema } from '../../api/types.ts';
import { fieldsOf, type FieldSpec } from '../../fields/field-spec.ts';
import { fieldPath, inputOf, jsonOf, type FieldValue } from '../../fields/field-value.ts';

export type SourceKind = 'file' | 'paste' | 'list' | 'events';

/** What becomes of a column: nothing, a field of the item, or one of its data fields by name. */
export interface Target {
  /** name of the field; empty = the column is left out */
  field: string;
  /** of a data field */
  name: string;
  /** cells are read as lists, objects or numbers */
  isJson: boolean;
}

/** What a person has chosen and typed so far; nothing of it goes away when the server refuses something. */
export interface Draft {
  connection: string | null;
  action: string;
  source: SourceKind;
  file: File | null;
  text: string;
  /** empty = found by looking at the first line */
  delimiter: string;
  list: FieldValue | undefined;
  events: Record<string, FieldValue>;
  /** by column */
  targets: Record<string, Target>;
  /** fields that everybody gets alike */
  fixed: Record<string, FieldValue>;
  /** what counts for the whole call */
  input: Record<string, FieldValue>;
}

/** A source that the server has seen, with the columns to map by. */
export interface Found {
  audience: BulkAudience;
  sample: RowSample;
}

export const emptyDraft: Draft = {
  connection: null,
  action: 'bulk_upsert_users',
  source: 'file',
  file: null,
  text: '',
  delimiter: '',
  list: undefined,
  events: {},
  targets: {},
  fixed: {},
  input: {},
};

const delimiters = [',', ';', '\t', '|'];

/** The delimiter that the header has most of; a comma where it has none. */
export function delimiterOf(begin: string): string {
  const [header = ''] = begin.split(/\r\n|\n|\r/, 1);
  const counted = delimiters.map((sign) => ({ sign, count: header.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** How the rows of a text or file are written: by the name of the file, else by how it begins. */
export function formatOf(begin: string, fileName = ''): 'csv' | 'json' | 'ndjson' {
  const ending = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'json') return ending;
  if (ending === 'ndjson' || ending === 'jsonl') return 'ndjson';
  const first = begin
    .replace(/^\uFEFF/, '')
    .trimStart()
    .at(0);
  if (first === '[') return 'json';
  return first === '{' ? 'ndjson' : 'csv';
}

/** The query of an export as the API takes it, from the fields of the form. */
export function exportOf(specs: readonly FieldSpec[], events: Record<string, FieldValue>): Record<string, Json> {
  const entries = Object.entries(inputOf(specs, events)).map(([name, value]) => {
    if (Array.isArray(value)) return [name, value.join(',')];
    const isPicked = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value);
    return [name, isPicked ? `${value.slice(0, 19).replace('T', ' ')} +00:00` : value];
  });
  return Object.fromEntries(entries) as Record<string, Json>;
}

/** What an action takes: the fields of one item, and those of the whole call. */
export function shapeOf({ input, batch }: Pick<ActionDetail, 'input' | 'batch'>): {
  item: FieldSpec[];
  call: FieldSpec[];
} {
  const specs = fieldsOf(input as JsonSchema);
  const items = specs.find(({ name }) => name === batch?.items);
  return { item: items?.item?.fields ?? [], call: specs.filter((spec) => spec !== items) };
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[ _-]/g, '');
const dataFieldsOf = (item: readonly FieldSpec[]): string =>
  item.find(({ kind }) => kind === 'data-fields')?.name ?? '';

/** Where columns go unless a person says otherwise: to the field of their name, else to the data field of their name. */
export function proposeTargets(
  { columns, rows }: RowSample,
  item: readonly FieldSpec[],
  chosen: Record<string, Target>,
): Record<string, Target> {
  const data = dataFieldsOf(item);
  const looksLikeJson = (column: string): boolean => {
    const cells = rows.flatMap(({ value }) => (value as Record<string, Json> | null)?.[column] ?? []);
    return cells.length > 0 && cells.every((cell) => typeof cell === 'string' && /^\s*[[{]/.test(cell));
  };
  return Object.fromEntries(
    columns.map((column) => {
      const kept = chosen[column];
      if (kept !== undefined && item.some(({ name }) => name === kept.field)) return [column, kept];
      const field =
        item.find(({ name, kind }) => kind !== 'data-fields' && plain(name) === plain(column))?.name ?? data;
      const isData = field !== '' && field === data;
      return [column, { field, name: isData ? column : '', isJson: looksLikeJson(column) }];
    }),
  );
}

/** The pill of a column; its name is one key. */
const pillOf = (column: string, isJson: boolean): string =>
  `{{ ${fieldPath('row', column)}${isJson ? ' | parse_json' : ''} }}`;

/** One item with pills of its row: what is alike for all, and the columns over it. */
export function mappingOf(
  item: readonly FieldSpec[],
  { targets, fixed }: Pick<Draft, 'targets' | 'fixed'>,
): Record<string, Json> {
  const data = dataFieldsOf(item);
  const mapping = inputOf(item, fixed);
  const fields = { ...((mapping[data] as Record<string, Json> | undefined) ?? {}) };
  for (const [column, { field, name, isJson }] of Object.entries(targets)) {
    if (field === '') continue;
    if (field !== data) mapping[field] = pillOf(column, isJson);
    else if (name !== '') fields[name] = pillOf(column, isJson);
  }
  return data === '' || Object.keys(fields).length === 0 ? mapping : { ...mapping, [data]: fields };
}

/** Names that two columns go to; only one of them would arrive. */
export function repeatedTargets(targets: Record<string, Target>): string[] {
  const names = Object.values(targets).flatMap(({ field, name }) =>
    field === '' ? [] : [name === '' ? field : `${field}.${name}`],
  );
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

/** The order that a draft makes of a source. */
export function orderOf(draft: Draft, found: Found, action: ActionDetail): BulkOrder {
  const { item, call } = shapeOf(action);
  return {
    format: 'ndjson',
    ...found.audience,
    action: draft.action,
    connection: draft.connection ?? '',
    mapping: mappingOf(item, draft) as never,
    auto: false,
    input: inputOf(call, draft.input) as never,
    dryRun: true,
  };
}

/** Whether something was chosen or typed that would be lost with the page. */
export function isBegun({ file, text, list, events }: Draft): boolean {
  return file !== null || text.trim() !== '' || list !== undefined || Object.keys(events).length > 0;
}

/** Whether there is enough of an audience to look at it. */
export function hasAudience(draft: Draft, listSpec: FieldSpec | undefined): boolean {
  if (draft.connection === null) return false;
  if (draft.source === 'file') return draft.file !== null;
  if (draft.source === 'paste') return draft.text.trim() !== '';
  if (draft.source === 'list') {
    return listSpec !== undefined && draft.list !== undefined && Number(jsonOf(listSpec, draft.list)) > 0;
  }
  return Object.keys(draft.events).length > 0;
}
