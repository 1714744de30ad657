import { ConnectorError } from '../../errors/connector-error.ts';
import { retryDelay } from '../../recipes/retry-delay.ts';
import { identitiesOf } from '../iterable/plan-batches.ts';
import type { PersonGate } from '../iterable/person-gate.ts';
import type { PreparedItem } from '../iterable/prepare-call.ts';
import { sendChunk, type BulkRun } from '../iterable/run-bulk.ts';
import { itemResult } from '../iterable/bulk-result.ts';
import type { BulkOutcome } from '../store/store.ts';
import type { PlannedRow } from './chunk-planner.ts';
import type { RowResult } from './result-file.ts';
import type { SourceRow } from './source-row.ts';

/** Attempts for a call that gets no usable answer; a 429 is no failed attempt. */
const maxAttempts = 8;

export interface SendParts {
  bulk: BulkRun;
  gate: PersonGate;
  /** what shares the order of people */
  scope: string;
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** ends waits and begins no further call; a call under way is awaited */
  signal: AbortSignal;
  onWait: (wait: { reason: string; waitMs: number } | null) => void;
  /** whether Iterable has accepted any row of this run, so that a refusal concerns these rows and not all */
  hasAccepted: () => boolean;
}

/** Results of the rows that are settled; rows without one are to be read again. `error` ends the run. */
export interface SentRows {
  results: [SourceRow, RowResult][];
  error: ConnectorError | null;
}

/** Sends one chunk and repeats what is safe to repeat, until each of its rows is settled, the run is stopped, or nothing helps. */
export async function sendRows(parts: SendParts, rows: readonly PlannedRow[]): Promise<SentRows> {
  const leave = await parts.gate.enter(
    parts.scope,
    rows.flatMap(({ item }) => identitiesOf(item)),
  );
  try {
    return await sendUntilSettled(parts, rows);
  } finally {
    leave();
    parts.onWait(null);
  }
}

async function sendUntilSettled(parts: SendParts, rows: readonly PlannedRow[]): Promise<SentRows> {
  const results: SentRows['results'] = [];
  let open = [...rows];
  // a refusal says nothing about an earlier attempt that had no usable answer
  const maybeDone = new Set<number>();
  const settle = ({ source }: PlannedRow, outcome: BulkOutcome, key: string, reason: string | undefined): void => {
    const { row } = source;
    results.push([source, reason === undefined ? { row, key, outcome } : { row, key, outcome, reason }]);
  };
  for (let attempt = 1; open.length > 0 && !parts.signal.aborted;) {
    const { items, stop, refusedForSize } = await sendChunk(
      parts.bulk,
      open.map(({ item }) => item),
    );
    const rest: PlannedRow[] = [];
    for (const row of open) {
      const found = items.get(row.item.index);
      if (found === undefined) rest.push(row);
      else if (refusedForSize.has(row.item.index) && maybeDone.has(row.item.index)) {
        settle(row, 'unknown', found.key, afterLostAnswer(found.reason ?? ''));
      } else settle(row, found.outcome, found.key, found.reason);
    }
    open = rest;
    if (stop === null) break;
    const { verdict, error, call } = stop;
    const inCall = new Set<PreparedItem>(call);
    const cause = error ?? new ConnectorError('ITC_ITERABLE_NO_ANSWER');
    if (verdict.outcome === 'rejected' && (!parts.hasAccepted() || isForAll(cause))) return { results, error: cause };
    if (verdict.outcome !== 'retry') {
      for (const row of open) {
        if (!inCall.has(row.item)) continue;
        const { key } = itemResult(row.item, 'failed');
        if (verdict.outcome === 'unknown') settle(row, 'unknown', key, cause.message);
        else if (maybeDone.has(row.item.index)) settle(row, 'unknown', key, afterLostAnswer(cause.message));
        else settle(row, 'failed', key, cause.message);
      }
      open = open.filter(({ item }) => !inCall.has(item));
    }
    if (verdict.outcome !== 'retry') continue;
    if (stop.mayBeDone) for (const { index } of call) maybeDone.add(index);
    if (attempt >= maxAttempts) return { results, error: cause };
    const waitMs = retryDelay(attempt, verdict.retryAfterMs, parts.random());
    if (cause.code !== 'ITC_ITERABLE_RATE_LIMIT') attempt += 1;
    parts.onWait({ reason: cause.message, waitMs });
    await parts.sleep(waitMs, parts.signal).catch(() => undefined);
    parts.onWait(null);
  }
  return { results, error: null };
}

const afterLostAnswer = (refusal: string): string =>
  `${refusal} The answer to an earlier attempt was lost, and that one may have been accepted.`;

/** Refusals that no other row would escape. */
const isForAll = ({ code }: ConnectorError): boolean =>
  code === 'ITC_ITERABLE_KEY_REJECTED' || code === 'ITC_ITERABLE_KEY_OTHER_REGION' || code === 'ITC_ITERABLE_FORBIDDEN';
