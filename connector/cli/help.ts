import type { Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodeTable } from './exit-codes.ts';

/** `itc help [command…]` and `itc help exit-codes`. */
export function addHelpCommand(program: Command, session: CliSession): void {
  session.command(program, 'help [words...]', 'show help for a command, or `exit-codes`').action(
    session.action(async ({ io }, words: string[]) => {
      if (words[0] === 'exit-codes') {
        io.stdout.write(exitCodeTable());
        return undefined;
      }
      let shown = program;
      for (const word of words) {
        const next = shown.commands.find((command) => command.name() === word || command.aliases().includes(word));
        if (next === undefined) {
          throw new ConnectorError('ITC_USAGE', `There is no help for "${words.join(' ')}".`, {
            hint: 'Topics are the commands of `itc --help`, and `exit-codes`.',
          });
        }
        shown = next;
      }
      shown.outputHelp();
      return undefined;
    }),
  );
}
