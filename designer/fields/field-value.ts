import type { Json } from '../api/types.ts';
import type { FieldSpec } from './field-spec.ts';

/** How a field is filled: with a value, with text and pills, or from a list of choices. */
export type FieldMode = 'text' | 'formula' | 'list';

/** The type that a person gave to the value of a key of their own. */
export type PairType = 'text' | 'number' | 'boolean' | 'json' | 'null';

export interface Pair {
  /** stays while the row is edited or moved */
  id: string;
  key: string;
  type: PairType;
  value: FieldValue;
}

/** What a field holds: one value for each mode, so that switching the mode and back loses nothing. */
export interface FieldValue {
  mode: FieldMode;
  /** a literal; undefined = left out */
  text?: Json;
  /** with pills: `Hello {{ trigger.email }}` */
  formula?: string;
  /** what was chosen */
  list?: Json;
  /** of an object, by name */
  fields?: Record<string, FieldValue>;
  /** of a list */
  items?: { id: string; value: FieldValue }[];
  /** of data fields and key-value fields */
  pairs?: Pair[];
}

let made = 0;
/** An id for a row of a form; unique in this page. */
export const rowId = (): string => `row-${(made += 1)}`;

const hasPill = (value: Json): value is string => typeof value === 'string' && value.includes('{{');
const isObject = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A form to begin with: nothing filled, pick lists ready to choose from. */
export const emptyValue = (spec: FieldSpec): FieldValue => ({ mode: spec.kind === 'select' ? 'list' : 'text' });

export function pairTypeOf(value: Json): PairType {
  if (value === null) return 'null';
  if (typeof value === 'object') return 'json';
  return typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');
}

/** What draws the value of a key that the person named. */
export const pairSpec = (type: PairType): FieldSpec => ({
  name: '',
  kind: ({ text: 'text', number: 'number', boolean: 'boolean', json: 'json', null: 'json' } as const)[type],
  title: 'Value',
  isRequired: false,
  isSticky: true,
  isAdvanced: false,
  isClosed: false,
  isMultiple: false,
});

/** Reads a value of a document into a field. */
export function fieldFrom(spec: FieldSpec, value: Json | undefined): FieldValue {
  if (value === undefined) return emptyValue(spec);
  if (hasPill(value)) return { ...emptyValue(spec), mode: 'formula', formula: value };
  if (spec.kind === 'object' && isObject(value)) {
    const fields = spec.fields ?? [];
    return {
      mode: 'text',
      fields: Object.fromEntries(fields.map((field) => [field.name, fieldFrom(field, value[field.name])])),
    };
  }
  if (spec.kind === 'list' && Array.isArray(value) && spec.item !== undefined) {
    const { item } = spec;
    return { mode: 'text', items: value.map((one) => ({ id: rowId(), value: fieldFrom(item, one) })) };
  }
  if ((spec.kind === 'data-fields' || spec.kind === 'key-value') && isObject(value)) {
    const pairs = Object.entries(value).map(([key, one]) => {
      const type = pairTypeOf(one);
      return { id: rowId(), key, type, value: fieldFrom(pairSpec(type), one) };
    });
    return { mode: 'text', pairs };
  }
  return spec.kind === 'select' ? { mode: 'list', list: value } : { mode: 'text', text: value };
}

/** The value of a field as a document holds it; undefined = left out. */
export function jsonOf(spec: FieldSpec, value: FieldValue): Json | undefined {
  if (value.mode === 'formula') return value.formula === '' ? undefined : value.formula;
  if (value.mode === 'list') return value.list;
  if (value.fields !== undefined) {
    const fields = inputOf(spec.fields ?? [], value.fields);
    return Object.keys(fields).length === 0 && !spec.isRequired ? undefined : fields;
  }
  if (value.items !== undefined) {
    const { item } = spec;
    return item === undefined ? undefined : value.items.map((one) => jsonOf(item, one.value) ?? null);
  }
  if (value.pairs !== undefined) {
    const pairs = value.pairs.filter(({ key }) => key !== '');
    const entries = pairs.map((pair) => [pair.key, pairJson(pair)] as const);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return value.text;
}

function pairJson({ type, value }: Pair): Json {
  if (type === 'null') return null;
  return jsonOf(pairSpec(type), value) ?? (type === 'text' ? '' : null);
}

/** The input of an action from the fields of its form. */
export function inputOf(specs: readonly FieldSpec[], values: Record<string, FieldValue>): Record<string, Json> {
  const input: Record<string, Json> = {};
  for (const spec of specs) {
    const value = values[spec.name];
    const json = value === undefined ? undefined : jsonOf(spec, value);
    if (json !== undefined) input[spec.name] = json;
  }
  return input;
}

/** The fields of a form from the input of an action. */
export function valuesFrom(specs: readonly FieldSpec[], input: Record<string, Json>): Record<string, FieldValue> {
  return Object.fromEntries(specs.map((spec) => [spec.name, fieldFrom(spec, input[spec.name])]));
}

/** Extends the path of a field by a key, as the server writes it: in brackets where the key is no plain name. */
export function fieldPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** A field with a pill put in: a literal becomes the text before it, fields that a person names get a row. null = it takes none. */
export function withPill(spec: FieldSpec, value: FieldValue, pill: string): FieldValue | null {
  if (value.mode === 'formula') return { ...value, formula: `${value.formula ?? ''}${pill}` };
  if (spec.kind === 'data-fields' || spec.kind === 'key-value') {
    const [, key = ''] = /([\w$-]+)(?:"\])?\s*(?:\||\}\})/.exec(pill) ?? [];
    const row: Pair = { id: rowId(), key, type: 'text', value: { mode: 'formula', formula: pill } };
    return { ...value, pairs: [...(value.pairs ?? []), row] };
  }
  if (spec.kind === 'object' || spec.kind === 'list') return null;
  const isText = value.mode === 'text' && (spec.kind === 'text' || spec.kind === 'long-text');
  const before = isText && typeof value.text === 'string' ? value.text : '';
  return { ...value, mode: 'formula', formula: `${before}${pill}` };
}
