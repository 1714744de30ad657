import { ConnectorError } from '../../errors/connector-error.ts';
import { readSecret } from '../security/secret-files.ts';
import { Interrupted } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';

async function readKey(io: Tools['io'], fromStdin: boolean): Promise<string> {
  if (fromStdin) return io.readStdin();
  const fromEnvironment = readSecret(io.env, 'ITERABLE_API_KEY');
  if (fromEnvironment) return fromEnvironment;
  if (!io.stdinIsTty) {
    throw new ConnectorError('ITC_USAGE', 'The API key is missing.', {
      hint: 'Pipe it in with --key-stdin, or set ITERABLE_API_KEY; never write it as an argument.',
    });
  }
  const typed = await io.askHidden('API key of Iterable (not shown): ');
  if (typed === null) throw new Interrupted();
  return typed;
}

/** Reads the API key from stdin, the environment or a hidden prompt: arguments stay in the shell history. */
export async function readApiKey({ io, out }: Tools, fromStdin: boolean): Promise<string> {
  // a line end comes with every pipe and is no slip of the user
  const raw = (await readKey(io, fromStdin)).replace(/\r?\n$/, '');
  const key = raw.trim();
  if (key !== raw) out.warn('The API key had spaces around it; they were removed.');
  if (key === '') throw new ConnectorError('ITC_USAGE', 'The API key is empty.');
  return key;
}
