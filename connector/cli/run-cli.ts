import { CommanderError } from 'commander';

import { Interrupted, toFailure } from './cli-failure.ts';
import type { CliIo } from './cli-io.ts';
import { CliSession } from './cli-session.ts';
import { createProgram } from './create-program.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { createOutput } from './output.ts';

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes('--json');
}

/** Runs one command line and answers its exit code; never throws and never ends the process. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const json = wantsJson(argv);
  const interrupt = new AbortController();
  const removeInterrupt = io.onInterrupt(() => interrupt.abort());
  const session = new CliSession(io, interrupt.signal);
  try {
    await createProgram(session, io, json).parseAsync([...argv], { from: 'user' });
    return session.exitCode;
  } catch (error) {
    if (error instanceof Interrupted || interrupt.signal.aborted) return exitCodes.interrupted;
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    // a group without a command has printed its help already
    const isShown = error instanceof CommanderError && error.code === 'commander.help' && !json;
    const failure = toFailure(error);
    if (!isShown) createOutput(io, json).fail(failure);
    return failure.exitCode;
  } finally {
    removeInterrupt();
  }
}
