import { createReadStream } from 'node:fs';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { Log } from '../log.ts';
import type { BulkOutcome, BulkRunRecord, BulkSource, BulkStatus } from '../store/store.ts';
import type { BulkFiles } from './bulk-files.ts';
import { checkRows, type RowCheck } from './check-rows.ts';
import { executeRun, rulesOf, withFieldTypes, type ExecuteParts } from './execute-run.ts';
import { isRemote } from './fetch-source.ts';
import { LiveRun, type RunPace } from './live-run.ts';
import { openRows } from './open-rows.ts';
import { readCsvHeader } from './read-csv.ts';
import { sampleRows, type RowSample } from './sample-rows.ts';
import type { RowMapping } from './row-mapper.ts';

/** Runs at once; each holds a few chunks in memory. */
const runsAtOnce = 2;
/** Of a list or an export so many rows are fetched for a check; the run checks the others as it reads them. */
const checkedRemoteRows = 1_000;
const lookMs = 1_000;
const dayMs = 24 * 60 * 60 * 1000;

export interface BulkParts extends ExecuteParts {
  newId: (prefix: string) => string;
  now: () => number;
  log: Log;
  /** how long ended runs and their files are kept, in milliseconds */
  keepMs: number;
}

export interface NewBulkRun extends RowMapping {
  /** of an order that may be given again, and must make one run; left out, a new one */
  id?: string;
  action: string;
  connection: string;
  source: BulkSource;
  /** id of an uploaded file, for a source of the kind `file` */
  upload: string | null;
  input: JsonObject;
  /** id of the job whose step orders it */
  job?: string;
}

export type BulkAudience = Pick<NewBulkRun, 'connection' | 'source' | 'upload'>;

export type ShownRun = BulkRunRecord & { pace: RunPace | null };

export interface BulkRunner {
  /** Throws what is wrong with action, mapping or input, before anything is stored. */
  create: (run: NewBulkRun) => Promise<ShownRun>;
  /** Reads, maps and checks the rows and sends nothing: all of an uploaded file, the first ones of a source in Iterable. */
  check: (run: NewBulkRun) => Promise<RowCheck>;
  /** The columns and first rows of a source. */
  sample: (run: BulkAudience) => Promise<RowSample>;
  /** Throws ITC_BULK_UNKNOWN. */
  get: (id: string) => Promise<ShownRun>;
  show: (record: BulkRunRecord) => ShownRun;
  /** These throw ITC_BULK_UNKNOWN and ITC_BULK_STATE. */
  pause: (id: string) => Promise<ShownRun>;
  resume: (id: string) => Promise<ShownRun>;
  cancel: (id: string) => Promise<ShownRun>;
  redrive: (id: string, outcomes: BulkOutcome[]) => Promise<ShownRun>;
  files: BulkFiles;
  /** Takes up what a process that died left running, then runs what is queued. */
  start: () => Promise<void>;
  /** Resolves when the calls under way have ended. */
  stop: () => Promise<void>;
}

/** Bulk runs of one process: a queue in the store, and at most a few of them running. */
export function createBulkRunner(parts: BulkParts): BulkRunner {
  const { store, files, log } = parts;
  const running = new Map<string, { live: LiveRun; ended: Promise<void> }>();
  let isStarted = false;
  let isPumping = false;
  let clean: NodeJS.Timeout | undefined;
  let look: NodeJS.Timeout | undefined;

  const show = (record: BulkRunRecord): ShownRun => ({
    ...record,
    pace: running.get(record.id)?.live.pace() ?? null,
  });
  const find = async (id: string): Promise<BulkRunRecord> => {
    const record = await store.getBulkRun(id);
    if (record === null) throw new ConnectorError('ITC_BULK_UNKNOWN');
    return record;
  };
  const move = async (id: string, from: readonly BulkStatus[], status: BulkStatus): Promise<ShownRun> => {
    const moved = await store.moveBulkRun(id, from, { status });
    if (moved !== null) return show(moved);
    const { status: found } = await find(id);
    throw new ConnectorError('ITC_BULK_STATE', `The bulk run is ${found}.`, { details: { found } });
  };

  const begin = (record: BulkRunRecord): void => {
    const live = new LiveRun(record.progress, parts.now);
    const ended = executeRun(parts, record, live)
      .catch(async (cause: unknown) => {
        // a pause, a cancel or the end of the process; the state says which
        if (live.control.signal.aborted && !(cause instanceof ConnectorError)) return;
        if (!(cause instanceof ConnectorError)) log.error('a bulk run failed inside the connector', { error: cause });
        const error =
          cause instanceof ConnectorError ? cause : new ConnectorError('ITC_INTERNAL', undefined, { cause });
        await store.moveBulkRun(record.id, ['running'], { status: 'failed', error: error.toJSON() });
      })
      .catch((error: unknown) => log.error('the end of a bulk run was not stored', { error }))
      .finally(() => {
        running.delete(record.id);
        void pump();
      });
    running.set(record.id, { live, ended });
  };

  /** Runs that nobody is at: a process died, or the store failed as one was begun. Those of other processes have their files elsewhere. */
  const requeueLeft = async (): Promise<void> => {
    const { items } = await store.listBulkRuns({ status: 'running', limit: 500 });
    for (const { id } of items) {
      if (!running.has(id) && (await files.areHere(id))) {
        await store.moveBulkRun(id, ['running'], { status: 'queued' });
      }
    }
  };

  const pump = async (): Promise<void> => {
    if (!isStarted || isPumping) return;
    isPumping = true;
    try {
      await requeueLeft();
      let cursor: string | undefined;
      do {
        const page = await store.listBulkRuns({
          status: 'queued',
          limit: 500,
          ...(cursor === undefined ? {} : { cursor }),
        });
        for (const { id } of page.items.reverse()) {
          if (!isStarted || running.size >= runsAtOnce) return;
          // a paused run whose calls have not ended is taken up again when they have
          if (running.has(id) || !(await files.areHere(id))) continue;
          const taken = await store.moveBulkRun(id, ['queued'], { status: 'running' });
          if (taken !== null) begin(taken);
        }
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
    } catch (error) {
      log.error('the store did not answer the bulk runner', { error });
    } finally {
      isPumping = false;
    }
  };

  const halt = (id: string): void => running.get(id)?.live.control.abort();

  /** what a person told another process about a run of this one */
  const obey = async (): Promise<void> => {
    try {
      for (const id of running.keys()) if ((await store.getBulkRun(id))?.status !== 'running') halt(id);
    } catch (error) {
      log.error('the store did not answer the bulk runner', { error });
    }
    await pump();
  };

  const cleanUp = async (): Promise<void> => {
    const ids = await store.removeBulkRuns(new Date(parts.now() - parts.keepMs).toISOString());
    for (const id of ids) await files.remove(id);
    await files.removeUploads(parts.now() - dayMs);
  };

  return {
    files,
    show,
    async create({ upload, id = parts.newId('blk'), job = null, ...plan }) {
      rulesOf(parts, { ...plan, id }, await parts.openConnection(plan.connection));
      if (plan.source.kind === 'file') await files.adopt(id, upload, plan.source.format);
      else await files.adopt(id, null, plan.source.format);
      const createdAt = new Date(parts.now()).toISOString();
      const record = await store.createBulkRun({ ...plan, id, redriveOf: null, job, createdAt });
      void pump();
      return show(record);
    },
    async check({ upload, source, ...plan }) {
      const connection = await parts.openConnection(plan.connection);
      const rules = rulesOf(parts, { ...plan, source, id: 'check' }, connection);
      const typed = await withFieldTypes(parts.client, rules, connection);
      const rows = await openRows(parts, connection, source, upload);
      return checkRows(typed, rows, isRemote(source) ? checkedRemoteRows : Infinity);
    },
    async sample({ connection, source, upload }) {
      const rows = await openRows(parts, await parts.openConnection(connection), source, upload);
      if (source.format !== 'csv' || upload === null) return sampleRows(rows);
      return sampleRows(rows, await readCsvHeader(createReadStream(await files.upload(upload)), source));
    },
    get: async (id) => show(await find(id)),
    async pause(id) {
      const moved = await move(id, ['queued', 'running'], 'paused');
      halt(id);
      return moved;
    },
    async resume(id) {
      const moved = await move(id, ['paused', 'failed'], 'queued');
      void pump();
      return moved;
    },
    async cancel(id) {
      const moved = await move(id, ['queued', 'running', 'paused', 'failed'], 'cancelled');
      halt(id);
      return moved;
    },
    async redrive(id, outcomes) {
      const { source, action, connection, mapping, isAuto, input, status, progress } = await find(id);
      if (status === 'queued' || status === 'running') {
        throw new ConnectorError('ITC_BULK_STATE', `The bulk run is ${status}.`, { details: { found: status } });
      }
      const { delimiter } = source as { delimiter?: string };
      const again = parts.newId('blk');
      await files.adoptRun(again, id, source.format);
      const record = await store.createBulkRun({
        id: again,
        action,
        connection,
        mapping,
        isAuto,
        input,
        source: {
          kind: 'run',
          format: source.format,
          run: id,
          outcomes,
          resultBytes: progress.resultBytes,
          ...(delimiter === undefined ? {} : { delimiter }),
        },
        redriveOf: id,
        job: null,
        createdAt: new Date(parts.now()).toISOString(),
      });
      void pump();
      return show(record);
    },
    async start() {
      isStarted = true;
      const complain = (error: unknown): void => log.error('old bulk runs could not be removed', { error });
      clean = setInterval(() => void cleanUp().catch(complain), 60 * 60 * 1000).unref();
      look = setInterval(() => void obey(), lookMs).unref();
      await pump();
    },
    async stop() {
      isStarted = false;
      clearInterval(clean);
      clearInterval(look);
      const ends = [...running.values()].map(({ live, ended }) => {
        live.control.abort();
        return ended;
      });
      await Promise.all(ends);
    },
  };
}
