import { createHash } from 'node:crypto';
import { json, refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { ExportJob } from '../export-job-state.ts';
import { bytesOf, cancelJob, rowsOf, startJob } from '../export-jobs.ts';
import { readExportRequest } from '../export-request.ts';
import { exportText } from '../export-text.ts';
import type { JsonObject } from '../json-value.ts';
import type { ApiCall, Route, World } from '../world.ts';

const oneASecond = [{ count: 1, per: 'second' }] as const;
const linkMs = 30 * 60_000;
const contentTypes: Record<string, 'csv' | 'json'> = { 'text/csv': 'csv', 'application/x-json-stream': 'json' };
const states = ['enqueued', 'queued', 'running', 'completed', 'failed', 'cancelled', 'cancelling'];

interface StartBody {
  dataTypeName: string;
  outputFormat: string;
  campaignId?: number | null;
  delimiter?: string | null;
  startDateTime?: string | null;
  endDateTime?: string | null;
  onlyFields?: string | null;
  omitFields?: string | null;
}

function start(world: World, given: JsonObject): Answer {
  const { outputFormat, onlyFields, omitFields, ...body } = given as unknown as StartBody;
  const format = contentTypes[outputFormat];
  if (!format) return refuse(400, 'BadParams', `Invalid outputFormat: ${outputFormat}`);
  const lists = { onlyFields: onlyFields?.split(',') ?? [], omitFields: omitFields?.split(',') ?? [] };
  const read = readExportRequest({ ...body, ...lists, format }, world.now());
  return 'refusal' in read ? read.refusal : json({ jobId: startJob(world, read.request).id });
}

// states are lower case at runtime, unlike in the Swagger
const view = (job: ExportJob): JsonObject => ({
  id: job.id,
  jobState: job.state,
  dataTypeName: job.request.dataTypeName,
  scheduledStartTime: new Date(job.startedAt).toISOString(),
  ...(job.endedAt === undefined ? {} : { endTime: new Date(job.endedAt).toISOString() }),
  bytesExported: bytesOf(job),
});

function jobs(world: World, call: ApiCall): Answer {
  const wanted = call.query.get('jobState')?.toLowerCase();
  if (wanted !== undefined && !states.includes(wanted)) return refuse(400, 'BadParams', `Invalid jobState: ${wanted}`);
  const found = world.state.exportJobs.filter(({ state }) => wanted === undefined || state === wanted);
  return json({ jobs: found.map(view).reverse() });
}

function jobOf(world: World, call: ApiCall): ExportJob | Answer {
  const job = world.state.exportJobs.find(({ id }) => String(id) === call.params.jobId);
  return job ?? refuse(404, 'NotFound', `Export job ${call.params.jobId} does not exist`);
}

const signatureOf = (world: World, path: string, expires: string): string =>
  createHash('sha256').update(`${world.state.projectId} ${path} ${expires}`).digest('hex');

/** A download address that needs no key and is good for 30 minutes. */
function link(world: World, call: ApiCall, job: ExportJob, name: string): string {
  const path = `/export-files/${job.id}/${name}`;
  const expires = String(world.now() + linkMs);
  const query = new URLSearchParams({ expires, signature: signatureOf(world, path, expires) });
  return `http://${call.headers.host ?? 'localhost'}${path}?${query.toString()}`;
}

function files(world: World, call: ApiCall): Answer {
  const job = jobOf(world, call);
  if ('status' in job) return job;
  const startAfter = call.query.get('startAfter') ?? '';
  const shown = job.files.filter(({ name }) => name > startAfter).slice(0, world.settings.exportFilesPerPage);
  return json({
    jobId: job.id,
    jobState: job.state,
    exportTruncated: job.truncated,
    files: shown.map(({ name }) => ({ file: name, url: link(world, call, job, name) })),
  });
}

const accessDenied: Answer = {
  status: 403,
  body: '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
  contentType: 'application/xml',
};

function download(world: World, call: ApiCall): Answer {
  const expires = call.query.get('expires') ?? '';
  const job = jobOf(world, call);
  const file = 'status' in job ? undefined : job.files.find(({ name }) => name === call.params.file);
  const signed = call.query.get('signature') === signatureOf(world, call.path, expires);
  if ('status' in job || !file || !signed || Number(expires) < world.now()) return accessDenied;
  return {
    status: 200,
    body: null,
    stream: exportText(rowsOf(world, job), job.request, file.firstRow, file.endRow),
    contentType: job.request.format === 'csv' ? 'text/csv' : 'application/x-json-stream',
    headers: { 'Content-Disposition': `attachment; filename="${file.name}"` },
  };
}

/** Exports that run as jobs and leave files behind. */
export const exportJobRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/export/start',
    limits: oneASecond,
    body: {
      dataTypeName: 'string',
      outputFormat: 'string',
      campaignId: 'number?',
      delimiter: 'string?',
      startDateTime: 'string?',
      endDateTime: 'string?',
      onlyFields: 'string?',
      omitFields: 'string?',
    },
    handle: (world, call) => start(world, call.body),
  },
  { method: 'GET', path: '/api/export/jobs', handle: jobs },
  { method: 'GET', path: '/api/export/{jobId}/files', limits: oneASecond, handle: files },
  {
    method: 'DELETE',
    path: '/api/export/{jobId}',
    limits: oneASecond,
    handle(world, call) {
      const job = jobOf(world, call);
      if ('status' in job) return job;
      return cancelJob(world, job)
        ? success(`Export job ${job.id} cancelled`)
        : refuse(400, 'BadParams', `Export job ${job.id} is ${job.state}`);
    },
  },
  { method: 'GET', path: '/export-files/{jobId}/{file}', open: true, handle: download },
];
