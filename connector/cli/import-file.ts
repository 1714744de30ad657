import type { ErrorJson } from '../../errors/connector-error.ts';
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

/**
 * Uploads a file and has it taken in the background, until it is taken.
 * @param path of the route that starts the import
 * @throws CliFailure when it ends before the end of the file, or is paused by somebody
 */
export async function importFile(
  tools: Tools,
  path: string,
  { file, ...order }: { file: string; connection?: string; dryRun: boolean },
): Promise<ImportResult> {
  const { io, api, signal } = tools;
  let task = await api.post<ImportTask>(path, { ...order, file: await uploadFile(tools, file) });
  while (task.status === 'running') {
    await io.sleep(lookMs, signal);
    task = await api.get<ImportTask>(apiPath`/tasks/${task.id}`);
  }
  if (task.status === 'done' && task.result !== null) return task.result;
  throw new CliFailure(
    task.error !== null
      ? { ...task.error }
      : {
          code: 'ITC_TASK_STATE',
          message: `The import ${task.id} is ${task.status}.`,
          hint: 'The rows that were taken stay; importing the file once more repeats nothing.',
        },
    exitCodes.failure,
  );
}
