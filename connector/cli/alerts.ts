import { Option, type Command } from 'commander';

import { alertCauses, type AlertSettings } from '../alerts/alerts.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { readHiddenValue } from './hidden-value.ts';

const lineOf = (alerts: AlertSettings | null): string => {
  if (alerts === null) return 'Nobody is told of failed jobs.';
  const { origin, causes, last } = alerts;
  const sent =
    last === null
      ? 'no message since the start'
      : last.error === null
        ? `last message at ${last.at}`
        : `the message at ${last.at} was not taken: ${last.error}`;
  return `Jobs that are ${causes.join(' or ')} are told at ${origin}; ${sent}.`;
};

async function show({ api, out }: Tools): Promise<undefined> {
  const { alerts } = await api.get<{ alerts: AlertSettings | null }>('/alerts');
  out.show({ alerts }, () => [lineOf(alerts)]);
  return undefined;
}

async function set(tools: Tools, options: { cause?: string; urlStdin?: boolean }): Promise<undefined> {
  const url = await readHiddenValue(tools, options.urlStdin === true, 'address for alerts', '--url-stdin');
  const causes = options.cause === undefined ? {} : { causes: [options.cause] };
  const kept = await tools.api.post<{ secret: string }>('/alerts', { url, ...causes });
  tools.out.show(kept, () => [
    `Kept. Messages are signed (Standard Webhooks) with this secret, shown this once: ${kept.secret}`,
    'A chat does not need it. Try it: itc alerts test',
  ]);
  return undefined;
}

async function test({ api, out }: Tools): Promise<undefined> {
  out.show(await api.post('/alerts/test'), () => ['Sent.']);
  return undefined;
}

async function off({ api, out }: Tools): Promise<undefined> {
  out.show(await api.delete('/alerts'), () => [lineOf(null)]);
  return undefined;
}

/** `itc alerts show|set|test|off`. */
export function addAlertCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'alerts', 'who is told of failed and held jobs');
  session.command(group, 'show', 'show where they are told').action(session.action(show));
  session
    .command(group, 'set', 'tell them at an https address, such as the incoming webhook of a chat')
    .addOption(new Option('--cause <cause>', 'only these jobs (else both)').choices([...alertCauses]))
    .option('--url-stdin', 'read the address from stdin (else it is asked for)')
    .action(session.action(set));
  session.command(group, 'test', 'send a test message').action(session.action(test));
  session.command(group, 'off', 'tell nobody any more').action(session.action(off));
}
