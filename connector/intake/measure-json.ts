const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Why a JSON text goes beyond the limits, or null. Reads without recursion and before any parser, for JSON.parse takes any depth
 * and what walks its result afterwards overflows the stack. Faulty JSON is left to the parser.
 */
export function measureJson(text: string, maxDepth: number, maxKeys: number): 'depth' | 'keys' | null {
  // nearly all webhooks: too short for so many keys, and with fewer brackets than levels, in strings and all
  if (text.length <= maxKeys && leftOf(text, '{', leftOf(text, '[', maxDepth)) >= 0) return null;
  let depth = 0;
  let keys = 0;
  const { length } = text;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfString(text, index);
      if (index === -1) return null;
    } else if (code === colon) {
      keys += 1;
      if (keys > maxKeys) return 'keys';
    } else if (code === openBrace || code === openBracket) {
      depth += 1;
      if (depth > maxDepth) return 'depth';
    } else if (code === closeBrace || code === closeBracket) depth -= 1;
  }
  return null;
}

/** What is left of `allowed` after each occurrence of a character took one; negative when they were too many. */
function leftOf(text: string, character: string, allowed: number): number {
  let left = allowed;
  for (let at = text.indexOf(character); at !== -1 && left >= 0; at = text.indexOf(character, at + 1)) left -= 1;
  return left;
}

/** Place of the quote that ends the string begun at `start`; -1 where none does. Searching for quotes is several times faster than looking at each character. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, place: number): boolean {
  let first = place;
  while (text.charCodeAt(first - 1) === backslash) first -= 1;
  return (place - first) % 2 === 1;
}
