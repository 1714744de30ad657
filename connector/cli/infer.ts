import { InvalidArgumentError, Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { conflicts } from '../../schemas/infer/describe-shape.ts';
import { emptyShape, merge, type Shape } from '../../schemas/infer/shape.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { runDiff } from './infer-diff.ts';
import { takeEvents } from './infer-events.ts';
import { inferFormats, showShape, type WriteOptions } from './infer-format.ts';
import { readShapeFile, takeFile } from './infer-input.ts';
import { safeLine } from './text-table.ts';

interface InferOptions extends WriteOptions {
  arraySamples?: boolean;
  lookInsideStrings?: boolean;
  merge?: string;
  fromEvents?: number;
  trigger?: string;
  connection?: string;
}

const mostEvents = 10_000;
const shownConflicts = 20;

function eventCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostEvents) {
    throw new InvalidArgumentError(`It must be 1 to ${mostEvents}.`);
  }
  return count;
}

function usage(message: string, hint: string): ConnectorError {
  return new ConnectorError('ITC_USAGE', message, { hint });
}

function checkSources({ io }: Tools, files: readonly string[], options: InferOptions): void {
  const { fromEvents, trigger, connection } = options;
  if (fromEvents !== undefined && files.length > 0) {
    throw usage('Samples come from files or from events, not from both.', 'Join them with --format shape and --merge.');
  }
  if (fromEvents === undefined && (trigger !== undefined || connection !== undefined)) {
    throw usage('--trigger and --connection choose among events.', 'Add --from-events N.');
  }
  if (fromEvents === undefined && files.length === 0 && io.stdinIsTty) {
    throw usage('There is no sample to read.', 'Name a file, pipe JSON in, or use --from-events N.');
  }
  if ([...files, options.merge].filter((file) => file === '-').length > 1) {
    throw usage('stdin can be read only once.', 'Name - one time.');
  }
}

function noteConflicts({ out }: Tools, shape: Shape): void {
  const found = conflicts(shape);
  for (const { path, kind, found: seen, proposal } of found.slice(0, shownConflicts)) {
    out.note(safeLine(`${path === '' ? '(sample)' : path}: ${kind}: ${seen}. ${proposal}`));
  }
  if (found.length > shownConflicts) out.note(`${found.length - shownConflicts} more choices are left open.`);
}

async function infer(tools: Tools, files: readonly string[], options: InferOptions): Promise<undefined> {
  checkSources(tools, files, options);
  const known = options.merge === undefined ? undefined : await readShapeFile(tools, options.merge);
  // the new samples are looked at under the limits of the old ones, else the counts would not fit
  const insideStrings = options.lookInsideStrings === true || known?.limits.insideStrings === true;
  const fresh = emptyShape({ ...known?.limits, insideStrings });
  const { fromEvents: count, trigger, connection } = options;
  if (count === undefined) {
    const arraySamples = options.arraySamples === true;
    for (const file of files.length === 0 ? ['-'] : files) await takeFile(tools, file, fresh, arraySamples);
  } else {
    await takeEvents(tools, fresh, {
      count,
      ...(trigger === undefined ? {} : { trigger }),
      ...(connection === undefined ? {} : { connection }),
    });
  }
  const shape = known === undefined ? fresh : merge(known, fresh);
  if (shape.samples === 0) throw usage('The input holds no sample.', 'A sample is one JSON document, or one per line.');
  noteConflicts(tools, shape);
  await showShape(tools.io, tools.out, shape, options);
  return undefined;
}

/** `itc infer` and `itc infer diff`: schemas from samples, without a server unless events are asked for. */
export function addInferCommands(program: Command, session: CliSession): void {
  const command = session
    .command(program, 'infer [files...]', 'infer a schema from samples: JSON or NDJSON in files or on stdin (-)')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(inferFormats).default('json-schema'))
    .option('--array-samples', 'a top-level array is a list of samples')
    .option('--closed', 'refuse keys that no sample has')
    .addOption(new Option('--draft <draft>', 'draft of the JSON Schema').choices(['2020-12', '07']).default('2020-12'))
    .option('--look-inside-strings', 'infer what JSON inside strings holds')
    .option('--merge <file>', 'go on from a shape that --format shape printed')
    .option('--name <name>', 'title of the schema, name of the type or constant')
    .option('--from-events <n>', 'take the last n received events as samples', eventCount)
    .option('--trigger <name>', 'with --from-events: event name or journey id')
    .option('-c, --connection <name>', 'with --from-events: only of this connection')
    .action(session.action(infer));

  session
    .command(command, 'diff <old> <new>', 'compare two schemas or shapes; exit code 7 when they differ')
    .action(session.action(runDiff));
}
