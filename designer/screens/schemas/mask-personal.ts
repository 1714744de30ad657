import type { Json } from '../../api/types.ts';

const mark = '•';
// an address or telephone number inside any text
const addresses = /[^\s"'<>@,;:]+@[^\s"'<>@,;:]+\.[a-z]{2,}/gi;
const numbers = /\+\d[\d ()-]{6,}\d/g;

const hide = (text: string): string => text.replaceAll(/[^\s]/g, mark);
const hideInside = (text: string): string => text.replaceAll(addresses, hide).replaceAll(numbers, hide);

/** The names whose values are personal, from the places the server reports so. */
export function personalNames(fields: readonly { path: string; personal?: boolean }[]): ReadonlySet<string> {
  const nameOf = (path: string): string =>
    (path.split('/').findLast((part) => part !== '*') ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
  return new Set(fields.filter(({ personal }) => personal === true).map(({ path }) => nameOf(path)));
}

/** A value with personal data made unreadable; names and shape stay. */
export function maskValue(value: Json, names: ReadonlySet<string>, isPersonal = false): Json {
  if (typeof value === 'string') return isPersonal ? hide(value) : hideInside(value);
  if (typeof value === 'number') return isPersonal ? hide(String(value)) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => maskValue(one, names, isPersonal));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, maskValue(one, names, isPersonal || names.has(key))]));
}

const pair = /"((?:[^"\\]|\\.)*)"(\s*:\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*)/g;

/** The same for JSON as text, faulty text included: every letter keeps its place. */
export function maskText(text: string, names: ReadonlySet<string>): string {
  const byName = text.replaceAll(pair, (whole, key: string, colon: string, value: string) => {
    if (!names.has(key)) return whole;
    const inside = value.startsWith('"') ? `"${hide(value.slice(1, -1))}"` : hide(value);
    return `"${key}"${colon}${inside}`;
  });
  return hideInside(byName);
}
