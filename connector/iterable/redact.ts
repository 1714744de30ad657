import type { Json } from '../../errors/json.ts';

const mark = '[redacted]';

// the header as Iterable echoes it in BadJsonBody: `(Api-Key,<key in clear>)`, and the usual spellings of others
const headerEcho = /((?:api[-_]key|authorization)["']?\s*[,:=]\s*["']?(?:bearer\s+|basic\s+)?)([^\s"'(),;&}\\]+)/gi;

export interface Redactor {
  text: (text: string) => string;
  json: (value: Json) => Json;
}

/**
 * Removes an API key from everything that is logged, stored or shown: plain, percent-encoded and in base64 (also inside
 * a longer base64 text). With `echoes`, also whatever else stands after the name of the Api-Key or Authorization header:
 * for error texts only, because a profile may well have a field of that name. `secrets` are other values that a call
 * carries and no record may keep.
 */
export function createRedactor(
  apiKey: string,
  options: { echoes: boolean; secrets?: readonly string[] | undefined },
): Redactor {
  const found = keyForms(apiKey);
  const { forms, pattern } =
    options.secrets === undefined || options.secrets.length === 0
      ? found
      : formsOf([...found.forms, ...options.secrets.flatMap(spellings)]);
  const text = (given: string): string => {
    let clean = given;
    if (pattern?.test(given) === true) for (const form of forms) clean = clean.replaceAll(form, mark);
    return options.echoes ? clean.replace(headerEcho, `$1${mark}`) : clean;
  };
  const holdsForm = (value: Json | undefined): boolean => {
    if (typeof value === 'string') return pattern?.test(value) === true;
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) return value.some(holdsForm);
    return Object.keys(value).some((key) => pattern?.test(key) === true || holdsForm(value[key]));
  };
  const clean = (key: string, item: Json | undefined): Json | undefined =>
    item === undefined ? undefined : options.echoes && isKeyName(key) ? mark : rebuilt(item);
  const rebuilt = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(rebuilt);
    if (typeof value !== 'object' || value === null) return value;
    // built from entries, so that a key named __proto__ stays a key
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), clean(key, item)]));
  };
  // nearly every value is clean, and is looked at without being copied
  return { text, json: (value) => (options.echoes || holdsForm(value) ? rebuilt(value) : value) };
}

const isKeyName = (key: string): boolean => /^(api[-_]?key|authorization)$/i.test(key);

const keptKeys = 100;
const formsOfKeys = new Map<string, Forms>();

/** What is removed, the longest first, and a pattern that finds any of it; null = there is nothing to find. */
interface Forms {
  forms: readonly string[];
  pattern: RegExp | null;
}

function formsOf(given: readonly string[]): Forms {
  const forms = [...given].sort((a, b) => b.length - a.length);
  const literals = forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return { forms, pattern: literals.length === 0 ? null : new RegExp(literals.join('|')) };
}

/** Keys are few and come with every call. */
function keyForms(apiKey: string): Forms {
  const known = formsOfKeys.get(apiKey);
  if (known !== undefined) return known;
  if (formsOfKeys.size >= keptKeys) formsOfKeys.clear();
  const made = formsOf(spellings(apiKey));
  formsOfKeys.set(apiKey, made);
  return made;
}

function spellings(apiKey: string): string[] {
  // a very short "key" would tear holes into unrelated text
  if (apiKey.length < 6) return [];
  const escaped = JSON.stringify(apiKey).slice(1, -1);
  const plain = [apiKey, encodeURIComponent(apiKey), escaped];
  // base64 packs three bytes into four letters, so inside a longer text the key shows in one of three spellings
  const encoded = [0, 1, 2].map((shift) => {
    const letters = Buffer.from(' '.repeat(shift) + apiKey)
      .toString('base64')
      .replaceAll('=', '');
    const from = shift === 0 ? 0 : shift + 1;
    const partial = (shift + Buffer.byteLength(apiKey)) % 3 !== 0;
    return letters.slice(from, partial ? -1 : undefined);
  });
  const urlSafe = encoded.map((letters) => letters.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = Buffer.from(apiKey).toString('hex');
  return [...new Set([...plain, ...encoded, ...urlSafe, hex])];
}
