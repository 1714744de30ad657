import { ApiFailure } from '../../api/api-failure.ts';
import { answerOf, api } from '../../api/client.ts';
import { maxTextBytes, type Addition } from './draft.ts';

const maxFileBytes = 25_000_000;
const partBytes = 1_000_000;

const asBytes = {
  bodySerializer: (body: unknown) => body as Blob,
  headers: { 'content-type': 'application/octet-stream' },
};

/**
 * The samples in a file: as text where that can be shown, else read by the server part by part.
 *
 * @param onProgress told the share that is read, from 0 to 1
 * @param signal breaks the upload off; the server forgets what it has of it within an hour
 * @throws ApiFailure for a file that is too large or no JSON, an AbortError when it was broken off
 */
export async function takeSampleFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Addition> {
  if (file.size <= maxTextBytes) return { text: await file.text() };
  if (file.size > maxFileBytes) {
    throw new ApiFailure(
      {
        code: 'FILE_TOO_LARGE',
        message: `${file.name} has ${(file.size / 1e6).toFixed(1)} MB; files of up to ${maxFileBytes / 1e6} MB are taken here.`,
        hint: 'Cut it down to some samples, or run `itc infer` on the whole file.',
      },
      null,
    );
  }
  const next = (offset: number): { body: never; last: 'true' | 'false' } => ({
    // a slice is read from the disk as it is sent
    body: file.slice(offset, offset + partBytes) as never,
    last: offset + partBytes >= file.size ? 'true' : 'false',
  });
  const { body, last } = next(0);
  let read = await answerOf(api.POST('/sample-files', { ...asBytes, signal, params: { query: { last } }, body }));
  while (read.bytes < file.size) {
    onProgress(read.bytes / file.size);
    const offset = read.bytes;
    const part = next(offset);
    const params = { path: { id: read.id }, query: { last: part.last, offset } };
    read = await answerOf(api.POST('/sample-files/{id}', { ...asBytes, signal, params, body: part.body }));
  }
  return { file: { id: read.id, name: file.name, bytes: read.bytes, samples: read.samples } };
}
