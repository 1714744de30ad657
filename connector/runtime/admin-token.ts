import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Store } from '../store/store.ts';
import { hashSecret, matchesSecret } from '../security/hash-secret.ts';
import { writePrivateFile } from './data-folder.ts';

const fileName = 'admin-token';
const setting = 'admin.tokenHash';

export interface AdminToken {
  matches(token: string): boolean;
  /** in clear when the data folder has it; null when it came from ITC_ADMIN_TOKEN or the file was removed */
  clear: string | null;
}

function readTokenFile(folder: string): string | null {
  try {
    return readFileSync(join(folder, fileName), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Takes the token of the environment, else the one made at first start; the store keeps only its hash. */
export async function prepareAdminToken(parts: {
  store: Store;
  folder: string;
  fromEnvironment: string | null;
  newSecret: (prefix: string) => string;
}): Promise<AdminToken> {
  const { store, folder, fromEnvironment } = parts;
  const matching =
    (hash: string): AdminToken['matches'] =>
    (token) =>
      matchesSecret(token, [hash]);
  if (fromEnvironment !== null) return { matches: matching(hashSecret(fromEnvironment)), clear: null };

  const stored = await store.getSetting(setting);
  if (stored !== null) {
    const clear = readTokenFile(folder);
    return { matches: matching(stored), clear: clear !== null && hashSecret(clear) === stored ? clear : null };
  }
  const token = parts.newSecret('itc');
  // the file first: a crash in between makes a new token, the other order would lock everybody out
  writePrivateFile(folder, fileName, `${token}\n`);
  await store.putSetting(setting, hashSecret(token));
  return { matches: matching(hashSecret(token)), clear: token };
}
