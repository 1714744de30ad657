import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { imageKindOf } from './image-kinds.ts';

/** What mail programs and their proxies take without complaint, in bytes. */
export const maxAssetBytes = 2_000_000;

export const isAssetName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

export type AssetFault = 'too_large' | 'not_an_image';

export interface AssetStore {
  /** keeps a picture under the hash of its bytes; the same bytes are kept once. `fault` where it is none or too large */
  keep: (bytes: Buffer) => Promise<{ hash: string } | { fault: AssetFault }>;
  read: (hash: string) => Promise<{ type: string; bytes: Buffer } | null>;
}

/** Pictures of messages as files of the data folder, named after the SHA-256 of their bytes. @param folder made when it is needed */
export function createAssetStore(folder: string): AssetStore {
  const path = (hash: string): string => join(folder, hash);
  return {
    async keep(bytes) {
      if (bytes.length > maxAssetBytes) return { fault: 'too_large' };
      if (imageKindOf(bytes) === null) return { fault: 'not_an_image' };
      const hash = createHash('sha256').update(bytes).digest('hex');
      const isKept = await stat(path(hash)).then(
        () => true,
        () => false,
      );
      if (isKept) return { hash };
      await mkdir(folder, { recursive: true });
      // a reader never sees half a file
      const draft = `${path(hash)}.${String(process.pid)}.part`;
      await writeFile(draft, bytes, { mode: 0o600 });
      await rename(draft, path(hash));
      return { hash };
    },
    async read(hash) {
      if (!isAssetName(hash)) return null;
      try {
        const bytes = await readFile(path(hash));
        const type = imageKindOf(bytes);
        return type === null ? null : { type, bytes };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
  };
}
