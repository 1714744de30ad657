import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Option, type Command } from 'commander';
import { stringify } from 'csv-stringify';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { readLines } from '../bulk/read-lines.ts';
import type { ExportEvent } from '../exports/export-events.ts';
import { addCatalogueExports } from './catalogue-export.ts';
import { CliFailure } from './cli-failure.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection } from './command-options.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';
import { pairLines, safeLine } from './text-table.ts';

interface ExportOptions {
  connection?: string;
  type: string;
  range?: string;
  start?: string;
  end?: string;
  campaign?: string;
  only?: string;
  omit?: string;
  format: 'ndjson' | 'csv';
  out?: string;
}

const shownBadLines = 5;

interface Ended {
  rows: number;
  badLines: number;
}

/** Rows of the events; says waits and bad lines, and throws when the export did not come to its end. */
async function* rowsOf({ out }: Tools, bytes: AsyncIterable<Uint8Array>, ended: (end: Ended) => void) {
  let bad = 0;
  for await (const line of readLines(bytes as AsyncIterable<Buffer>)) {
    const event = JSON.parse(line) as ExportEvent;
    if ('rows' in event) yield event.rows;
    else if ('wait' in event) out.note(`${event.wait.reason} Waiting ${String(Math.ceil(event.wait.ms / 1000))} s.`);
    else if ('bad' in event) {
      bad += 1;
      if (bad <= shownBadLines) out.note(safeLine(`line ${String(event.bad.line)}: ${event.bad.reason}`));
    } else if ('error' in event) throw new CliFailure({ ...event.error }, exitCodeOf(event.error.code));
    else {
      ended(event.end);
      return;
    }
  }
  throw new ConnectorError('ITC_SERVER_UNREACHABLE', 'The export broke off before its end.');
}

async function* jsonLines(groups: AsyncIterable<JsonObject[]>): AsyncGenerator<string> {
  for await (const rows of groups) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function* single(groups: AsyncIterable<JsonObject[]>): AsyncGenerator<JsonObject> {
  for await (const rows of groups) yield* rows;
}

async function exportData(tools: Tools, options: ExportOptions): Promise<ExitCode> {
  const { io, api, out } = tools;
  const connection = await chooseConnection(api, options.connection);
  const query = {
    dataTypeName: options.type,
    range: options.range,
    startDateTime: options.start,
    endDateTime: options.end,
    campaignId: options.campaign,
    onlyFields: options.only,
    omitFields: options.omit,
  };
  const bytes = await api.download('/exports/data', {}, { connection, format: options.format, query });
  let end: Ended = { rows: 0, badLines: 0 };
  const groups = rowsOf(tools, bytes, (found) => {
    end = found;
  });
  const lines =
    options.format === 'csv'
      ? // a cell that begins like a formula would run in a spreadsheet
        Readable.from(single(groups)).compose(stringify({ header: true, escape_formulas: true }))
      : Readable.from(jsonLines(groups));
  if (options.out === undefined) for await (const text of lines) io.stdout.write(String(text));
  else {
    await pipeline(lines, createWriteStream(resolve(io.cwd, options.out), { mode: 0o600 }));
    out.show(end, () => pairLines({ rows: end.rows, 'bad lines': end.badLines, file: options.out ?? null }));
  }
  return end.badLines === 0 ? exitCodes.ok : exitCodes.partial;
}

/** `itc export data`. */
export function addExportCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'export', 'data out of Iterable, and the catalogue for other tools');
  addCatalogueExports(group, session);
  session
    .command(group, 'data', 'stream an export of events or users to a file or stdout; Iterable allows four per minute')
    .requiredOption('--type <name>', 'what to export, for example emailSend, user or customEvent')
    .addOption(new Option('--range <range>', 'which days').choices(['Today', 'Yesterday', 'BeforeToday', 'All']))
    .option('--start <time>', 'with --end, instead of --range: 2031-03-04 05:06:07')
    .option('--end <time>', 'the end, not part of it')
    .option('--campaign <id>', 'only of this campaign')
    .option('--only <fields>', 'only these fields, parted by commas')
    .option('--omit <fields>', 'all fields but these')
    .addOption(new Option('--format <format>', 'form of the output').choices(['ndjson', 'csv']).default('ndjson'))
    .option('--out <file>', 'file to write; default stdout')
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .action(session.action(exportData));
}
