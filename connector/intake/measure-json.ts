const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Why a JSON text goes beyond the limits, or null. Reads bytes without recursion and before any parser, for JSON.parse takes
 * any depth and what walks its result afterwards overflows the stack. Faulty JSON is left to the parser.
 */
export function measureJson(bytes: Uint8Array, maxDepth: number, maxKeys: number): 'depth' | 'keys' | null {
  let depth = 0;
  let keys = 0;
  let inText = false;
  const { length } = bytes;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index];
    if (inText) {
      if (byte === backslash) index += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === colon) {
      keys += 1;
      if (keys > maxKeys) return 'keys';
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > maxDepth) return 'depth';
    } else if (byte === closeBrace || byte === closeBracket) depth -= 1;
  }
  return null;
}
