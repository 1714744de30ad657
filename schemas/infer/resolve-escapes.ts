/** what `resolveEscapes` writes into; good until its next call */
export const resolvedBytes = new Uint8Array(2048);

/** letter after a backslash -> byte; `u` is apart */
const escapes = new Uint8Array(256);
for (const [letter, byte] of [
  [34, 34],
  [92, 92],
  [47, 47],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
] as const)
  escapes[letter] = byte;

/** Resolves simple escapes into `resolvedBytes` and gives the length; -1 when there is a `\u`, a wrong escape or no room. */
export function resolveEscapes(buf: Uint8Array, s: number, e: number): number {
  if (e - s > resolvedBytes.length) return -1;
  let n = 0;
  for (let p = s; p < e; p++) {
    let c = buf[p] as number;
    if (c === 92) {
      c = escapes[buf[++p] as number] as number;
      if (c === 0) return -1;
    }
    resolvedBytes[n++] = c;
  }
  return n;
}
