import { ScanFault } from './scan-fault.ts';
import { Scanner } from './scanner.ts';
import { sampleError, scanError } from './scan.ts';
import { emptyShape, type Shape } from './shape.ts';

/** Options of `SampleStream`. */
export interface SampleStreamOptions {
  /** shape to fill; default a new one */
  shape?: Shape;
  /** a top-level array is a list of samples; default false */
  arraySamples?: boolean;
  /** largest sample in bytes; default 16 MiB */
  maxSampleBytes?: number;
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Takes JSON or NDJSON of any length in chunks of UTF-8 bytes, cut anywhere, into a shape. Holds one sample at a time.
 * `push` and `finish` throw ConnectorError ITC_SAMPLE_SYNTAX (line, column) or ITC_SAMPLE_TOO_LARGE.
 */
export class SampleStream {
  readonly shape: Shape;
  private readonly maxSampleBytes: number;
  private readonly arraySamples: boolean;
  private held: Uint8Array = new Uint8Array(4096);
  private length = 0;
  private line = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private started = false;
  /** bytes pushed so far, of which the first three may be a byte order mark */
  private pushed = 0;
  /** no piece was read yet */
  private isFirst = true;
  /** a sample was read, or a list of them was opened */
  private begun = false;
  /** depth at which samples end: 1 inside a list of samples */
  private base = 0;
  private listDone = false;
  private hasComma = false;

  constructor(options: SampleStreamOptions = {}) {
    this.shape = options.shape ?? emptyShape();
    this.arraySamples = options.arraySamples ?? false;
    this.maxSampleBytes = options.maxSampleBytes ?? 16_777_216;
  }

  /** Takes the next bytes. */
  push(chunk: Uint8Array): void {
    let from = 0;
    const n = chunk.length;
    for (let p = 0; p < n; p++) {
      const c = chunk[p] as number;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (c === 92) this.escaped = true;
        else if (c === 34) this.inString = false;
        continue;
      }
      if (c === 34) {
        this.inString = true;
        this.started = true;
      } else if (c === 123 || c === 91) {
        if (c === 91 && this.arraySamples && !this.started && this.depth === 0 && !this.begun) {
          this.hold(chunk, from, p);
          this.release();
          this.base = 1;
          this.begun = true;
          from = p + 1;
        }
        this.started = true;
        this.depth++;
      } else if (c === 125 || c === 93) {
        this.depth--;
        if (this.base === 1 && this.depth === 0) {
          // a brace does not close the list: left in the piece, it is refused there
          this.hold(chunk, from, c === 93 ? p : p + 1);
          this.release(this.hasComma);
          from = p + 1;
          this.base = 0;
          this.listDone = true;
        }
      } else if (c > 32 && c !== byteOrderMark[this.pushed + p]) this.started = true;
      if (this.depth === this.base && ((c === 10 && this.base === 0) || (c === 44 && this.base === 1))) {
        this.hold(chunk, from, this.base === 1 ? p : p + 1);
        this.hasComma = this.base === 1;
        this.release(this.hasComma);
        from = p + 1;
      }
    }
    this.hold(chunk, from, n);
    this.pushed += n;
  }

  /** Takes what is left after the last chunk and returns the shape. */
  finish(): Shape {
    if (this.base === 1) throw sampleError('syntax', 'the list of samples is not closed', this.line, 1);
    this.release();
    return this.shape;
  }

  private hold(chunk: Uint8Array, from: number, to: number): void {
    const total = this.length + to - from;
    if (total > this.maxSampleBytes)
      throw sampleError('bytes', `a sample is longer than ${String(this.maxSampleBytes)} bytes`, this.line, 1);
    if (total > this.held.length) {
      const larger = new Uint8Array(Math.max(total, this.held.length * 2));
      larger.set(this.held.subarray(0, this.length));
      this.held = larger;
    }
    this.held.set(chunk.subarray(from, to), this.length);
    this.length = total;
  }

  /** @param isItem whether a value must stand there */
  private release(isItem = false): void {
    const bytes = this.held.subarray(0, this.length);
    const scanner = new Scanner(bytes, this.length, this.shape.limits);
    try {
      const hasMark = this.isFirst && byteOrderMark.every((byte, at) => bytes[at] === byte);
      let p = scanner.skipSpace(hasMark ? byteOrderMark.length : 0);
      if (isItem && p >= this.length) throw new ScanFault(p, 'syntax', 'a value of the list is missing');
      if (p < this.length) {
        this.begun = true;
        if (this.listDone) throw new ScanFault(p, 'syntax', 'the text goes on after the list of samples');
        p = scanner.skipSpace(scanner.value(this.shape.root, p, 0));
        if (p < this.length)
          throw new ScanFault(p, 'syntax', 'another value on the same line: samples stand on lines of their own');
        this.shape.samples++;
      }
    } catch (error) {
      throw error instanceof ScanFault ? scanError(error, bytes, this.line) : error;
    }
    for (const c of bytes) if (c === 10) this.line++;
    if (this.length > 0) this.isFirst = false;
    this.length = 0;
    this.started = this.depth > 0;
  }
}
