import type { Command } from 'commander';

import type { CliSession } from './cli-session.ts';
import { checkLines, type Check } from './connection-text.ts';
import { exitCodes } from './exit-codes.ts';
import { safeLine } from './text-table.ts';

/** `itc self-check`. */
export function addSelfCheckCommand(program: Command, session: CliSession): void {
  session.command(program, 'self-check', 'let the server call its own public address, as Iterable would').action(
    session.action(async ({ api, out }) => {
      const result = await api.post<{ url: string; checks: Check[] }>('/server/self-check');
      out.show(result, () => [
        safeLine(result.url),
        ...checkLines(result.checks, (ok) => (ok ? out.style('green', '✔') : out.style('red', '✖'))),
      ]);
      return result.checks.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.failure;
    }),
  );
}
