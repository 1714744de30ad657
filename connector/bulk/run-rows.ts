import type { ConnectorError } from '../../errors/connector-error.ts';
import { itemResult } from '../iterable/bulk-result.ts';
import type { PreparedItem } from '../iterable/prepare-call.ts';
import type { BulkProgress } from '../store/store.ts';
import { ChunkPlanner, type Chunk } from './chunk-planner.ts';
import { openSource, type SourceFile } from './open-source.ts';
import { createRowPreparer, prepareFrame, type PreparedRow, type RowRules } from './prepare-rows.ts';
import { ProgressBook } from './progress-book.ts';
import { openResultFile, type RowResult } from './result-file.ts';
import { sendRows, type SendParts } from './send-rows.ts';
import type { SourceRow } from './source-row.ts';

/** Calls under way at once: enough to use the published limit at usual answer times, few enough to hold little. */
const chunksAtOnce = 4;
/** Rows with a fault are settled without a call, in groups of this size. */
const faultsAtOnce = 1000;
/** Results that may wait for the disk before no further call begins. */
const unwrittenRows = 20_000;

export interface RunParts {
  rules: RowRules;
  source: SourceFile;
  /** null takes every row */
  selects: ((row: number) => boolean) | null;
  resultPath: string;
  progress: BulkProgress;
  send: Omit<SendParts, 'hasAccepted' | 'signal'>;
  /** says of a message why it must not leave now, or null; left out, every row may */
  screen?: (item: PreparedItem) => Promise<string | null>;
  /** ends the run after the calls under way */
  signal: AbortSignal;
  /** durable when it resolves */
  record: (progress: BulkProgress) => Promise<void>;
}

/** `done`: every row is settled. `stopped`: by the signal. `failed`: nothing more can be sent. */
export type RunEnd = { status: 'done' } | { status: 'stopped' } | { status: 'failed'; error: ConnectorError };

/** Runs the rows of a source from the recorded place on. Throws what is wrong with the source as a whole. */
export async function runRows(parts: RunParts): Promise<RunEnd> {
  const run = await openRun(parts);
  try {
    await run.readAll();
    await run.settleAll();
    if (run.error() !== null) return { status: 'failed', error: run.error() as ConnectorError };
    return parts.signal.aborted ? { status: 'stopped' } : { status: 'done' };
  } catch (error) {
    run.abort();
    await run.settleAll();
    throw error;
  } finally {
    await run.close();
  }
}

async function openRun(parts: RunParts) {
  const { rules, send, progress } = parts;
  const { batch } = rules.action;
  const frame = prepareFrame(rules);
  const prepareRows = createRowPreparer(rules);
  const key = batch?.items ?? 'items';
  const planner = new ChunkPlanner(
    batch ?? { items: key, maxItems: 1, maxBytes: 1 },
    Buffer.byteLength(JSON.stringify({ ...frame.parts.body, [key]: [] })),
  );
  const book = new ProgressBook(progress);
  const results = await openResultFile(parts.resultPath, progress.resultBytes);
  const ended = new AbortController();
  const signal = AbortSignal.any([parts.signal, ended.signal]);
  const underWay = new Set<Promise<void>>();
  let accepted = progress.counts.accepted;
  let failure: ConnectorError | null = null;
  /** of the store or the disk, thrown when all calls have ended */
  let fault: { error: unknown } | null = null;
  let last: Promise<void> = Promise.resolve();
  let faults: [SourceRow, RowResult][] = [];

  // one group after the other: a recorded length must be the length of all lines before it. What settles while a group
  // is being written is written with the next one, so that quick answers do not wait for the disk
  let settled: [SourceRow, RowResult][] = [];
  const write = async (): Promise<void> => {
    const list = settled;
    settled = [];
    if (list.length === 0) return;
    const bytes = await results.append(list.map(([, result]) => result));
    for (const [source, { outcome }] of list) book.settle(source, outcome);
    book.endChunk(bytes);
    await parts.record(book.snapshot());
  };
  const keep = (more: readonly [SourceRow, RowResult][]): Promise<void> => {
    settled = settled.concat(more);
    last = last.then(write);
    return last;
  };
  const fail = (error: unknown): void => {
    fault ??= { error };
    ended.abort();
  };
  const keepFaults = (): Promise<void> => {
    const found = faults;
    faults = [];
    return keep(found);
  };

  /** the rows that may leave; the others are settled as skipped */
  const screened = async (rows: Chunk['rows']): Promise<Chunk['rows']> => {
    const { screen } = parts;
    if (screen === undefined) return rows;
    const reasons = await Promise.all(rows.map(({ item }) => screen(item)));
    const refused = rows.flatMap(({ source, item }, at): [SourceRow, RowResult][] => {
      const reason = reasons[at] ?? null;
      if (reason === null) return [];
      return [[source, { row: source.row, key: itemResult(item, 'skipped').key, outcome: 'skipped', reason }]];
    });
    if (refused.length > 0) keep(refused).catch(fail);
    return rows.filter((_, at) => reasons[at] === null);
  };
  const sendOne = async (chunk: Chunk): Promise<void> => {
    const rows = await screened(chunk.rows);
    if (rows.length === 0) return;
    if (!frame.idempotent && !signal.aborted) {
      book.beginCall(rows.map(({ source }) => source));
      await parts.record(book.snapshot());
    }
    const sent = await sendRows({ ...send, signal, hasAccepted: () => accepted > 0 }, rows);
    for (const [, { outcome }] of sent.results) if (outcome === 'accepted') accepted += 1;
    // the disk is not waited for here: the place in the queue of calls is worth more
    keep(sent.results).catch(fail);
    if (sent.error === null) return;
    failure ??= sent.error;
    ended.abort();
  };
  const start = async (chunk: Chunk): Promise<void> => {
    while (underWay.size >= chunksAtOnce) await Promise.race(underWay);
    if (settled.length > unwrittenRows) await last;
    if (signal.aborted) return;
    const sending = sendOne(chunk)
      .catch(fail)
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };

  const refuse = (source: SourceRow, outcome: RowResult['outcome'], itemKey: string, reason: string): void => {
    faults.push([source, { row: source.row, key: itemKey, outcome, reason }]);
  };
  const startAll = async (chunks: readonly Chunk[]): Promise<void> => {
    for (const chunk of chunks) await start(chunk);
  };

  /** Answers what is to be awaited before the next row; for most rows nothing, and a promise would cost more than the row. */
  const take = (source: SourceRow, item: PreparedRow): Promise<void> | null => {
    source.value = null;
    if ('fault' in item) refuse(source, 'failed', `#${String(source.row)}`, item.fault);
    else if (book.isUnsure(source.row)) {
      refuse(source, 'unknown', itemResult(item, 'failed').key, 'The process ended while the call was under way.');
    } else {
      const complete = planner.add({ source, item });
      if (complete === null) {
        const limit = String(batch?.maxBytes);
        refuse(
          source,
          'failed',
          itemResult(item, 'failed').key,
          `The row alone is larger than the ${limit} bytes of one call.`,
        );
      }
      if (complete !== null && complete.length > 0) return startAll(complete);
    }
    return faults.length >= faultsAtOnce ? keepFaults() : null;
  };

  return {
    async readAll() {
      for await (const rows of await openSource(parts.source, progress)) {
        const wanted = rows.filter((row) => parts.selects?.(row.row) !== false && book.track(row));
        for (const [place, item] of prepareRows(wanted).entries()) {
          if (signal.aborted) return;
          const busy = take(wanted[place] as SourceRow, item);
          if (busy !== null) await busy;
        }
      }
      await startAll(planner.finish());
    },
    async settleAll() {
      while (underWay.size > 0) await Promise.all(underWay);
      if (fault === null) await keepFaults();
      if (fault !== null) throw (fault as { error: unknown }).error;
    },
    error: () => failure,
    abort: () => ended.abort(),
    close: () => results.close(),
  };
}
