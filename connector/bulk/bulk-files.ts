import { createWriteStream } from 'node:fs';
import { access, link, mkdir, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { BulkFormat } from '../store/store.ts';

/** The files of bulk runs below the data folder, for this user alone: they hold people. */
export interface BulkFiles {
  /** path of the source of a run */
  source: (runId: string, format: BulkFormat) => string;
  results: (runId: string) => string;
  /** whether the files of a run are on this machine: only then can it run here */
  areHere: (runId: string) => Promise<boolean>;
  /** Writes a stream to the source file of a run, which is there only when it is whole. */
  writeSource: (runId: string, format: BulkFormat, body: Readable, signal?: AbortSignal) => Promise<void>;
  /** Makes the folder of a run, with an uploaded file as its source. Throws ITC_BULK_UNKNOWN. */
  adopt: (runId: string, upload: string | null, format: BulkFormat) => Promise<void>;
  /** Makes the folder of a run over the source of another, which may be removed before this one ends. */
  adoptRun: (runId: string, from: string, format: BulkFormat) => Promise<void>;
  /** results of the run that this one repeats */
  earlierResults: (runId: string) => string;
  /** Path of an uploaded file. Throws ITC_BULK_UNKNOWN. */
  upload: (id: string) => Promise<string>;
  /**
   * Appends a part at the place `offset`, which must be the length so far; a part that broke off is cut away, so that it can
   * be sent again. Throws ITC_BULK_STATE, ITC_BULK_TOO_LARGE, ITC_BULK_UNKNOWN. Answers the length.
   */
  append: (id: string, offset: number, body: Readable) => Promise<number>;
  bytes: (path: string) => Promise<number>;
  remove: (runId: string) => Promise<void>;
  removeUpload: (id: string) => Promise<void>;
  /** Removes uploads that no run took and that were not written since. */
  removeUploads: (beforeMs: number) => Promise<void>;
}

export function createBulkFiles(dataDir: string, maxBytes: number): BulkFiles {
  const folder = join(dataDir, 'bulk');
  const uploads = join(folder, 'uploads');
  // ids come from addresses, and must not lead out of the folder; the ending tells the workspace of an upload
  const safe = (id: string): string => {
    if (/^[a-z]+_[0-9a-f-]{36}(\.[0-9a-f]{16})?$/.test(id)) return id;
    throw new ConnectorError('ITC_BULK_UNKNOWN');
  };
  const makeFolder = (path: string): Promise<unknown> => mkdir(path, { recursive: true, mode: 0o700 });
  const files: BulkFiles = {
    source: (runId, format) => join(folder, safe(runId), `source.${format}`),
    results: (runId) => join(folder, safe(runId), 'results.ndjson'),
    areHere: (runId) =>
      access(join(folder, safe(runId))).then(
        () => true,
        () => false,
      ),
    async writeSource(runId, format, body, signal) {
      const path = files.source(runId, format);
      const file = createWriteStream(`${path}.part`, { mode: 0o600 });
      await pipeline(body, capped(maxBytes), file, signal === undefined ? {} : { signal });
      await rename(`${path}.part`, path);
    },
    async adopt(runId, upload, format) {
      const from = upload === null ? null : await files.upload(upload);
      await makeFolder(join(folder, safe(runId)));
      if (from !== null) await rename(from, files.source(runId, format));
    },
    async adoptRun(runId, from, format) {
      await makeFolder(join(folder, safe(runId)));
      await link(files.source(from, format), files.source(runId, format));
      await link(files.results(from), files.earlierResults(runId));
    },
    earlierResults: (runId) => join(folder, safe(runId), 'earlier-results.ndjson'),
    async upload(id) {
      const path = join(uploads, safe(id));
      if ((await sizeOf(path)) === null) throw new ConnectorError('ITC_BULK_UNKNOWN');
      return path;
    },
    async append(id, offset, body) {
      const path = join(uploads, safe(id));
      await makeFolder(uploads);
      const size = await sizeOf(path);
      if (size === null && offset > 0) throw new ConnectorError('ITC_BULK_UNKNOWN');
      if (offset > (size ?? 0)) {
        throw new ConnectorError(
          'ITC_BULK_STATE',
          `The file has ${String(size ?? 0)} bytes so far, not ${String(offset)}.`,
          {
            hint: 'Send the parts in order, and repeat one that was not answered.',
            details: { path: 'offset', bytes: size ?? 0 },
          },
        );
      }
      if (size !== null && size > offset) await truncate(path, offset);
      const file = createWriteStream(path, { flags: size === null ? 'w' : 'r+', start: offset, mode: 0o600 });
      await pipeline(body, capped(maxBytes - offset), file);
      return offset + file.bytesWritten;
    },
    bytes: async (path) => (await sizeOf(path)) ?? 0,
    remove: (runId) => rm(join(folder, safe(runId)), { recursive: true, force: true }),
    removeUpload: (id) => rm(join(uploads, safe(id)), { force: true }),
    async removeUploads(beforeMs) {
      for (const name of await readdir(uploads).catch(() => [])) {
        const path = join(uploads, name);
        const { mtimeMs } = await stat(path);
        if (mtimeMs < beforeMs) await rm(path, { force: true });
      }
    },
  };
  return files;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function capped(maxBytes: number): Transform {
  let left = maxBytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left < 0) done(new ConnectorError('ITC_BULK_TOO_LARGE'));
      else done(null, chunk);
    },
  });
}
