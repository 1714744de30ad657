import type { Command } from 'commander';

import type { CliSession } from './cli-session.ts';

/** `itc serve`: the server in this process. */
export function addServeCommand(program: Command, session: CliSession): void {
  session.command(program, 'serve', 'run the server (the same as `npm start`)').action(
    session.action(async ({ io }) => {
      await io.serve();
      return undefined;
    }),
  );
}
