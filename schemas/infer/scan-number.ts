import { ScanFault, unexpectedByte } from './scan-fault.ts';
import type { ShapeNode } from './shape-node.ts';
import { asciiText } from './text-stats.ts';

const powers = new Float64Array(23);
for (let i = 0; i < powers.length; i++) powers[i] = Number(`1e${String(i)}`);

function malformed(p: number): ScanFault {
  return new ScanFault(p, 'syntax', 'a number is malformed');
}

/** Takes the number at `start` into `node`, with the value that JSON.parse gives; returns the offset after it. */
export function scanNumber(buf: Uint8Array, end: number, node: ShapeNode, start: number): number {
  let p = start;
  let c = buf[p] as number;
  const negative = c === 45;
  if (negative) c = buf[++p] as number;
  const first = p;
  if (!(c >= 48 && c <= 57)) throw p === start ? unexpectedByte(buf, p, end) : malformed(start);
  let v = c - 48;
  c = buf[++p] as number;
  if (v === 0) {
    if (c >= 48 && c <= 57) throw malformed(start);
  } else {
    while (c >= 48 && c <= 57) {
      v = v * 10 + (c - 48);
      c = buf[++p] as number;
    }
  }
  const whole = p - first;
  if (c !== 46 && c !== 101 && c !== 69) {
    if (p > end) throw malformed(start);
    if (whole <= 15) {
      if (negative) v = -v;
      node.integers++;
      if (v < node.min) node.min = v;
      if (v > node.max) node.max = v;
      return p;
    }
    if (whole <= 1000 && !Number.isSafeInteger(Number(asciiText(buf, start, p)))) node.addBig();
    else node.addNumber(Number(asciiText(buf, start, p)));
    return p;
  }
  let fraction = 0;
  if (c === 46) {
    const point = p;
    c = buf[++p] as number;
    while (c >= 48 && c <= 57) {
      v = v * 10 + (c - 48);
      c = buf[++p] as number;
    }
    fraction = p - point - 1;
    if (fraction === 0) throw malformed(start);
  }
  if (c === 101 || c === 69) {
    c = buf[++p] as number;
    if (c === 43 || c === 45) c = buf[++p] as number;
    const exponent = p;
    while (c >= 48 && c <= 57) c = buf[++p] as number;
    if (p === exponent) throw malformed(start);
    fraction = 99;
  }
  if (p > end) throw malformed(start);
  // both parts exact in a double: one rounding, as the standard asks for
  if (whole + fraction <= 15) {
    const value = v / (powers[fraction] as number);
    node.addNumber(negative ? -value : value);
  } else node.addNumber(Number(asciiText(buf, start, p)));
  return p;
}
