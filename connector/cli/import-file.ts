import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Command } from 'commander';

import { ConnectorError, type ErrorJson } from '../../errors/connector-error.ts';
import { apiPath } from './api-client.ts';
import { CliFailure } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';
import { exitCodes } from './exit-codes.ts';
import { uploadFile } from './upload-file.ts';

interface ImportTask {
  id: string;
  status: 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
  error: ErrorJson | null;
  result: {
    rows: number;
    counts: Record<string, number>;
    failed: number;
    faults: { row: number; code: string; message: string }[];
  } | null;
}

export type ImportResult = NonNullable<ImportTask['result']>;

const lookMs = 500;

export interface ImportOptions {
  connection?: string;
  dryRun?: boolean;
  rejected?: string;
}

/** The options that every import has. @param dryRun what a dry run does */
export const withImport = (command: Command, dryRun: string): Command =>
  command
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .option('--dry-run', dryRun)
    .option('--rejected <file>', 'write all rows that were not taken to this file, as CSV with row, code and message');

async function openRejected({ io }: Tools, file: string): Promise<FileHandle> {
  try {
    return await open(resolve(io.cwd, file), 'w', 0o600);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConnectorError('ITC_USAGE', `${file} cannot be written (${code}).`, { hint: 'Check the path.', cause });
  }
}

/**
 * Uploads a file and has it taken in the background, until it is taken.
 * @param path of the route that starts the import
 * @param rejected file for all rows that were not taken; opened before anything is taken, and written also when the import ends early
 * @throws ConnectorError ITC_USAGE for a file that cannot be written; CliFailure when it ends before the end of the file, or is paused by somebody
 */
export async function importFile(
  tools: Tools,
  path: string,
  { file, rejected, ...order }: { file: string; rejected: string | undefined; connection?: string; dryRun: boolean },
): Promise<ImportResult> {
  const { io, api, out, signal } = tools;
  const handle = rejected === undefined ? null : await openRejected(tools, rejected);
  try {
    let task = await api.post<ImportTask>(path, { ...order, file: await uploadFile(tools, file) });
    while (task.status === 'running') {
      await io.sleep(lookMs, signal);
      task = await api.get<ImportTask>(apiPath`/tasks/${task.id}`);
    }
    if (handle !== null) {
      await pipeline(
        Readable.from(await api.download(apiPath`/tasks/${task.id}/faults`, {})),
        handle.createWriteStream(),
      );
      out.note(`The rows that were not taken are in ${rejected}.`);
    }
    if (task.status === 'done' && task.result !== null) return task.result;
    throw endedEarly(task);
  } finally {
    await handle?.close();
  }
}

const endedEarly = ({ id, status, error }: ImportTask): CliFailure =>
  new CliFailure(
    error !== null
      ? { ...error }
      : {
          code: 'ITC_TASK_STATE',
          message: `The import ${id} is ${status}.`,
          hint: 'The rows that were taken stay; importing the file once more repeats nothing.',
        },
    exitCodes.failure,
  );
