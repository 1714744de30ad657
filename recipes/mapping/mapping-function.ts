import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';

export type JsonKind = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'any';

export interface FunctionArgument {
  name: string;
  kind: JsonKind;
  optional?: true;
  /** takes any number of further values */
  rest?: true;
}

/** A function that pills may use after `|`. Data plus one pure function; docs/mapping.md is compared with it. */
export interface MappingFunction {
  /** snake_case, public, never renamed */
  name: string;
  summary: string;
  args: readonly FunctionArgument[];
  returns: JsonKind;
  /** also called when the value is missing or null; other functions pass both on */
  takesMissing?: true;
  example: { text: string; gives: Json };
  /** `undefined` means missing; arguments are present unless `takesMissing` */
  apply: (value: Json | undefined, args: readonly (Json | undefined)[]) => Json | undefined;
}

/** The longest text a function may make, in characters; Iterable takes 4 MB in a call. */
export const maxTextLength = 4_000_000;

/** The name of a value's type, for messages that must not show the value. */
export function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : `a${typeof value === 'object' ? 'n' : ''} ${typeof value}`;
}

/** Refuses a value or argument; the place is added by the one who called the function. */
export function refuse(message: string): never {
  throw new ConnectorError('ITC_FUNCTION_ARGUMENT', message);
}

/** A text from a text, number or boolean. */
export function asText(value: Json | undefined, what = 'The value'): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return refuse(`${what} must be a text, but is ${kindOf(value)}.`);
}

const numeric = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** A finite number from a number or a numeric text; `undefined` for all else. */
export function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'string' && value.length <= 400 && numeric.test(value)) value = Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A finite number from a number or a numeric text. */
export function asNumber(value: Json | undefined, what = 'The value'): number {
  return toNumber(value) ?? refuse(`${what} must be a number, but is ${kindOf(value)}.`);
}

/** A whole number within bounds. */
export function asWhole(value: Json | undefined, what: string, from: number, to: number): number {
  const number = asNumber(value, what);
  if (!Number.isInteger(number) || number < from || number > to) {
    refuse(`${what} must be a whole number from ${String(from)} to ${String(to)}.`);
  }
  return number;
}

/** A list as it is. */
export function asList(value: Json | undefined, what = 'The value'): Json[] {
  return Array.isArray(value) ? value : refuse(`${what} must be a list, but is ${kindOf(value)}.`);
}

/** Whether a value counts as empty: missing, null or a text without characters. */
export function isBlank(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === '';
}
