import { ConnectorError } from '../../errors/connector-error.ts';
import { ScanFault } from './scan-fault.ts';
import { Scanner } from './scanner.ts';
import { emptyShape, type Shape } from './shape.ts';

/** How text is cut into samples. */
export interface ScanOptions {
  /** a top-level array is a list of samples instead of one sample; default false */
  arraySamples?: boolean;
}

/**
 * Takes all samples in UTF-8 JSON or NDJSON text into a shape, which is changed and returned. The result is the one of
 * parsing and `observe`, several times faster: no values are built. Of a repeated key every value counts (and the key
 * once). Memory does not depend on the number of samples.
 * @throws ConnectorError ITC_SAMPLE_SYNTAX with line and column, ITC_SAMPLE_TOO_LARGE past 512 levels; the shape then
 * holds part of the faulty sample and is to be thrown away
 */
export function scanSamples(bytes: Uint8Array, shape: Shape = emptyShape(), options: ScanOptions = {}): Shape {
  const end = bytes.length;
  const scanner = new Scanner(bytes, end, shape.limits);
  try {
    const p = scanner.skipSpace(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
    if (options.arraySamples === true && bytes[p] === 91) scanList(scanner, bytes, p, shape);
    else scanLines(scanner, bytes, p, shape);
    return shape;
  } catch (error) {
    throw error instanceof ScanFault ? scanError(error, bytes) : error;
  }
}

function scanLines(scanner: Scanner, bytes: Uint8Array, start: number, shape: Shape): void {
  let p = start;
  const end = bytes.length;
  const root = shape.root;
  while (p < end) {
    p = scanner.value(root, p, 0);
    shape.samples++;
    if (p >= end) return;
    const after = p;
    p = scanner.skipSpace(p);
    if (p < end && !hasLineBreak(bytes, after, p))
      throw new ScanFault(p, 'syntax', 'another value on the same line: samples stand on lines of their own');
  }
}

function scanList(scanner: Scanner, bytes: Uint8Array, open: number, shape: Shape): void {
  let p = scanner.skipSpace(open + 1);
  if (bytes[p] === 93) p++;
  else
    for (;;) {
      p = scanner.skipSpace(scanner.value(shape.root, p, 0));
      shape.samples++;
      const c = bytes[p++];
      if (c === 93) break;
      if (c !== 44) throw new ScanFault(p - 1, 'syntax', 'a comma or ] is expected');
      p = scanner.skipSpace(p);
    }
  p = scanner.skipSpace(p);
  if (p < bytes.length) throw new ScanFault(p, 'syntax', 'the text goes on after the list of samples');
}

function hasLineBreak(bytes: Uint8Array, from: number, to: number): boolean {
  for (let p = from; p < to; p++) if (bytes[p] === 10 || bytes[p] === 13) return true;
  return false;
}

/** A fault of the scanner as a coded error; `startLine` is the line, from 1, of the first byte. */
export function scanError(fault: ScanFault, bytes: Uint8Array, startLine = 1): ConnectorError {
  let line = startLine;
  let lineStart = 0;
  const offset = Math.min(fault.offset, bytes.length);
  for (let p = 0; p < offset; p++)
    if (bytes[p] === 10) {
      line++;
      lineStart = p + 1;
    }
  let column = 1;
  // continuation bytes are no characters of their own
  for (let p = lineStart; p < offset; p++) if (((bytes[p] as number) & 0xc0) !== 0x80) column++;
  return sampleError(fault.kind, fault.message, line, column);
}

/** The coded error for a fault at a line and column, both from 1. */
export function sampleError(
  kind: 'syntax' | 'depth' | 'keys' | 'bytes',
  message: string,
  line: number,
  column: number,
  repair?: { text: string; what: string[] },
): ConnectorError {
  return new ConnectorError(
    kind === 'syntax' ? 'ITC_SAMPLE_SYNTAX' : 'ITC_SAMPLE_TOO_LARGE',
    `Line ${String(line)}, column ${String(column)}: ${message}.`,
    { details: { line, column, found: kind, ...(repair === undefined ? {} : { repair }) } },
  );
}
