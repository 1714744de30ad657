import { Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { ErasureRecord } from '../store/store.ts';
import { apiPath, type Query } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection, collectText, pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { Page } from './output.ts';
import type { Column } from './text-table.ts';

interface EraseOptions {
  connection?: string;
  email?: string[];
  userId?: string[];
  stdin?: 'email' | 'userId';
  yes?: boolean;
}

type Shown = Omit<ErasureRecord, 'sealedIdentity' | 'person' | 'connectionId'>;

const peopleAtOnce = 1_000;

const columns: Column<Shown>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'CONNECTION', cell: ({ connection }) => connection },
  { head: 'STATUS', cell: ({ status }) => status },
  { head: 'ASKED', cell: ({ createdAt }) => createdAt },
  { head: 'DUE', cell: ({ status, dueAt }) => (status === 'pending' ? dueAt : null) },
  { head: 'ENDED', cell: ({ endedAt }) => endedAt },
  { head: 'ERROR', cell: ({ error }) => error?.code ?? null },
];

async function readPeople({ io }: Tools, options: EraseOptions): Promise<{ email?: string; userId?: string }[]> {
  const given = [
    ...(options.email ?? []).map((email) => ({ email })),
    ...(options.userId ?? []).map((userId) => ({ userId })),
  ];
  if (options.stdin === undefined) return given;
  const name = options.stdin;
  const lines = (await io.readStdin()).split(/\r?\n/).filter((line) => line.trim() !== '');
  return [...given, ...lines.map((line) => ({ [name]: line.trim() }))];
}

async function erase(tools: Tools, options: EraseOptions): Promise<ExitCode | undefined> {
  const { io, api, out } = tools;
  const people = await readPeople(tools, options);
  if (people.length === 0) {
    throw new ConnectorError('ITC_USAGE', 'Nobody is named.', {
      hint: 'Give --email or --user-id, or --stdin email with one address a line.',
    });
  }
  const connection = await chooseConnection(api, options.connection);
  if (options.yes !== true && io.stdinIsTty && !out.json) {
    const answer = await io.ask(`Erase ${people.length} in Iterable (${connection}) and here, for good? [y/N] `);
    if (answer === null || !/^y(es)?$/i.test(answer.trim())) {
      out.note('Nobody was erased.');
      return exitCodes.failure;
    }
  }
  const items: Shown[] = [];
  for (let at = 0; at < people.length; at += peopleAtOnce) {
    const body = { people: people.slice(at, at + peopleAtOnce) };
    items.push(...(await api.post<{ items: Shown[] }>(apiPath`/connections/${connection}/erasures`, body)).items);
  }
  out.list({ items, next: null }, columns);
  return undefined;
}

/** `itc erase add|list|show`. */
export function addEraseCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'erase', 'erase people in Iterable and here');

  session
    .command(group, 'add', 'erase people; goes on in the server, over days if there are more than 1,000')
    .option('--connection <name>', 'the project; may be left out when there is one only')
    .option('--email <address>', 'a person by address, may be repeated', collectText)
    .option('--user-id <id>', 'a person by user ID, may be repeated', collectText)
    .addOption(new Option('--stdin <name>', 'read people from stdin, one a line').choices(['email', 'userId']))
    .option('-y, --yes', 'do not ask')
    .action(session.action(erase));

  withPaging(session.command(group, 'list', 'list the erasures'))
    .option('--connection <name>', 'only of this connection')
    .addOption(
      new Option('--status <status>', 'only in this status').choices(['pending', 'done', 'failed', 'cancelled']),
    )
    .action(
      session.action(async ({ api, out }, options: PageOptions & { connection?: string; status?: string }) => {
        const query: Query = { ...pageQuery(options), connection: options.connection, status: options.status };
        out.list(await api.get<Page<Shown>>('/erasures', query), columns);
        return undefined;
      }),
    );

  session.command(group, 'show <id>', 'show what was erased, as proof').action(
    session.action(async ({ api, out }, id: string) => {
      const shown = await api.get<Shown>(apiPath`/erasures/${id}`);
      const counts = Object.entries(shown.counts).map(([name, count]) => `  ${name}: ${String(count)}`);
      out.show(shown, () => [
        `${shown.id}  ${shown.connection}  ${shown.status}`,
        `proof: ${shown.proof.hash} (salt ${shown.proof.salt})`,
        `Iterable accepted it: ${shown.forgottenAt ?? '-'}`,
        'erased here:',
        ...counts,
      ]);
      return undefined;
    }),
  );
}
