import type { Action, Batch } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { Exchange, ItemResult } from '../store/store.ts';
import type { ActionResult } from './action-result.ts';
import { itemResult, readBulkResult } from './bulk-result.ts';
import type { RawAnswer } from './raw-answer.ts';
import { isObject } from './decode-error.ts';
import { findSuspects, isRowFault } from './find-suspects.ts';
import { classify, mayBeDone, type Verdict } from './outcome.ts';
import { planBatches } from './plan-batches.ts';
import type { PreparedCall, PreparedItem } from './prepare-call.ts';

export interface BulkRun {
  action: Action;
  prepared: PreparedCall;
  batch: Batch;
  /** one exchange with these items */
  send: (items: readonly PreparedItem[]) => Promise<RawAnswer>;
  /** explains a refusal further, for example a key of the other region */
  explain: (verdict: Verdict, answer: RawAnswer) => Promise<{ error: ConnectorError | null; exchanges: Exchange[] }>;
}

export interface ChunkProgress {
  items: Map<number, ItemResult>;
  exchanges: Exchange[];
  answers: JsonObject[];
  /** what ended the run before its last call, with the items of the call that ended it */
  stop: {
    verdict: Verdict;
    error: ConnectorError | null;
    call: readonly PreparedItem[];
    /** the items of the call may have taken effect */
    mayBeDone: boolean;
  } | null;
  /** places of items whose call of their own was refused for its size, not for what is in it */
  refusedForSize: Set<number>;
  /** cause of the last single row that was refused */
  lastFault: ConnectorError | null;
  /** the same for each row that was refused on its own, by its place */
  causes: Map<number, ConnectorError>;
}

/** Runs a batch action: one result per item, whatever happens to the others. */
export async function runBulk(run: BulkRun): Promise<ActionResult> {
  const { prepared, batch } = run;
  const progress = noProgress();
  for (const [index, fault] of prepared.faults) {
    progress.items.set(index, { index, key: `#${index}`, outcome: 'failed', reason: fault.message });
    progress.lastFault = fault;
  }
  const { [batch.items]: _, ...frame } = prepared.parts.body ?? {};
  const { chunks, oversize } = planBatches(prepared.items, frame, batch);
  for (const item of oversize) {
    progress.lastFault = tooLarge(item, batch);
    progress.items.set(item.index, itemResult(item, 'failed', progress.lastFault.message));
  }
  for (const chunk of chunks) {
    if (progress.stop === null) await runChunk(run, chunk, progress, 0);
    if (progress.stop !== null) settleRest(chunk, progress);
  }
  return summarise(progress);
}

/**
 * Sends one planned chunk, split where Iterable refuses it for its size or for some of its rows. Items that are not in
 * the result were not settled: those of the call that ended it, and those that were not sent because of that.
 */
export async function sendChunk(run: BulkRun, chunk: readonly PreparedItem[]): Promise<ChunkProgress> {
  const progress = noProgress();
  await runChunk(run, chunk, progress, 0);
  return progress;
}

const noProgress = (): ChunkProgress => ({
  items: new Map(),
  exchanges: [],
  answers: [],
  stop: null,
  refusedForSize: new Set(),
  lastFault: null,
  causes: new Map(),
});

async function runChunk(
  run: BulkRun,
  chunk: readonly PreparedItem[],
  progress: ChunkProgress,
  depth: number,
): Promise<void> {
  const { action, prepared } = run;
  const answer = await run.send(chunk);
  if (answer.exchange !== null) progress.exchanges.push(answer.exchange);
  const verdict = classify({ effect: prepared.effect, idempotent: prepared.idempotent, answer: action.answer }, answer);
  const { refusal } = verdict;

  if (answer.status !== null && answer.status < 300 && (verdict.outcome === 'success' || verdict.failCount > 0)) {
    if (isObject(verdict.output)) progress.answers.push(verdict.output);
    for (const result of readBulkResult(verdict.output, chunk)) progress.items.set(result.index, result);
    return;
  }
  const isTooLarge = verdict.error?.code === 'ITC_ITERABLE_BATCH_TOO_LARGE';
  if (verdict.outcome === 'rejected' && refusal !== null && (isTooLarge || isRowFault(answer.status, refusal))) {
    const single = chunk.length === 1 ? chunk[0] : undefined;
    if (single !== undefined) {
      progress.lastFault = verdict.error;
      if (verdict.error !== null) progress.causes.set(single.index, verdict.error);
      if (isTooLarge) progress.refusedForSize.add(single.index);
      progress.items.set(single.index, itemResult(single, 'failed', verdict.error?.message ?? refusal.message));
      return;
    }
    for (const part of split(chunk, isTooLarge || depth >= 3 ? [] : findSuspects(refusal, chunk))) {
      if (progress.stop === null) await runChunk(run, part, progress, depth + 1);
    }
    return;
  }
  const { error, exchanges } = await run.explain(verdict, answer);
  progress.exchanges.push(...exchanges);
  progress.stop = { verdict, error, call: chunk, mayBeDone: mayBeDone(answer) };
}

/** The innocent rows first and the suspects after them; without a hint, two halves. */
function split(chunk: readonly PreparedItem[], suspects: readonly PreparedItem[]): PreparedItem[][] {
  if (suspects.length > 0 && suspects.length < chunk.length) {
    return [chunk.filter((item) => !suspects.includes(item)), [...suspects]];
  }
  const middle = Math.ceil(chunk.length / 2);
  return [chunk.slice(0, middle), chunk.slice(middle)];
}

/** After the end of a run: what the last call refused has failed, and nothing is claimed of the others. */
function settleRest(chunk: readonly PreparedItem[], { items, stop }: ChunkProgress): void {
  const refused = stop?.verdict.outcome === 'rejected' ? stop.call : [];
  for (const item of chunk) {
    if (items.has(item.index)) continue;
    const result = refused.includes(item)
      ? itemResult(item, 'failed', stop?.error?.message ?? 'Refused.')
      : itemResult(item, 'skipped', 'Not confirmed: an earlier call of this step ended it.');
    items.set(item.index, result);
  }
}

function tooLarge(item: PreparedItem, batch: Batch): ConnectorError {
  const path = `${batch.items}[${item.index}]`;
  return new ConnectorError(
    'ITC_ITERABLE_BATCH_TOO_LARGE',
    `\`${path}\` alone is larger than the ${batch.maxBytes} bytes of one call.`,
    {
      details: { path },
    },
  );
}

function summarise({ items: byIndex, exchanges, answers, stop, lastFault }: ChunkProgress): ActionResult {
  const items = [...byIndex.values()].sort((a, b) => a.index - b.index);
  const count = (outcome: ItemResult['outcome']): number => items.filter((item) => item.outcome === outcome).length;
  const [accepted, failed, skipped] = [count('accepted'), count('failed'), count('skipped')];
  const output: Json = {
    successCount: accepted,
    failCount: failed,
    skippedCount: skipped,
    createdFields: union(answers, 'createdFields'),
    filteredOutFields: union(answers, 'filteredOutFields'),
  };
  const result = { output, items, exchanges, retryAfterMs: stop?.verdict.retryAfterMs ?? null };
  if (stop !== null && stop.verdict.outcome !== 'rejected') {
    return { ...result, outcome: stop.verdict.outcome, error: stop.error?.toJSON() ?? null };
  }
  // an item that Iterable had nothing to change for was accepted by it too
  const isAllRefused = failed > 0 && accepted === 0 && (stop !== null || skipped === 0);
  if (isAllRefused) {
    const cause = stop?.error ?? (items.length === 1 ? lastFault : null);
    return { ...result, outcome: 'rejected', error: (cause ?? allRefused(items)).toJSON() };
  }
  if (failed === 0) return { ...result, outcome: 'success', error: null };
  return { ...result, outcome: 'success', error: partial(items, failed, stop?.error ?? lastFault).toJSON() };
}

const union = (answers: readonly JsonObject[], key: string): string[] => [
  ...new Set(answers.flatMap((answer) => (Array.isArray(answer[key]) ? answer[key].map(String) : []))),
];

function allRefused(items: readonly ItemResult[]): ConnectorError {
  const first = items.find(({ outcome }) => outcome === 'failed');
  return new ConnectorError(
    'ITC_ITERABLE_REJECTED',
    `All ${items.length} items were refused. The first: ${first?.reason ?? ''}`,
    {
      details: { failed: items.length, found: `item ${first?.index ?? 0}` },
    },
  );
}

function partial(items: readonly ItemResult[], failed: number, cause: ConnectorError | null): ConnectorError {
  return new ConnectorError(
    'ITC_ITERABLE_PARTIAL',
    `${failed} of ${items.length} items were refused, the others were accepted.`,
    {
      details: {
        failed,
        items: items.flatMap(({ index, outcome }) => (outcome === 'failed' ? [index] : [])).slice(0, 100),
        ...(cause === null ? {} : { cause: cause.toJSON() }),
      },
    },
  );
}
