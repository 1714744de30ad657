import type { Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { errorCatalogue } from '../../errors/error-catalogue.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './exit-codes.ts';
import { CliFailure } from './cli-failure.ts';
import { pairLines } from './text-table.ts';

const rows = Object.entries(errorCatalogue).map(([code, entry]) => ({ code, ...entry }));

function find(code: string): (typeof rows)[number] {
  const wanted = code.toUpperCase();
  const found = rows.find((row) => row.code === wanted || row.code === `ITC_${wanted}`);
  if (found !== undefined) return found;
  const usage = new ConnectorError('ITC_USAGE', `There is no error code "${code}".`, {
    hint: 'List them with `itc errors`.',
  });
  throw new CliFailure({ ...usage.toJSON() }, exitCodes.notFound);
}

/** `itc errors [code]`: the coded table, without a server. */
export function addErrorsCommand(program: Command, session: CliSession): void {
  session.command(program, 'errors [code]', 'explain an error code, or list them all').action(
    session.action(async ({ out }, code: string | undefined) => {
      if (code === undefined) {
        out.list({ items: rows, next: null }, [
          { head: 'CODE', cell: (row) => row.code },
          { head: 'STATUS', cell: (row) => row.status },
          { head: 'RETRY', cell: (row) => row.retry },
          { head: 'WHAT HAPPENED', cell: (row) => row.message },
        ]);
        return undefined;
      }
      const row = find(code);
      out.show(row, () =>
        pairLines({
          code: row.code,
          status: row.status,
          retry: row.retry,
          'what happened': row.message,
          'what to do': row.hint,
        }),
      );
      return undefined;
    }),
  );
}
