import { Option, type Command } from 'commander';

import { createApiClient, type ApiClient } from './api-client.ts';
import type { CliIo } from './cli-io.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { createOutput, type Output } from './output.ts';

/** What a command works with. */
export interface Tools {
  io: CliIo;
  api: ApiClient;
  out: Output;
  /** aborted by Ctrl-C */
  signal: AbortSignal;
}

/** One run of the command line: makes commands of one form and keeps the exit code of the one that ran. */
export class CliSession {
  exitCode: ExitCode = exitCodes.ok;
  readonly #io: CliIo;
  readonly #signal: AbortSignal;

  constructor(io: CliIo, signal: AbortSignal) {
    this.#io = io;
    this.#signal = signal;
  }

  /** Adds a command, or a group of commands, that takes `--json`. */
  command(parent: Command, words: string, summary: string): Command {
    return parent.command(words).description(summary).addOption(jsonOption());
  }

  /**
   * Wraps a handler for commander. It gets the tools, the arguments and then the options; what it answers is the exit
   * code, nothing means 0.
   */
  action<A extends unknown[]>(
    handler: (tools: Tools, ...args: A) => Promise<ExitCode | undefined>,
  ): (...args: unknown[]) => Promise<void> {
    return async (...args) => {
      const command = args.at(-1) as Command;
      const tools: Tools = {
        io: this.#io,
        api: createApiClient(this.#io, this.#signal),
        out: createOutput(this.#io, command.optsWithGlobals()['json'] === true),
        signal: this.#signal,
      };
      this.exitCode = (await handler(tools, ...(args.slice(0, -1) as A))) ?? exitCodes.ok;
    };
  }
}

/** The option that every command has. */
export function jsonOption(): Option {
  return new Option('--json', 'one JSON document on stdout');
}
