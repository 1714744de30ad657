import { InvalidArgumentError, type Command } from 'commander';

import { permissions } from '../security/permissions.ts';
import { apiPath } from './api-client.ts';
import type { CliSession } from './cli-session.ts';
import { collectText, pageQuery, withPaging, type PageOptions } from './command-options.ts';
import type { Page } from './output.ts';
import { safeLine, type Column } from './text-table.ts';

interface Token {
  id: string;
  name: string;
  scopes: string[];
  expiresAt: string;
  usedAt: string | null;
}

const columns: Column<Token>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'SCOPES', cell: ({ scopes }) => scopes.join(' ') },
  { head: 'EXPIRES', cell: ({ expiresAt }) => expiresAt },
  { head: 'LAST USE', cell: ({ usedAt }) => usedAt },
];

function days(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 365) throw new InvalidArgumentError('It must be 1 to 365.');
  return count;
}

/** `itc tokens list|make|revoke`. */
export function addTokenCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'tokens', 'API tokens for scripts');

  withPaging(session.command(group, 'list', 'list the tokens')).action(
    session.action(async ({ api, out }, options: PageOptions) => {
      out.list(await api.get<Page<Token>>('/tokens', pageQuery(options)), columns);
      return undefined;
    }),
  );

  session
    .command(group, 'make <name>', 'make a token; it is printed this once')
    .requiredOption('--scope <permission>', `one of ${permissions.join(', ')}; may be repeated`, collectText)
    .option('--days <n>', 'how long it works, 1 to 365', days, 90)
    .action(
      session.action(async ({ api, out }, name: string, options: { scope: string[]; days: number }) => {
        const body = { name, scopes: options.scope, days: options.days };
        const made = await api.post<Token & { token: string }>('/tokens', body);
        out.show(made, () => [made.token]);
        out.note(
          `Shown this once. It works until ${safeLine(made.expiresAt)}; revoke it with: itc tokens revoke ${made.id}`,
        );
        return undefined;
      }),
    );

  session.command(group, 'revoke <id>', 'end a token at once').action(
    session.action(async ({ api, out }, id: string) => {
      // the whole token is at hand where one was found
      const found = /^itc_(tok[0-9a-f]{16})_/.exec(id)?.[1] ?? id;
      const done = await api.delete<{ removed: string }>(apiPath`/tokens/${found}`);
      out.show(done, () => [safeLine(`${done.removed} is revoked.`)]);
      return undefined;
    }),
  );
}
