import type { BulkCheck } from '../../api/bulk-queries.ts';
import type { ActionDetail } from '../../api/types.ts';
import { formatDuration } from '../../components/format-time.ts';

export interface Estimate {
  /** that would be sent; null = not known before Iterable has given them */
  rows: number | null;
  calls: number | null;
  /** at the published limit; null = there is none, or the calls are not known */
  leastMs: number | null;
}

/** What a run would take: of a file as its check counted, of a list by its size. */
export function estimateOf(
  check: Pick<BulkCheck, 'isComplete' | 'ready' | 'calls' | 'leastMs'>,
  { batch, limit }: Pick<ActionDetail, 'batch' | 'limit'>,
  listSize: number | null,
): Estimate {
  if (check.isComplete) return { rows: check.ready, calls: check.calls, leastMs: check.leastMs };
  if (listSize === null || batch === null) return { rows: null, calls: null, leastMs: null };
  const calls = Math.ceil(listSize / batch.maxItems);
  const leastMs = limit === null ? null : Math.max(0, Math.ceil(calls / limit.calls) - 1) * limit.perMs;
  return { rows: listSize, calls, leastMs };
}

/** How long the limit makes it take, in words. @param leastMs null = no limit is published, or the calls are not known */
export function timeText(leastMs: number | null): string {
  if (leastMs === null) return 'no limit is known';
  return leastMs === 0 ? 'no wait for Iterable’s limit' : `at least ${formatDuration(leastMs)} at Iterable’s limit`;
}

/** What happens when the same is started twice, for the person who decides. */
export function repeatText({ idempotent, effect }: Pick<ActionDetail, 'idempotent' | 'effect'>): string {
  if (effect === 'send') {
    return 'Started twice, it sends twice; within one run no row is sent again by itself, and one whose answer was lost is counted as unknown.';
  }
  return idempotent === true
    ? 'It may be repeated without harm: written twice, a profile is as after once, so what breaks off goes on by itself and no row is counted twice.'
    : 'It must not be repeated blindly: started twice, it is done twice, and a row whose answer was lost is counted as unknown and not sent again by itself.';
}
