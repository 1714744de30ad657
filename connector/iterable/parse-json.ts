import type { Json } from '../../errors/json.ts';

// quoted texts are matched first so that digits inside them are left alone
const tokens = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/**
 * JSON from Iterable; undefined for text that is no JSON. Whole numbers beyond 2^53 would silently change when parsed,
 * so they become text with the same digits.
 */
export function parseJson(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    if (!/\d{16}/.test(text)) return value;
    const kept = text.replace(tokens, (token) =>
      token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
    );
    return kept === text ? value : (JSON.parse(kept) as Json);
  } catch {
    return undefined;
  }
}
