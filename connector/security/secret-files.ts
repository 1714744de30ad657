import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';

type Environment = Record<string, string | undefined>;

const largestFile = 64 * 1024;

/** Settings of the server that may stand in a file, which `<NAME>_FILE` names. */
export const secretSettings = [
  'ITC_MASTER_KEY',
  'ITC_ADMIN_TOKEN',
  'ITC_METRICS_TOKEN',
  'ITC_OIDC_CLIENT_SECRET',
  'DATABASE_URL',
] as const;

const openFaults: Record<string, [found: string, hint: string]> = {
  ENOENT: ['is not there', 'Write the secret into that file, or correct the path.'],
  ENOTDIR: ['is not there', 'Write the secret into that file, or correct the path.'],
  EACCES: ['may not be read by the user of this process', 'Give that user the right to read the file.'],
  EISDIR: ['is a folder', 'Name the file in it that holds the secret.'],
};

/** What a pipe or a file of the kernel holds is not known before it was read, so the bound is on reading. */
function readBounded(path: string): Buffer {
  const bytes = Buffer.alloc(largestFile + 1);
  const handle = openSync(path, 'r');
  try {
    let end = 0;
    for (let read = -1; read !== 0 && end < bytes.length; end += read) {
      read = readSync(handle, bytes, end, bytes.length - end, null);
    }
    return bytes.subarray(0, end);
  } finally {
    closeSync(handle);
  }
}

/**
 * A secret of the environment, or of the file that `<NAME>_FILE` names, without the line break at its end. An empty variable counts as unset.
 * Throws ITC_CONFIG_INVALID naming the variable and, where its folder is there, the file; never what is in it.
 */
export function readSecret(env: Environment, name: string): string | undefined {
  const variable = `${name}_FILE`;
  const path = env[variable];
  if (!path) return env[name];
  const refuse = (found: string, hint: string, cause?: unknown): never => {
    const details = { path: variable };
    throw new ConnectorError('ITC_CONFIG_INVALID', `${variable}: ${found}.`, { hint, details, cause });
  };
  if (!isAbsolute(path)) return refuse('is not the whole path of a file', 'Write it as /run/secrets/NAME.');
  if (env[name]) return refuse(`${name} is set too`, 'Set one of the two.');
  // the likeliest slip is to put the secret itself here, and one in base64 may begin with a slash
  const folder = dirname(path);
  const shown = folder !== '/' && existsSync(folder) ? path : 'the file';
  let bytes: Buffer;
  try {
    bytes = readBounded(path);
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    const [found, hint] = openFaults[code] ?? [`cannot be read (${code})`, 'Correct the path, or mend the file.'];
    return refuse(`${shown} ${found}`, hint, error);
  }
  const alone = 'Write the secret into the file, and nothing else.';
  if (bytes.length > largestFile) return refuse(`${shown} has more than 64 KB`, alone);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(`${shown} is not text in UTF-8`, alone);
  }
  return text.trim() === '' ? refuse(`${shown} is empty`, alone) : text.replace(/\r?\n$/, '');
}

/** The environment as `readConfig` takes it: with the secrets themselves in place of their files. Throws as `readSecret` does. */
export function withSecrets(env: Environment): Environment {
  const secrets = secretSettings.map((name) => [name, readSecret(env, name)] as const);
  return { ...env, ...Object.fromEntries(secrets) };
}
