import { CommanderError } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';

/** The inner part of the envelope `{"error": …}`; the code is open because the server may be newer. */
export interface FailureJson {
  code: string;
  message: string;
  hint: string;
  [key: string]: unknown;
}

/** An error that the server or an action answered, with the exit code it leads to. */
export class CliFailure extends Error {
  readonly json: FailureJson;
  readonly exitCode: ExitCode;

  constructor(json: FailureJson, exitCode: ExitCode) {
    super(json.message);
    this.name = 'CliFailure';
    this.json = json;
    this.exitCode = exitCode;
  }
}

/** A person pressed Ctrl-C or answered no. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

function fromCommander(error: CommanderError): CliFailure {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  // an unknown option is quoted with its value, and that value may be an API key
  const message = `${first.replace(/(unknown option '--?[^'=]+)=.*'/, "$1'")}.`;
  const suggestion = rest.join(' ').trim().replace(/[()]/g, '');
  const hint = suggestion === '' ? 'See `itc --help`.' : suggestion;
  return new CliFailure({ code: 'ITC_USAGE', message, hint }, exitCodes.usage);
}

/** Turns whatever was thrown into the one form that is printed. */
export function toFailure(error: unknown): CliFailure {
  if (error instanceof CliFailure) return error;
  if (error instanceof CommanderError) return fromCommander(error);
  if (error instanceof ConnectorError) return new CliFailure({ ...error.toJSON() }, exitCodeOf(error.code));
  const known = new ConnectorError('ITC_INTERNAL', `The command failed: ${String(error)}`, {
    hint: 'Report it if it lasts.',
  });
  return new CliFailure({ ...known.toJSON() }, exitCodes.failure);
}
