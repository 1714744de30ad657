import { Readable } from 'node:stream';

import { exportQuery, openExportBody } from '../exports/export-rows.ts';
import type { IterableConnection } from '../iterable/action-result.ts';
import type { StreamClient, StreamOptions } from '../iterable/stream-client.ts';
import type { BulkSource } from '../store/store.ts';
import { readLines } from './read-lines.ts';

const membersEndpoint = {
  method: 'GET',
  path: '/api/lists/getUsers',
  limit: { calls: 5, perMs: 60_000, scope: 'project' },
} as const;

/** Whether the rows of a source must be brought from Iterable first. */
export const isRemote = (source: BulkSource): source is Extract<BulkSource, { kind: 'list' | 'export' }> =>
  source.kind === 'list' || source.kind === 'export';

/** Opens a source in Iterable as JSON lines: the members of a list as `email` or `userId`, or the rows of an export. */
export async function fetchSource(
  client: StreamClient,
  connection: IterableConnection,
  source: Extract<BulkSource, { kind: 'list' | 'export' }>,
  options: StreamOptions,
): Promise<Readable> {
  if (source.kind === 'export') {
    return openExportBody(client, connection, 'ndjson', exportQuery.parse(source.query), options);
  }
  const preferUserId = connection.projectType === 'userId';
  const parts = { query: { listId: source.listId, preferUserId } };
  const { body } = await client.open(connection, membersEndpoint, parts, options);
  return Readable.from(memberLines(body));
}

async function* memberLines(body: Readable): AsyncGenerator<string> {
  for await (const line of readLines(body)) {
    const name = line.trim();
    if (name !== '') yield `${JSON.stringify(name.includes('@') ? { email: name } : { userId: name })}\n`;
  }
}
