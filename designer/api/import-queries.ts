import { answerOf, api } from './client.ts';
import type { TaskReport } from './types.ts';

const partBytes = 1_000_000;

const asBytes = {
  bodySerializer: (body: unknown) => body as Blob,
  headers: { 'content-type': 'application/octet-stream' },
};

export type ImportKind = 'import_preferences' | 'import_suppressions';

/** Sends a file part by part; answers its id on the server. Told the share that is sent, from 0 to 1. */
export async function uploadRows(file: File, onProgress: (share: number) => void): Promise<string> {
  // a slice is read from the disk as it is sent
  const part = (offset: number): never => file.slice(offset, offset + partBytes) as never;
  let sent = await answerOf(api.POST('/bulk/files', { ...asBytes, body: part(0) }));
  while (sent.bytes < file.size) {
    onProgress(sent.bytes / file.size);
    const params = { path: { id: sent.file }, query: { offset: sent.bytes } };
    sent = await answerOf(api.POST('/bulk/files/{id}', { ...asBytes, params, body: part(sent.bytes) }));
  }
  return sent.file;
}

/** Starts the import of an uploaded file, or a trial of it that changes nothing. */
export const startImport = (
  kind: ImportKind,
  connection: string,
  { file, isDry }: { file: string; isDry: boolean },
): Promise<TaskReport> =>
  kind === 'import_preferences'
    ? answerOf(
        api.POST('/consent/{name}/import-tasks', {
          params: { path: { name: connection } },
          body: { file, dryRun: isDry },
        }),
      )
    : answerOf(api.POST('/suppressions/import-tasks', { body: { connection, file, dryRun: isDry } }));
