import type { Command } from 'commander';

import type { PicklistOption } from '../define.ts';
import { apiPath } from './api-client.ts';
import type { CliSession } from './cli-session.ts';
import { chooseConnection, collectPair } from './command-options.ts';
import type { Page } from './output.ts';

interface PicklistSummary {
  name: string;
  title: string;
  args: Record<string, string>;
}

interface Options {
  connection?: string;
  arg?: [string, string][];
  refresh?: boolean;
}

/** `itc picklists [name]`. */
export function addPicklistsCommand(program: Command, session: CliSession): void {
  session
    .command(program, 'picklists [name]', 'list the pick lists, or the choices of one')
    .option('-c, --connection <name>', 'connection to ask; not needed when there is only one')
    .option('--arg <name=value>', 'argument of the pick list, may be repeated', collectPair)
    .option('--refresh', 'ask Iterable even when a copy is kept')
    .action(
      session.action(async ({ api, out }, name: string | undefined, options: Options) => {
        if (name === undefined) {
          out.list(await api.get<Page<PicklistSummary>>('/picklists', { limit: 500 }), [
            { head: 'NAME', cell: (row) => row.name },
            { head: 'TITLE', cell: (row) => row.title },
            { head: 'ARGUMENTS', cell: (row) => Object.keys(row.args).join(', ') },
          ]);
          return undefined;
        }
        const connection = await chooseConnection(api, options.connection);
        const page = await api.get<Page<PicklistOption> & { loadedAt: string | null }>(apiPath`/picklists/${name}`, {
          ...Object.fromEntries(options.arg ?? []),
          connection,
          refresh: options.refresh,
        });
        out.list(page, [
          { head: 'VALUE', cell: ({ value }) => value },
          { head: 'LABEL', cell: ({ label }) => label },
          { head: 'NOTE', cell: ({ note }) => note },
        ]);
        if (page.loadedAt) out.note(`Loaded from Iterable at ${page.loadedAt}.`);
        return undefined;
      }),
    );
}
