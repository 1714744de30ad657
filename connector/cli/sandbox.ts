import type { Command } from 'commander';

import type { CliSession } from './cli-session.ts';
import { exitCodes } from './exit-codes.ts';

/** `itc sandbox`: the stand-in for Iterable alone. Its options are its own, `--help` and `--fault` included. */
export function addSandboxCommand(program: Command, session: CliSession): void {
  program
    .command('sandbox [args...]')
    .description('run the stand-in for Iterable, with faults on demand; `itc sandbox --help` shows its options')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(
      session.action(async ({ io }, args: string[]) => {
        const code = await io.runSandbox(args);
        if (code === 0) return exitCodes.ok;
        return code === exitCodes.interrupted ? exitCodes.interrupted : exitCodes.failure;
      }),
    );
}
