import { takeId } from './content-state.ts';
import { collectRows } from './export-rows.ts';
import type { ExportJob, ExportRequest, ExportRows } from './export-job-state.ts';
import { cutFile } from './export-text.ts';
import type { World } from './world.ts';

/** Jobs that may run at a time; more wait (documented, per organisation). */
const jobsAtOnce = 4;
/** Jobs whose rows are kept at hand. */
const keptRows = 50;

/** Puts a new job in the queue. */
export function startJob(world: World, request: ExportRequest): ExportJob {
  const { state } = world;
  const id = takeId(state, 'exportJob');
  const job: ExportJob = {
    id,
    request,
    state: 'enqueued',
    startedAt: world.now(),
    files: [],
    truncated: false,
    restarted: false,
  };
  state.exportJobs.push(job);
  runJob(world, job);
  return job;
}

/** The rows of a job: as they were when it was first asked, or as they are now when that is lost. */
export function rowsOf(world: World, job: ExportJob): ExportRows {
  const { exportRows } = world.state;
  const rows = exportRows.get(job.id) ?? collectRows(world, job.request);
  exportRows.set(job.id, rows);
  for (const id of exportRows.keys()) {
    if (exportRows.size <= keptRows) break;
    exportRows.delete(id);
  }
  return rows;
}

/** Lets a job wait its time in the queue and then run; with files already made, it goes on after them. */
export function runJob(world: World, job: ExportJob): void {
  job.state = 'enqueued';
  world.at(world.now() + world.settings.exportEnqueuedMs, () => {
    begin(world, job);
  });
}

function begin(world: World, job: ExportJob): void {
  const busy = world.state.exportJobs.filter(({ state }) => state === 'running' || state === 'cancelling').length;
  if (job.state !== 'enqueued' || busy >= jobsAtOnce) return;
  job.state = 'running';
  nextFile(world, job);
}

function nextFile(world: World, job: ExportJob): void {
  world.at(world.now() + world.settings.exportFileMs, () => {
    work(world, job);
  });
}

/** One step of a running job: it ends, falls back to the queue, or has one file more. */
function work(world: World, job: ExportJob): void {
  const { settings } = world;
  if (job.state === 'cancelling') {
    end(world, job, 'cancelled');
    return;
  }
  if (job.state !== 'running') return;
  if (settings.exportRestarts && !job.restarted && job.files.length > 0) {
    job.restarted = true;
    runJob(world, job);
    return;
  }
  const rows = rowsOf(world, job);
  const firstRow = job.files.at(-1)?.endRow ?? 0;
  if (firstRow >= rows.length) {
    end(world, job, 'completed');
    return;
  }
  const file = cutFile(rows, job.request, firstRow, settings.exportFileBytes);
  if (bytesOf(job) + file.bytes > settings.exportTotalBytes) {
    job.truncated = true;
    end(world, job, 'completed');
    return;
  }
  // 13 digits, so that names sort as numbers do and startAfter can compare them
  const name = `file-${job.startedAt + job.files.length}.${job.request.format}`;
  job.files.push({ name, firstRow, ...file });
  if (settings.exportFails) end(world, job, 'failed');
  else if (file.endRow >= rows.length) end(world, job, 'completed');
  else nextFile(world, job);
}

function end(world: World, job: ExportJob, state: 'completed' | 'failed' | 'cancelled'): void {
  job.state = state;
  job.endedAt = world.now();
  // those that found no room when their turn came
  const waited = world.now() - world.settings.exportEnqueuedMs;
  for (const other of world.state.exportJobs) if (other.startedAt <= waited) begin(world, other);
}

/** Cancels a job: at once from the queue, at its next step when it runs. False when it has ended already. */
export function cancelJob(world: World, job: ExportJob): boolean {
  if (job.endedAt !== undefined) return false;
  if (job.state === 'running') job.state = 'cancelling';
  if (job.state === 'enqueued') end(world, job, 'cancelled');
  return true;
}

/** Bytes of all files that a job has made so far. */
export const bytesOf = ({ files }: ExportJob): number => files.reduce((sum, { bytes }) => sum + bytes, 0);
