import type { Command } from 'commander';

import type { CliSession } from './cli-session.ts';
import { pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { exitCodes } from './exit-codes.ts';
import type { Page } from './output.ts';
import { safeLine, type Column } from './text-table.ts';

interface Entry {
  seq: number;
  at: string;
  actor: { id: string; name: string | null };
  action: string;
  object: string;
  outcome: string;
}

interface Verification {
  isIntact: boolean;
  entries: number;
  head: string;
  firstBad: number | null;
  fault: string | null;
}

interface Filter extends PageOptions {
  actor?: string;
  object?: string;
  from?: string;
  to?: string;
}

const columns: Column<Entry>[] = [
  { head: 'NO', cell: ({ seq }) => seq },
  { head: 'AT', cell: ({ at }) => at },
  { head: 'WHO', cell: ({ actor }) => actor.name ?? actor.id },
  { head: 'WHAT', cell: ({ action }) => action },
  { head: 'OBJECT', cell: ({ object }) => object },
  { head: 'OUTCOME', cell: ({ outcome }) => outcome },
];

/** `itc audit list|verify`. */
export function addAuditCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'audit', 'who changed what');

  withPaging(session.command(group, 'list', 'list the changes, newest first'))
    .option('--actor <id>', 'only of this person or token')
    .option('--object <path>', 'only of objects whose path begins so, as /recipes/welcome')
    .option('--from <time>', 'from this instant on; UTC, ISO 8601')
    .option('--to <time>', 'before this instant')
    .action(
      session.action(async ({ api, out }, { actor, object, from, to, ...paging }: Filter) => {
        out.list(await api.get<Page<Entry>>('/audit', { actor, object, from, to, ...pageQuery(paging) }), columns);
        return undefined;
      }),
    );

  session
    .command(group, 'verify', 'check that no entry was changed, moved or removed')
    .option('--head <hash>', 'a head that was noted before; the log must still hold it')
    .action(
      session.action(async ({ api, out }, { head }: { head?: string }) => {
        const found = await api.get<Verification>('/audit/verification', { head });
        out.show(found, () =>
          found.isIntact
            ? [`${found.entries} entries, all intact.`, `head  ${found.head}`]
            : [
                safeLine(
                  found.firstBad === null
                    ? `Not intact: ${found.fault ?? ''}.`
                    : `Not intact from entry ${found.firstBad} on: ${found.fault ?? ''}.`,
                ),
              ],
        );
        return found.isIntact ? exitCodes.ok : exitCodes.failure;
      }),
    );
}
