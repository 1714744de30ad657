import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';
import { readSecret } from '../security/secret-files.ts';
import type { CliIo } from './cli-io.ts';

/** Where the running server is and how to be let in. */
export interface ServerPlace {
  url: string;
  token: string | null;
}

/** The data folder of the server on this machine. */
export function dataFolder({ env, cwd }: Pick<CliIo, 'env' | 'cwd'>): string {
  return resolve(cwd, env['ITC_DATA_DIR'] || './data');
}

async function readOptional(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new ConnectorError('ITC_AUTH_REQUIRED', `The file ${path} may not be read by this user.`, {
        hint: 'Run the command as the user of the server, or set ITC_URL and ITC_ADMIN_TOKEN.',
      });
    }
    return null;
  }
}

function addressOf(text: string, source: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ConnectorError('ITC_CONFIG_INVALID', `${source} is not an http or https address.`, {
      hint: 'Write it as http://127.0.0.1:3000.',
    });
  }
  return url;
}

async function localAddress(folder: string): Promise<URL | null> {
  const text = await readOptional(join(folder, 'server.json'));
  if (text === null) return null;
  try {
    const { url } = JSON.parse(text) as { url: string };
    return addressOf(url, 'server.json');
  } catch (cause) {
    throw new ConnectorError('ITC_SERVER_UNREACHABLE', `${join(folder, 'server.json')} cannot be understood.`, {
      cause,
    });
  }
}

/** Finds server and token: the environment goes before the data folder. Throws when there is no trace of a server. */
export async function findServer(io: Pick<CliIo, 'env' | 'cwd'>): Promise<ServerPlace> {
  const folder = dataFolder(io);
  const given = io.env['ITC_URL'];
  const local = given ? await localAddress(folder).catch(() => null) : await localAddress(folder);
  const url = given ? addressOf(given, 'ITC_URL') : local;
  if (url === null) {
    throw new ConnectorError('ITC_SERVER_UNREACHABLE', `No server runs on the data folder ${folder}.`);
  }
  const fromEnvironment = readSecret(io.env, 'ITC_ADMIN_TOKEN')?.trim();
  // the token of the local server is not for another host that ITC_URL may name
  const isLocal = local !== null && local.origin === url.origin;
  const token =
    fromEnvironment || (isLocal ? ((await readOptional(join(folder, 'admin-token')))?.trim() ?? null) : null);
  return { url: url.href.replace(/\/+$/, ''), token: token || null };
}
