/** deepest nesting that is read at all; recursion stays far from the end of the stack */
export const scanDepthLimit = 512;

/** Where and why the bytes are not JSON. Internal: turned into a ConnectorError where lines are known. */
export class ScanFault extends Error {
  constructor(
    readonly offset: number,
    readonly kind: 'syntax' | 'depth',
    message: string,
  ) {
    super(message);
  }
}

/** The fault of a byte that no value starts with, or of a text that ends before the value. */
export function unexpectedByte(buf: Uint8Array, p: number, end: number): ScanFault {
  if (p >= end) return new ScanFault(end, 'syntax', 'the text ends where a value is expected');
  const c = buf[p] as number;
  const shown = c > 32 && c < 127 ? JSON.stringify(String.fromCharCode(c)) : `byte ${String(c)}`;
  return new ScanFault(p, 'syntax', `a value cannot start with ${shown}`);
}
