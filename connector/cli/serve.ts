import { Option, type Command } from 'commander';

import type { CliSession } from './cli-session.ts';

/** `itc serve`: the server in this process. */
export function addServeCommand(program: Command, session: CliSession): void {
  session
    .command(program, 'serve', 'run the server (the same as `npm start`)')
    .addOption(
      new Option('--role <role>', 'what this process does; `receive` and `work` need DATABASE_URL (ITC_ROLE)').choices([
        'all',
        'receive',
        'work',
      ]),
    )
    .action(
      session.action(async ({ io }, { role }: { role?: string }) => {
        await io.serve(role === undefined ? {} : { ITC_ROLE: role });
        return undefined;
      }),
    );
}
