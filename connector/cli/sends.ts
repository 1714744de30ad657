import { Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { apiPath } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection, withPaging, type PageOptions } from './command-options.ts';
import type { Page } from './output.ts';
import { pairLines, safeLine, type Column } from './text-table.ts';

/** One person, and the connection whose person it is. */
export interface PersonOptions {
  connection?: string;
  email?: string;
  userId?: string;
}

interface ShownEvent {
  type: string;
  eventName: string;
  match: string;
  detail: string | null;
  receivedAt: string;
  happenedAt: string | null;
}

interface ShownSend {
  id: string;
  action: string;
  channel: string;
  campaignId: number;
  email: string | null;
  userId: string | null;
  status: string;
  error: string | null;
  origin: string | null;
  place: string | null;
  createdAt: string;
  events?: ShownEvent[];
}

/** The options that name a person. */
export function withPerson(command: Command): Command {
  return command
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .option('--email <address>', 'the person, by address')
    .option('--user-id <id>', 'the person, by user ID');
}

const columns: Column<ShownSend>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'AT', cell: ({ createdAt }) => createdAt },
  { head: 'CHANNEL', cell: ({ channel }) => channel },
  { head: 'TO', cell: ({ email, userId }) => email ?? userId },
  { head: 'STATUS', cell: ({ status, error }) => error ?? status },
  { head: 'JOB', cell: ({ origin }) => origin },
];

const eventLine = ({ type, eventName, match, detail, happenedAt, receivedAt }: ShownEvent): string =>
  safeLine(`  ${happenedAt ?? receivedAt}  ${type}  ${eventName}${detail === null ? '' : `  ${detail}`}  (${match})`);

const sendLines = ({ events = [], ...send }: ShownSend): string[] => [
  ...pairLines({
    id: send.id,
    at: send.createdAt,
    status: send.error ?? send.status,
    channel: send.channel,
    campaign: send.campaignId,
    to: send.email ?? send.userId,
    job: send.origin,
    step: send.place,
  }),
  ...events.map(eventLine),
];

async function list({ api, out }: Tools, options: PageOptions & PersonOptions & { job?: string; status?: string }) {
  const { job, connection, email, userId, status, limit, cursor } = options;
  const chosen = await chooseConnection(api, connection);
  const body = { connection: chosen, email, userId, status, limit, cursor, origin: job };
  out.list(await api.post<Page<ShownSend>>('/sends/search', body), columns);
  return undefined;
}

async function showPerson({ api, out }: Tools, { connection, email, userId }: PersonOptions): Promise<undefined> {
  if (email === undefined && userId === undefined) {
    throw new ConnectorError('ITC_USAGE', 'The person is missing.', { hint: 'Give --email or --user-id.' });
  }
  const found = await api.post<{ sends: Page<ShownSend>; otherEvents: ShownEvent[] }>('/people/timeline', {
    email,
    userId,
    connection: await chooseConnection(api, connection),
  });
  out.show(found, () => [
    ...found.sends.items.flatMap((send) => [...sendLines(send), '']),
    ...(found.otherEvents.length === 0 ? [] : ['Events of no message of this server:']),
    ...found.otherEvents.map(eventLine),
  ]);
  return undefined;
}

/** `itc sends list|show|person`. */
export function addSendCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'sends', 'messages to single people and what became of them');
  withPerson(withPaging(session.command(group, 'list', 'list the messages')))
    .option('--job <id>', 'only of this job or bulk run')
    .addOption(
      new Option('--status <status>', 'only in this status').choices(['sending', 'accepted', 'refused', 'unknown']),
    )
    .action(session.action(list));
  session.command(group, 'show <id>', 'show a message with everything that webhooks told of it').action(
    session.action(async ({ api, out }, id: string) => {
      const send = await api.get<ShownSend>(apiPath`/sends/${id}`);
      out.show(send, () => sendLines(send));
      return undefined;
    }),
  );
  withPerson(session.command(group, 'person', 'show all messages to a person with their events')).action(
    session.action(showPerson),
  );
}
