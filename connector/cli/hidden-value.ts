import { ConnectorError } from '../../errors/connector-error.ts';
import { Interrupted } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';

/**
 * Reads a value from stdin or a hidden prompt: arguments stay in the shell history.
 * @param what what it is, as "value of the secret"
 * @param flag what makes it read stdin, as "--value-stdin"
 */
export async function readHiddenValue({ io }: Tools, fromStdin: boolean, what: string, flag: string): Promise<string> {
  if (!fromStdin && !io.stdinIsTty) {
    throw new ConnectorError('ITC_USAGE', `The ${what} is missing.`, {
      hint: `Pipe it in with ${flag}; never write it as an argument.`,
    });
  }
  const typed = `${what.charAt(0).toUpperCase()}${what.slice(1)} (not shown): `;
  const value = fromStdin ? await io.readStdin() : await io.askHidden(typed);
  if (value === null) throw new Interrupted();
  return value.replace(/\r?\n$/, '');
}
