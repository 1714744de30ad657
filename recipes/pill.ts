import type { Json } from '../errors/json.ts';
import { joinPath } from '../schemas/index.ts';
import { escapeTemplate } from './mapping/parse-template.ts';

declare const valueType: unique symbol;
const pillText = Symbol('pill text');

/** What every pill is: text `{{ … }}` that stands for a value of type `T` in a recipe that TypeScript code writes. */
export interface PillOf<T> {
  /** only for the compiler: pills of one type are not taken for another */
  readonly [valueType]: T;
  readonly [pillText]: string;
}

/** A pill whose value the declarations do not describe, such as a field of the project's own: fits everywhere. */
export type OpenPill = PillOf<never>;

type KnownKeys<T> = keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K] };
type FieldsOf<T> = T extends readonly (infer Item)[]
  ? { readonly [index: number]: Pill<Item> }
  : T extends object
    ? { readonly [K in KnownKeys<T>]-?: Pill<T[K & keyof T]> }
    : unknown;

/** A pill with the fields below it. Fields that the declaration does not name are reached by `fieldOf`. */
export type Pill<T> = PillOf<T> & FieldsOf<NonNullable<T>>;

type MappedJson =
  string | number | boolean | null | PillOf<unknown> | readonly MappedJson[] | { readonly [key: string]: MappedJson };

/** What a field of type `T` may be given: a value, a pill of the same type (or one that may be missing or null), or both nested. */
export type Mapped<T> = [Json] extends [T]
  ? MappedJson
  : [unknown] extends [T]
    ? MappedJson
    : T | PillOf<T | null | undefined> | MappedParts<T>;
export type MappedParts<T> = T extends readonly (infer Item)[]
  ? readonly Mapped<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Mapped<T[K]> }
    : never;

/** A pill at a path that is written as in a recipe, for example `trigger.dataFields`. */
export function pillAt<T>(path: string): Pill<T> {
  const text = `{{ ${path} }}`;
  return new Proxy(Object.freeze(Object.create(null) as object), {
    get(_target, key) {
      if (key === pillText) return text;
      if (key === Symbol.toPrimitive) return () => text;
      if (key === 'toString' || key === 'toJSON') return () => text;
      if (typeof key === 'symbol') return undefined;
      return pillAt(/^(0|[1-9]\d{0,8})$/.test(key) ? `${path}[${key}]` : joinPath(path, key));
    },
    has: (_target, key) => key === pillText,
  }) as Pill<T>;
}

/** The text of a pill, `{{ trigger.email }}`. */
export const textOf = (pill: PillOf<unknown>): string => pill[pillText];

const isPill = (value: object): value is PillOf<unknown> => pillText in value;

/** A field that no declaration names, by its exact key: `fieldOf(trigger.dataFields, 'favourite colour')`. */
export function fieldOf(pill: PillOf<unknown>, key: string): OpenPill {
  return Reflect.get(pill, key) as OpenPill;
}

/**
 * A pill through one of the mapping functions (docs/mapping.md): `through(trigger.email, 'lower')`.
 * @param args texts, numbers, booleans, null, or other pills
 */
export function through<R = never>(
  pill: PillOf<unknown>,
  name: string,
  ...args: (string | number | boolean | null | PillOf<unknown>)[]
): PillOf<R> {
  const inner = (one: PillOf<unknown>): string => textOf(one).slice(3, -3);
  const written = args.map((arg) => (typeof arg === 'object' && arg !== null ? inner(arg) : JSON.stringify(arg)));
  return pillAt<R>(`${inner(pill)} | ${name}${written.length === 0 ? '' : `: ${written.join(', ')}`}`);
}

/** Text around pills: `text\`Hello ${user.firstName}\``. Braces in the text itself stay literal. */
export function text(parts: TemplateStringsArray, ...values: (string | number | PillOf<unknown>)[]): string {
  return parts
    .map((part, place) => {
      const value = values[place];
      const written =
        value === undefined ? '' : typeof value === 'object' ? textOf(value) : escapeTemplate(String(value));
      return escapeTemplate(part) + written;
    })
    .join('');
}

/** A mapped value as it stands in a recipe document: pills as text, what is undefined left out. */
export function toMapping(value: unknown): Json {
  if (typeof value !== 'object' || value === null) return value as Json;
  if (isPill(value)) return textOf(value);
  if (Array.isArray(value)) return value.map(toMapping);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, toMapping(inner)]])),
  );
}
