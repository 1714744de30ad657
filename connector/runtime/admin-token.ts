import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Store } from '../store/store.ts';
import { hashSecret, matchesSecret } from '../security/hash-secret.ts';
import { writePrivateFile } from './data-folder.ts';

const fileName = 'admin-token';
// what a rotation writes first, so that no crash leaves a token that nobody has
const nextFileName = 'admin-token.next';
const setting = 'admin.tokenHash';

export interface AdminToken {
  matches(token: string): boolean;
  /** in clear when the data folder has it; null when it came from ITC_ADMIN_TOKEN or the file was removed */
  readonly clear: string | null;
  readonly isFromEnvironment: boolean;
  /** makes a new token, from now on the only one, and answers it; throws ITC_TOKEN_FIXED when the environment sets it */
  rotate(): Promise<string>;
  /** after another process may have rotated it */
  reload(): Promise<void>;
}

function readTokenFile(folder: string, name: string): string | null {
  try {
    return readFileSync(join(folder, name), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Takes the token of the environment, else the one made at first start; the store keeps only its hash. */
export async function prepareAdminToken(parts: {
  store: Pick<Store, 'getSetting' | 'putSetting'>;
  folder: string;
  fromEnvironment: string | null;
  newSecret: (prefix: string) => string;
}): Promise<AdminToken> {
  const { store, folder, fromEnvironment } = parts;
  if (fromEnvironment !== null) {
    const fixed = hashSecret(fromEnvironment);
    return {
      matches: (token) => matchesSecret(token, [fixed]),
      clear: null,
      isFromEnvironment: true,
      rotate: () => Promise.reject(new ConnectorError('ITC_TOKEN_FIXED')),
      reload: () => Promise.resolve(),
    };
  }

  // the file first: a crash in between makes a new token, the other order would lock everybody out
  const make = async (name: string): Promise<string> => {
    const token = parts.newSecret('itc');
    writePrivateFile(folder, name, `${token}\n`);
    await store.putSetting(setting, hashSecret(token));
    return token;
  };
  let hash = await store.getSetting(setting);
  let clear: string | null = null;
  if (hash === null) {
    clear = await make(fileName);
    hash = hashSecret(clear);
  } else {
    const has = (name: string): boolean => hashSecret(readTokenFile(folder, name) ?? '') === hash;
    if (has(nextFileName)) renameSync(join(folder, nextFileName), join(folder, fileName));
    clear = has(fileName) ? readTokenFile(folder, fileName) : null;
  }
  let kept = hash;
  return {
    matches: (token) => matchesSecret(token, [kept]),
    get clear() {
      return clear;
    },
    isFromEnvironment: false,
    async reload() {
      const stored = await store.getSetting(setting);
      if (stored === null || stored === kept) return;
      kept = stored;
      clear = null;
    },
    async rotate() {
      const token = await make(nextFileName);
      kept = hashSecret(token);
      clear = token;
      renameSync(join(folder, nextFileName), join(folder, fileName));
      return token;
    },
  };
}
