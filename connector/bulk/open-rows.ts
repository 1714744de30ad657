import { ConnectorError } from '../../errors/connector-error.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import type { StreamClient } from '../iterable/stream-client.ts';
import type { BulkSource } from '../store/store.ts';
import type { BulkFiles } from './bulk-files.ts';
import { fetchSource, isRemote } from './fetch-source.ts';
import { openSource } from './open-source.ts';
import { readJsonLines } from './read-json-rows.ts';
import type { RowStream } from './source-row.ts';

const start = { row: 0, offset: 0 };
/** Somebody looks at a screen meanwhile; a run of the same source waits as long as it takes. */
const longestWaitMs = 10_000;

export interface OpenRowsParts {
  files: Pick<BulkFiles, 'upload'>;
  streams: StreamClient;
}

/**
 * The rows of a source before there is a run: of an uploaded file, or as they come from Iterable; who stops early ends that call.
 * Throws ITC_BULK_UNKNOWN, ITC_ITERABLE_RATE_LIMIT instead of a long wait, and what Iterable says of the list or export.
 */
export async function openRows(
  { files, streams }: OpenRowsParts,
  connection: IterableConnection,
  source: BulkSource,
  upload: string | null,
): Promise<RowStream> {
  if (isRemote(source)) {
    let waitedMs = 0;
    const onWait = (_: string, waitMs: number): void => {
      waitedMs += waitMs;
      if (waitedMs > longestWaitMs) throw tooLong(waitMs);
    };
    return readJsonLines(bytesOf(await fetchSource(streams, connection, source, { onWait })), start);
  }
  if (source.kind === 'run' || upload === null) throw new ConnectorError('ITC_BULK_UNKNOWN');
  const { kind: _, ...file } = source;
  return openSource({ ...file, path: await files.upload(upload) }, start);
}

/** Members of a list come as text, exports as they were sent. */
async function* bytesOf(body: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  for await (const part of body) yield typeof part === 'string' ? Buffer.from(part) : part;
}

const tooLong = (waitMs: number): ConnectorError =>
  new ConnectorError('ITC_ITERABLE_RATE_LIMIT', undefined, {
    hint: `Try again in ${String(Math.ceil(waitMs / 1000))} seconds, or start the run: it waits by itself.`,
  });
