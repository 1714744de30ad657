import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { apiPath } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection, withPaging, type PageOptions } from './command-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { importFile, withImport, type ImportOptions } from './import-file.ts';
import type { Page } from './output.ts';
import { withPerson, type PersonOptions } from './sends.ts';
import { pairLines, safeLine, type Column } from './text-table.ts';

interface ShownSuppression {
  id: string;
  channel: string;
  email: string | null;
  userId: string | null;
  isActive: boolean;
  marks: Record<string, { isOn: boolean; reason: string; at: string }>;
}

interface ImportCount {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  faulty: number;
  faults: { row: number; reason: string }[];
}

const marksText = ({ marks }: ShownSuppression): string =>
  Object.entries(marks)
    .flatMap(([scope, { isOn, reason }]) => (isOn ? [`${reason} ${scope}`] : []))
    .join(', ');

const columns: Column<ShownSuppression>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'CHANNEL', cell: ({ channel }) => channel },
  { head: 'PERSON', cell: ({ email, userId }) => email ?? userId },
  { head: 'WHY', cell: marksText },
];

type ChangeOptions = PersonOptions & { channel: string };

const change =
  (lift: boolean) =>
  async ({ api, out }: Tools, { connection, email, userId, channel }: ChangeOptions): Promise<undefined> => {
    if (email === undefined && userId === undefined) {
      throw new ConnectorError('ITC_USAGE', 'The person is missing.', { hint: 'Give --email or --user-id.' });
    }
    const chosen = await chooseConnection(api, connection);
    const found = await api.post<ShownSuppression>('/suppressions', {
      email,
      userId,
      channel,
      lift,
      connection: chosen,
    });
    out.show(found, () => [safeLine(`${found.channel}: ${found.isActive ? marksText(found) : 'lifted'}`)]);
    return undefined;
  };

async function list({ api, out }: Tools, options: PageOptions & PersonOptions & { channel?: string; reason?: string }) {
  const { connection, email, userId, channel, reason, limit, cursor } = options;
  const chosen = await chooseConnection(api, connection);
  const body = { connection: chosen, email, userId, channel, reason, limit, cursor };
  out.list(await api.post<Page<ShownSuppression>>('/suppressions/search', body), columns);
  return undefined;
}

async function takeFile(tools: Tools, file: string, options: ImportOptions): Promise<ExitCode> {
  const { api, out } = tools;
  const isDry = options.dryRun === true;
  const connection = await chooseConnection(api, options.connection);
  const taken = await importFile(tools, '/suppressions/import-tasks', {
    connection,
    file,
    dryRun: isDry,
    rejected: options.rejected,
  });
  const { added = 0, changed = 0, unchanged = 0 } = taken.counts;
  const counts = { rows: taken.rows, added, changed, unchanged, faulty: taken.failed };
  const faults = taken.faults.map(({ row, message }) => ({ row, reason: message }));
  const count: ImportCount = { ...counts, faults };
  out.show(count, () => [
    ...pairLines({ ...counts, ...(isDry ? { note: 'a dry run: nothing was changed' } : {}) }),
    ...faults.map(({ row, reason }) => safeLine(`row ${String(row)}: ${reason}`)),
  ]);
  return count.faulty === 0 ? exitCodes.ok : exitCodes.partial;
}

async function exportFile({ io, api, out }: Tools, options: PersonOptions & { out?: string }): Promise<undefined> {
  const connection = await chooseConnection(api, options.connection);
  const bytes = Readable.from(await api.download('/suppressions/export', { connection }));
  if (options.out === undefined) {
    for await (const piece of bytes) io.stdout.write(Buffer.from(piece as Uint8Array).toString('utf8'));
    return undefined;
  }
  await pipeline(bytes, createWriteStream(resolve(io.cwd, options.out), { mode: 0o600 }));
  out.show({ file: options.out }, () => pairLines({ file: options.out ?? null }));
  return undefined;
}

/** `itc suppressions list|add|lift|rm|import|export`. */
export function addSuppressionCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'suppressions', 'who must not be written to');
  const channels = ['email', 'sms', 'push', 'in_app', 'web_push', 'whatsapp', 'embedded'];
  const channel = (): Option => new Option('--channel <channel>', 'of this channel').choices(channels);

  withPerson(withPaging(session.command(group, 'list', 'list the suppressions')))
    .addOption(channel())
    .addOption(
      new Option('--reason <reason>', 'only for this reason').choices([
        'unsubscribe',
        'complaint',
        'hard_bounce',
        'manual',
        'import',
      ]),
    )
    .action(session.action(list));
  withPerson(session.command(group, 'add', 'suppress a person'))
    .addOption(channel().default('email'))
    .action(session.action(change(false)));
  withPerson(session.command(group, 'lift', 'let a person be written to again'))
    .addOption(channel().default('email'))
    .action(session.action(change(true)));
  session.command(group, 'rm <id>', 'remove a suppression without a trace').action(
    session.action(async ({ api, out }, id: string) => {
      out.show(await api.delete(apiPath`/suppressions/${id}`), () => [safeLine(`Removed ${id}.`)]);
      return undefined;
    }),
  );
  const taking = session.command(
    group,
    'import <file>',
    'take suppressions from CSV: email or user_id, and channel, reason, scopes, since',
  );
  withImport(taking, 'count only').action(session.action(takeFile));
  session
    .command(group, 'export', 'write the suppressions as CSV')
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .option('--out <file>', 'file to write; default stdout')
    .action(session.action(exportFile));
}
