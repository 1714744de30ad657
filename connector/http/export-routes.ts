import { Readable } from 'node:stream';

import { z } from 'zod';

import { exportEvents } from '../exports/export-events.ts';
import { exportQuery, openExport } from '../exports/export-rows.ts';
import { defineRoute, type Download } from './route.ts';

export const exportRoutes = [
  defineRoute({
    method: 'post',
    path: '/exports/data',
    tag: 'Exports',
    summary: 'Stream an export of Iterable as JSON lines: `wait`, `rows`, `bad`, and `end` or `error` as the last one.',
    body: z.strictObject({
      connection: z.string().min(1).max(200),
      format: z
        .enum(['ndjson', 'csv'])
        .default('ndjson')
        .meta({ description: 'The form that Iterable is asked for; CSV has text only.' }),
      query: exportQuery,
    }),
    download: ['application/x-ndjson'],
    response: z.custom<Download>(),
    errors: ['ITC_CONNECTION_UNKNOWN'],
    handler: async ({ connections, streams }, { body }) => {
      const connection = await connections.open(body.connection);
      const ended = new AbortController();
      const events = exportEvents((onWait) =>
        openExport(streams, connection, body.format, body.query, { signal: ended.signal, onWait }),
      );
      const lines = async function* (): AsyncGenerator<string> {
        for await (const event of events) yield `${JSON.stringify(event)}\n`;
      };
      const stream = Readable.from(lines());
      // the reader went away: waits and the call to Iterable end with it
      stream.once('close', () => ended.abort());
      return { type: 'application/x-ndjson', fileName: `${body.query.dataTypeName}.events.ndjson`, body: stream };
    },
  }),
];
