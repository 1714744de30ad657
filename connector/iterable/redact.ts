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
  const forms = [keySpellings(apiKey), ...(options.secrets ?? []).map(spellings)]
    .flat()
    .sort((a, b) => b.length - a.length);
  const text = (given: string): string => {
    let clean = given;
    for (const form of forms) clean = clean.replaceAll(form, mark);
    return options.echoes ? clean.replace(headerEcho, `$1${mark}`) : clean;
  };
  const clean = (key: string, item: Json | undefined): Json | undefined =>
    item === undefined ? undefined : options.echoes && isKeyName(key) ? mark : json(item);
  const json = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(json);
    if (typeof value !== 'object' || value === null) return value;
    // built from entries, so that a key named __proto__ stays a key
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), clean(key, item)]));
  };
  return { text, json };
}

const isKeyName = (key: string): boolean => /^(api[-_]?key|authorization)$/i.test(key);

const keptKeys = 100;
const spellingsOfKeys = new Map<string, string[]>();

/** Keys are few and come with every call. */
function keySpellings(apiKey: string): string[] {
  const known = spellingsOfKeys.get(apiKey);
  if (known !== undefined) return known;
  if (spellingsOfKeys.size >= keptKeys) spellingsOfKeys.clear();
  const made = spellings(apiKey);
  spellingsOfKeys.set(apiKey, made);
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
