import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { PagePlace, RowPage } from '../../recipes/job-machine.ts';
import { openSource } from '../bulk/open-source.ts';
import { readJsonLines } from '../bulk/read-json-rows.ts';
import { readCsv } from '../bulk/read-csv.ts';
import type { RowStream } from '../bulk/source-row.ts';
import type { RowForm } from '../define.ts';

export type ReadPage = RowPage & {
  /** rows of the file that the page covers, those that could not be read included */
  read: number;
};

/** The rows that steps of jobs brought from Iterable, below the data folder: `<connection id>/<job id>.<id>.<form>`. They hold people. */
export interface RowFiles {
  /** Writes a stream to a file that is there only when it is whole. Answers its reference. */
  write: (
    connectionId: string,
    jobId: string,
    form: RowForm,
    body: Readable,
  ) => Promise<{ file: string; bytes: number }>;
  /** At most `size` rows from a place on. Throws ITC_ROWS_GONE. */
  read: (file: string, from: PagePlace, size: number) => Promise<ReadPage>;
  remove: (file: string) => Promise<void>;
  /** Removes what was written before; milliseconds since the epoch. */
  removeOld: (beforeMs: number) => Promise<void>;
  /** where the files of a connection lie */
  ofConnection: (connectionId: string) => Promise<{ path: string; form: RowForm }[]>;
}

const formOf = (name: string): RowForm => (name.endsWith('.csv') ? 'csv' : 'ndjson');

/** @param folder made when the first rows come @param newId of a file within its job */
export function createRowFiles(folder: string, newId: (prefix: string) => string): RowFiles {
  const pathOf = (file: string): string => {
    if (/^[a-z0-9_-]+\/[a-z0-9_-]+\.[a-z0-9_-]+\.(ndjson|csv)$/.test(file)) return join(folder, file);
    throw new ConnectorError('ITC_ROWS_GONE');
  };
  const list = (path: string): Promise<string[]> => readdir(path).catch(() => []);
  return {
    async write(connectionId, jobId, form, body) {
      const file = `${connectionId}/${jobId}.${newId('rows')}.${form}`;
      const path = pathOf(file);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const part = createWriteStream(`${path}.part`, { mode: 0o600 });
      try {
        await pipeline(body, part);
      } catch (error) {
        await rm(`${path}.part`, { force: true });
        throw error;
      }
      await rename(`${path}.part`, path);
      return { file, bytes: part.bytesWritten };
    },
    async read(file, from, size) {
      const path = pathOf(file);
      if ((await stat(path).catch(() => null)) === null) throw new ConnectorError('ITC_ROWS_GONE');
      return takeRows(await openSource({ path, format: formOf(file), keepEmpty: true }, from), size);
    },
    remove: (file) => rm(pathOf(file), { force: true }),
    async removeOld(beforeMs) {
      for (const connection of await list(folder)) {
        for (const name of await list(join(folder, connection))) {
          const path = join(folder, connection, name);
          const found = await stat(path).catch(() => null);
          if (found !== null && found.mtimeMs < beforeMs) await rm(path, { force: true });
        }
      }
    },
    async ofConnection(connectionId) {
      const names = await list(join(folder, connectionId));
      return names.map((name) => ({
        path: join(folder, connectionId, name),
        form: formOf(name.replace(/\.part$/, '')),
      }));
    },
  };
}

/** The rows of a text, such as an example, as one page. */
export async function readRows(text: string, form: RowForm): Promise<ReadPage> {
  const start = { row: 0, offset: 0 };
  const pieces = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  };
  const rows = form === 'csv' ? readCsv(pieces(), start, null, { keepEmpty: true }) : readJsonLines(pieces(), start);
  return takeRows(rows, Infinity);
}

async function takeRows(groups: RowStream, size: number): Promise<ReadPage> {
  const page: ReadPage = { rows: [], badRows: 0, next: null, read: 0 };
  let last: PagePlace | null = null;
  for await (const group of groups) {
    for (const { row, value, end } of group) {
      // there is a row behind the page
      if (page.read === size) return { ...page, next: last };
      page.read += 1;
      last = { row, offset: end };
      if (value === null) page.badRows += 1;
      else page.rows.push(value);
    }
  }
  return page;
}
