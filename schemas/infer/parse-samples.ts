import { readJson, type ReadNotice } from './read-json.ts';
import { offerRepair } from './repair-json.ts';
import { sampleError } from './scan.ts';

/** Bounds and reading options of `parseSamples`. */
export interface ParseOptions {
  /** a top-level array is a list of samples instead of one sample; default false */
  arraySamples?: boolean;
  /** longest text in characters; default 64 Mi */
  maxLength?: number;
  /** deepest nesting; default and largest value 512 */
  maxDepth?: number;
  /** most keys in one document; default 200,000 */
  maxKeys?: number;
  /** whether a syntax error carries a repaired text, where one was found; default true */
  repair?: boolean;
}

/** Something in the text that JSON.parse would have dropped or changed without a word. */
export interface SampleNotice {
  kind: ReadNotice['kind'];
  /** index of the sample */
  sample: number;
  /** from 1 */
  line: number;
  /** from 1, in characters */
  column: number;
  key?: string;
}

/** The samples, and as a property of the list what is worth knowing about the text. */
export interface ParsedSamples extends Array<unknown> {
  notices: SampleNotice[];
}

/**
 * Samples from text: a single JSON document is one sample, NDJSON one per line. Integers beyond 2^53 become `bigint`,
 * `__proto__` an own key, lone surrogates stay; repeated keys (the last wins) and all of these are listed in `notices`.
 * @throws ConnectorError ITC_SAMPLE_SYNTAX with `details.line`, `column` and, where the usual slips were found,
 * `details.repair` = `{ text, what }`; ITC_SAMPLE_TOO_LARGE past a bound
 */
export function parseSamples(text: string, options: ParseOptions = {}): ParsedSamples {
  const bounds = {
    depth: Math.min(options.maxDepth ?? 512, 512),
    keys: options.maxKeys ?? 200_000,
  };
  const maxLength = options.maxLength ?? 67_108_864;
  if (text.length > maxLength)
    throw sampleError('bytes', `the text is longer than ${String(maxLength)} characters`, 1, 1);
  const samples: ParsedSamples = Object.assign([] as unknown[], { notices: [] as SampleNotice[] });
  const place = new Places(text);
  let p = space(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  while (p < text.length) {
    const read = readJson(text, p, bounds);
    const list =
      options.arraySamples === true && samples.length === 0 && Array.isArray(read.value) ? read.value : undefined;
    if (read.fault !== null) throw fail(text, read.fault, options);
    for (const notice of read.notices) {
      const { line, column } = place.of(notice.offset);
      const key = notice.key === undefined ? {} : { key: notice.key };
      samples.notices.push({ kind: notice.kind, sample: samples.length, line, column, ...key });
    }
    if (list === undefined) samples.push(read.value);
    else for (const sample of list) samples.push(sample);
    p = space(text, read.end);
    if (p >= text.length) break;
    if (list !== undefined)
      throw fail(text, { kind: 'syntax', offset: p, message: 'the text goes on after the list of samples' }, options);
    if (!/[\n\r]/.test(text.slice(read.end, p))) {
      const message = 'another value on the same line: samples stand on lines of their own';
      throw fail(text, { kind: 'syntax', offset: p, message }, options);
    }
  }
  return samples;
}

function space(text: string, from: number): number {
  let p = from;
  for (;;) {
    const c = text.charCodeAt(p);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return p;
    p++;
  }
}

function fail(
  text: string,
  fault: { kind: 'syntax' | 'depth' | 'keys'; offset: number; message: string },
  options: ParseOptions,
): Error {
  const { line, column } = new Places(text).of(fault.offset);
  const repair = fault.kind === 'syntax' && options.repair !== false ? offerRepair(text) : undefined;
  return sampleError(fault.kind, fault.message, line, column, repair);
}

/** Lines and columns of rising offsets, found in one pass over the text. */
class Places {
  private line = 1;
  private lineStart = 0;
  private next = -1;

  constructor(private readonly text: string) {
    this.next = text.indexOf('\n');
  }

  of(offset: number): { line: number; column: number } {
    while (this.next !== -1 && this.next < offset) {
      this.line++;
      this.lineStart = this.next + 1;
      this.next = this.text.indexOf('\n', this.lineStart);
    }
    return { line: this.line, column: Math.max(1, offset - this.lineStart + 1) };
  }
}
