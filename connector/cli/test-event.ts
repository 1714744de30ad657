import type { Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { ActionResult } from '../iterable/action-result.ts';

import { apiPath } from './api-client.ts';
import { CliFailure } from './cli-failure.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection } from './command-options.ts';
import type { ShownConnection } from './connection-text.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';
import { indentedJson } from './output.ts';
import { safeLine } from './text-table.ts';

interface TestEventOptions {
  connection?: string;
  email?: string;
  userId?: string;
  name: string;
}

type RunAnswer = Pick<ActionResult, 'outcome' | 'output' | 'error' | 'exchanges'>;

const dashboards: Record<string, string> = { us: 'https://app.iterable.com', eu: 'https://app.eu.iterable.com' };

/** Where the person's profile and events stand in Iterable; null for a sandbox, which has no dashboard. */
export function dashboardLink(
  { region, sandboxUrl, projectId }: Pick<ShownConnection, 'region' | 'sandboxUrl' | 'projectId'>,
  person: string,
): string | null {
  if (sandboxUrl !== null) return null;
  const project = projectId === null ? '' : `?projectId=${encodeURIComponent(projectId)}`;
  return `${dashboards[region] ?? ''}/users/profiles/${encodeURIComponent(person)}${project}`;
}

async function send({ api, out }: Tools, options: TestEventOptions): Promise<ExitCode> {
  const person = options.email ?? options.userId;
  if (person === undefined) {
    throw new ConnectorError('ITC_USAGE', 'Nobody is named to record the event for.', {
      hint: 'Give --email or --user-id of a profile that you may write to.',
    });
  }
  const name = await chooseConnection(api, options.connection);
  const connection = await api.get<ShownConnection>(apiPath`/connections/${name}`);
  const input = { eventName: options.name, email: options.email, userId: options.userId };
  const answer = await api.post<RunAnswer>('/actions/track_event/run', { connection: name, input });
  const dashboard = dashboardLink(connection, person);
  out.show({ ...answer, dashboard }, () => [
    ...answer.exchanges.flatMap((exchange) => [
      'request',
      safeLine(`  ${exchange.method} ${exchange.url}`),
      ...indentedJson(exchange.requestBody),
      'response',
      safeLine(`  HTTP ${exchange.status ?? 'no answer'} in ${exchange.durationMs} ms`),
      ...indentedJson(exchange.responseBody),
    ]),
    safeLine(`outcome    ${answer.outcome}`),
    safeLine(`dashboard  ${dashboard ?? 'none: this connection leads to a sandbox'}`),
    ...(answer.outcome === 'success'
      ? ['Iterable shows the event in the Events tab of the profile after a minute.']
      : []),
  ]);
  if (answer.outcome === 'success') return exitCodes.ok;
  if (answer.error !== null) throw new CliFailure({ ...answer.error }, exitCodeOf(answer.error.code));
  return exitCodes.failure;
}

/** `itc test-event`. */
export function addTestEventCommand(program: Command, session: CliSession): void {
  session
    .command(program, 'test-event', 'record a test event for one person and show request, response and where to look')
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .option('--email <address>', 'the person, in projects that use addresses')
    .option('--user-id <id>', 'the person, in projects that use user IDs')
    .option('--name <event>', 'name of the event', 'connectorTest')
    .action(session.action(send));
}
