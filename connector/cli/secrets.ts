import type { Command } from 'commander';

import { apiPath } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { collectText, pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { readHiddenValue } from './hidden-value.ts';
import type { Page } from './output.ts';

interface ShownSecret {
  name: string;
  hosts: string[];
  updatedAt: string;
}

async function set(tools: Tools, name: string, options: { host: string[]; valueStdin?: boolean }): Promise<undefined> {
  const value = await readHiddenValue(tools, options.valueStdin === true, 'value of the secret', '--value-stdin');
  const kept = await tools.api.post<ShownSecret>('/secrets', { name, value, hosts: options.host });
  tools.out.show(kept, () => [`Kept ${kept.name} for ${kept.hosts.join(', ')}.`]);
  return undefined;
}

async function list({ api, out }: Tools, options: PageOptions): Promise<undefined> {
  out.list(await api.get<Page<ShownSecret>>('/secrets', pageQuery(options)), [
    { head: 'NAME', cell: ({ name }) => name },
    { head: 'HOSTS', cell: ({ hosts }) => hosts.join(' ') },
    { head: 'CHANGED', cell: ({ updatedAt }) => updatedAt },
  ]);
  return undefined;
}

async function remove({ api, out }: Tools, name: string): Promise<undefined> {
  out.show(await api.delete(apiPath`/secrets/${name}`), () => [`Removed ${name}.`]);
  return undefined;
}

/** `itc secrets set|list|rm` and `itc keys rotate`. */
export function addSecretCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'secrets', 'named secrets that steps send to other systems');
  session
    .command(group, 'set <name>', 'keep a secret, or replace it')
    .requiredOption('--host <host>', 'host it may be sent to, or *.host; may be repeated', collectText)
    .option('--value-stdin', 'read the value from stdin (else it is asked for)')
    .action(session.action(set));
  withPaging(session.command(group, 'list', 'list the secrets, without their values')).action(session.action(list));
  session.command(group, 'rm <name>', 'remove a secret').action(session.action(remove));

  const keys = session.command(program, 'keys', 'the master key that seals what is stored');
  session.command(keys, 'rotate', 'make a new master key and seal everything with it').action(
    session.action(async ({ api, out }: Tools) => {
      const done = await api.post<{ keyId: string; resealed: number }>('/keys/rotate');
      out.show(done, () => [`${String(done.resealed)} secrets are sealed with the new key ${done.keyId}.`]);
      out.note('Backups made before need the key that was kept with them.');
      return undefined;
    }),
  );
}
