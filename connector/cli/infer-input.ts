import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';
import { parseSamples } from '../../schemas/infer/parse-samples.ts';
import { SampleStream } from '../../schemas/infer/sample-stream.ts';
import { shapeFromJson } from '../../schemas/infer/shape-from-json.ts';
import type { Shape } from '../../schemas/infer/shape.ts';
import { CliFailure, Interrupted, toFailure } from './cli-failure.ts';
import type { CliIo } from './cli-io.ts';
import type { Tools } from './cli-session.ts';
import { safeText } from './text-table.ts';

/** Inputs up to this size are read whole, which finds repeated keys and repairs; larger ones are only streamed. */
export const wholeBytes = 4 * 1_048_576;
const largestSampleBytes = 128 * 1_048_576;
const shownRepair = 4_000;
const shownNotices = 10;

interface Progress {
  add(bytes: number): void;
  stop(): void;
}

const noProgress: Progress = { add: () => undefined, stop: () => undefined };

function isTerminal(stream: object): stream is NodeJS.WriteStream {
  return (stream as Partial<NodeJS.WriteStream>).isTTY === true;
}

async function startProgress(io: CliIo, file: string, total: number): Promise<Progress> {
  const { stderr } = io;
  if (!isTerminal(stderr) || total <= wholeBytes) return noProgress;
  // most runs show no bar and need not load it
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    { stream: stderr, format: `${basename(file)} {bar} {percentage}%`, clearOnComplete: true },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0);
  return { add: (bytes) => bar.increment(bytes), stop: () => bar.stop() };
}

function unreadable(file: string, cause: unknown): ConnectorError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code ?? 'unknown'})`;
  return new ConnectorError('ITC_USAGE', `The file ${file} ${reason}.`, { hint: 'Check the path.', cause });
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

/** The character at a place, for the message; the text is on the user's own terminal. */
function foundAt(text: string, line: number, column: number): string {
  const chars = [...(text.split('\n', line)[line - 1] ?? '').slice(0, column + 1)];
  const char = chars[column - 1];
  if (char !== undefined && char !== '\r') return `found ${JSON.stringify(char)}`;
  return text.split('\n', line + 1).length > line ? 'found the end of the line' : 'found the end of the text';
}

/** Puts the file's name and what was found into a sample error, and shows the repaired text where there is one. */
function explain({ out, io }: Tools, file: string, error: unknown, text?: string): unknown {
  if (!(error instanceof ConnectorError) || error.details === undefined) return error;
  const { line, column, found, repair } = error.details as {
    line?: number;
    column?: number;
    found?: string;
    repair?: { text: string; what: string[] };
  };
  if (line === undefined || column === undefined) return error;
  const what = error.message.replace(/^Line \d+, column \d+: /, '').replace(/\.$/, '');
  const seen = text === undefined || found !== 'syntax' ? '' : `; ${foundAt(text, line, column)}`;
  const { json, exitCode } = toFailure(error);
  let { hint } = json;
  if (repair !== undefined) {
    hint = `Repair offered: ${repair.what.join('; ')}.`;
    if (!out.json && repair.text.length <= shownRepair) io.stderr.write(`${safeText(repair.text.trimEnd())}\n`);
    if (!out.json && repair.text.length <= shownRepair) hint += ' The repaired text stands above.';
  } else if (found === 'bytes') hint = 'If the document is a list of samples, read it with --array-samples.';
  return new CliFailure({ ...json, message: `${file}:${line}:${column}: ${what}${seen}.`, hint }, exitCode);
}

const noticeTexts = {
  'duplicate-key': 'is repeated in one object; readers keep one of the values',
  'big-integer': 'an integer beyond 2^53, which JavaScript numbers do not hold',
  'number-out-of-range': 'a number beyond the range of a double',
  'lone-surrogate': 'half of a surrogate pair, which has no UTF-8 form',
  'proto-key': 'a key called __proto__, kept as an ordinary key',
} as const;

function noteNotices({ out }: Tools, file: string, notices: ReturnType<typeof parseSamples>['notices']): void {
  for (const { kind, line, column, key } of notices.slice(0, shownNotices)) {
    const subject = kind === 'duplicate-key' && key !== undefined ? `key ${JSON.stringify(key)} ` : '';
    out.note(safeText(`${file}:${line}:${column}: ${subject}${noticeTexts[kind]}`));
  }
  if (notices.length > shownNotices) out.note(`${file}: ${notices.length - shownNotices} more notices`);
}

function takeWhole(tools: Tools, file: string, bytes: Uint8Array, shape: Shape, arraySamples: boolean): void {
  const isSmall = bytes.length <= wholeBytes;
  const text = isSmall ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : undefined;
  try {
    // read once for what scanning does not tell: repeated keys and the offered repair
    if (text !== undefined) noteNotices(tools, file, parseSamples(text, { arraySamples, maxKeys: Infinity }).notices);
    const stream = new SampleStream({ shape, arraySamples, maxSampleBytes: largestSampleBytes });
    stream.push(bytes);
    stream.finish();
  } catch (error) {
    throw explain(tools, file, error, text);
  }
}

async function takeStream(tools: Tools, file: string, path: string, total: number, into: SampleStream): Promise<void> {
  const progress = await startProgress(tools.io, file, total);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 }) as AsyncIterable<Uint8Array>) {
      if (tools.signal.aborted) throw new Interrupted();
      into.push(chunk);
      progress.add(chunk.length);
    }
    into.finish();
  } catch (error) {
    throw isSystemError(error) ? unreadable(file, error) : explain(tools, file, error);
  } finally {
    progress.stop();
  }
}

/** Takes all samples of a file, or of stdin for `-`, into a shape. */
export async function takeFile(tools: Tools, file: string, shape: Shape, arraySamples: boolean): Promise<void> {
  if (file === '-') {
    takeWhole(tools, 'stdin', new TextEncoder().encode(await tools.io.readStdin()), shape, arraySamples);
    return;
  }
  const path = resolve(tools.io.cwd, file);
  let size: number | undefined;
  let whole: Uint8Array | undefined;
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
    // a pipe such as /dev/stdin has no size, and can be opened only once
    size = found.isFile() ? found.size : undefined;
    if (size !== undefined && size <= wholeBytes) whole = await readFile(path);
  } catch (error) {
    throw unreadable(file, error);
  }
  if (whole !== undefined) {
    takeWhole(tools, file, whole, shape, arraySamples);
    return;
  }
  const stream = new SampleStream({ shape, arraySamples, maxSampleBytes: largestSampleBytes });
  await takeStream(tools, file, path, size ?? 0, stream);
}

/** Whether a document is what `--format shape` printed. */
export function isShapeDocument(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false;
  return ['version', 'samples', 'limits', 'root'].every((key) => Object.hasOwn(document, key));
}

/** Reads one JSON document from a file, or from stdin for `-`. */
export async function readDocument(tools: Tools, file: string): Promise<unknown> {
  let text: string;
  try {
    text = file === '-' ? await tools.io.readStdin() : await readFile(resolve(tools.io.cwd, file), 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  try {
    const samples = parseSamples(text, { maxKeys: Infinity });
    if (samples.length === 1) return samples[0];
  } catch (error) {
    throw explain(tools, file, error, text);
  }
  throw new ConnectorError('ITC_USAGE', `${file} does not hold one JSON document.`, { hint: 'Check the path.' });
}

/** Reads the shape file of `--merge`; a JSON Schema has lost the counts that merging needs. */
export async function readShapeFile(tools: Tools, file: string): Promise<Shape> {
  const document = await readDocument(tools, file);
  if (isShapeDocument(document)) return shapeFromJson(document);
  throw new ConnectorError('ITC_USAGE', `${file} is not a shape, so nothing can be merged into it exactly.`, {
    hint: 'A JSON Schema has lost the counts: write the old samples with `--format shape` and merge that file.',
  });
}
