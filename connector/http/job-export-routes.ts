import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify';
import { z } from 'zod';

import type { JobFilter, JobRecord, Store } from '../store/store.ts';
import { given } from './answer-schemas.ts';
import { jobFilters } from './job-schemas.ts';
import { defineRoute, type Download } from './route.ts';

const types = { json: 'application/json', csv: 'text/csv' } as const;

/** What a row tells of a job; payloads stay where they are, for they hold personal data. */
const columns: Record<string, (job: JobRecord) => string | number | null> = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  recipe: ({ recipe }) => recipe,
  version: ({ version }) => version,
  event: ({ event }) => event,
  steps: ({ steps }) => steps,
  createdAt: ({ createdAt }) => createdAt,
  startedAt: ({ startedAt }) => startedAt,
  endedAt: ({ endedAt }) => endedAt,
  durationMs: ({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(startedAt),
  errorCode: ({ error }) => error?.code ?? null,
  errorMessage: ({ error }) => error?.message ?? null,
  reason: ({ reason }) => reason,
  rerunOf: ({ rerunOf }) => rerunOf,
  task: ({ task }) => task,
};

async function* rowsOf(store: Pick<Store, 'listJobs'>, filter: JobFilter): AsyncGenerator<Record<string, unknown>> {
  let cursor: string | null = null;
  do {
    const page = await store.listJobs({ ...filter, limit: 500, ...(cursor === null ? {} : { cursor }) });
    for (const job of page.items) {
      yield Object.fromEntries(Object.entries(columns).map(([name, read]) => [name, read(job)]));
    }
    cursor = page.next;
  } while (cursor !== null);
}

async function* jsonOf(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let lead = '[\n';
  for await (const row of rows) {
    yield `${lead}${JSON.stringify(row)}`;
    lead = ',\n';
  }
  yield lead === '[\n' ? '[]\n' : '\n]\n';
}

function csvOf(rows: AsyncIterable<object>): Readable {
  // a cell that begins like a formula would run in a spreadsheet
  const writer = stringify({ header: true, columns: Object.keys(columns), escape_formulas: true });
  Readable.from(rows)
    .on('error', (error) => writer.destroy(error))
    .pipe(writer);
  return writer;
}

/** Filtered jobs as a file, read page by page while it is sent. */
export const jobExportRoutes = [
  defineRoute({
    method: 'get',
    path: '/job-export',
    tag: 'Jobs',
    summary: 'Download the filtered jobs, newest first, without payloads.',
    query: z.strictObject({ ...jobFilters, format: z.enum(['json', 'csv']).default('csv') }),
    download: Object.values(types),
    response: z.custom<Download>(),
    handler: async ({ store }, { query: { format, ...filter } }) => {
      const rows = rowsOf(store, given(filter));
      return {
        type: types[format],
        fileName: `jobs.${format}`,
        body: format === 'csv' ? csvOf(rows) : Readable.from(jsonOf(rows)),
      };
    },
  }),
];
