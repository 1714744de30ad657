import type { BulkForm } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { Exchange } from '../store/store.ts';
import type { ActionResult } from './action-result.ts';
import { isObject } from './decode-error.ts';
import { planBatches } from './plan-batches.ts';
import type { PreparedCall, PreparedItem } from './prepare-call.ts';
import { bulkRunOf } from './bulk-run-of.ts';
import type { ActionRun } from './action-run.ts';
import { sendChunk, type ChunkProgress } from './run-bulk.ts';

/** One call that waits to go out as an item of a bulk call. */
export interface Waiting {
  run: ActionRun;
  /** what the call puts beside the items */
  frame: JsonObject;
  item: JsonObject;
  prepared: PreparedCall;
  settle: (result: ActionResult) => void;
  fail: (cause: unknown) => void;
}

/** The fields of a single call that stand beside the items of a bulk call, and those of its item. */
export function splitBody(body: JsonObject, { callFields = [] }: BulkForm): Pick<Waiting, 'frame' | 'item'> {
  const frame: JsonObject = {};
  const item: JsonObject = {};
  for (const [name, value] of Object.entries(body)) (callFields.includes(name) ? frame : item)[name] = value;
  return { frame, item };
}

/** Whether an item fits into a bulk call at all. */
export function fitsBulk({ frame, item }: Pick<Waiting, 'frame' | 'item'>, { action: { batch } }: BulkForm): boolean {
  return batch !== undefined && planBatches([{ index: 0, body: item }], frame, batch).oversize.length === 0;
}

/** How many of the first in a row go into one call: by count, by bytes, and nobody twice. */
export function countOfCall(row: readonly Waiting[], { action: { batch } }: BulkForm): number {
  if (batch === undefined) return 0;
  const items = row.slice(0, batch.maxItems).map(({ item }, index) => ({ index, body: item }));
  const [first = []] = planBatches(items, row[0]?.frame ?? {}, batch).chunks;
  // a chunk leaves out the later items of a person; what comes behind such a one waits with it
  let count = 0;
  while (count < first.length && first[count]?.index === count) count += 1;
  return count;
}

/**
 * Sends calls of one kind in one bulk call, split further where Iterable refuses it for its size or some of its rows, and tells each
 * caller what became of its own item, with an exchange that shows nobody else's.
 */
export async function sendTogether(row: readonly Waiting[], { action }: BulkForm): Promise<void> {
  const [first] = row;
  const { batch } = action;
  if (first === undefined || batch === undefined || typeof action.endpoint === 'function') {
    throw new ConnectorError('ITC_INTERNAL', `${action.name} cannot carry the calls of other actions.`);
  }
  const items: PreparedItem[] = row.map(({ item }, index) => ({ index, body: item }));
  const prepared: PreparedCall = {
    ...first.prepared,
    endpoint: action.endpoint,
    identity: 'items',
    parts: { body: first.frame },
    items,
    count: items.length,
  };
  const shown = new Map<number, Exchange[]>();
  const bulk = bulkRunOf({ ...first.run, action }, prepared);
  const progress = await sendChunk(
    {
      ...bulk,
      send: async (chunk) => {
        const answer = await bulk.send(chunk);
        for (const [place, { index }] of chunk.entries()) {
          if (answer.exchange === null) continue;
          const own = shown.get(index) ?? [];
          shown.set(index, [...own, exchangeOfItem(answer.exchange, batch.items, place)]);
        }
        return answer;
      },
    },
    items,
  );
  for (const [index, { settle }] of row.entries()) {
    settle({ ...resultOfItem(progress, index, row.length), exchanges: shown.get(index) ?? [] });
  }
}

/** The exchange as it concerns one item: the other rows and the people named in the answer are left out. */
function exchangeOfItem(exchange: Exchange, items: string, place: number): Exchange {
  const { requestBody, responseBody } = exchange;
  const rows = isObject(requestBody) ? requestBody[items] : undefined;
  const own = Array.isArray(rows) ? rows[place] : undefined;
  const counts = isObject(responseBody)
    ? Object.fromEntries(Object.entries(responseBody).filter(([, value]) => typeof value === 'number'))
    : null;
  return {
    ...exchange,
    requestBody: own === undefined || !isObject(requestBody) ? null : { ...requestBody, [items]: [own] },
    responseBody: exchange.status !== null && exchange.status >= 400 ? codeOf(responseBody) : counts,
  };
}

const codeOf = (body: Json): Json => (isObject(body) && typeof body.code === 'string' ? { code: body.code } : null);

function resultOfItem(progress: ChunkProgress, index: number, count: number): ActionResult {
  const base = { items: null, exchanges: [], retryAfterMs: null };
  const settled = progress.items.get(index);
  if (settled !== undefined && settled.outcome !== 'failed') {
    const output = { code: 'Success', msg: `Accepted in a call of ${count}.`, params: null };
    return { ...base, outcome: 'success', output, error: null };
  }
  if (settled !== undefined) {
    const cause = progress.causes.get(index) ?? new ConnectorError('ITC_ITERABLE_REJECTED', settled.reason);
    return { ...base, outcome: 'rejected', output: null, error: cause.toJSON() };
  }
  const { verdict, error = null, call = [] } = progress.stop ?? {};
  const wasSent = call.some((item) => item.index === index);
  return {
    ...base,
    // what was not sent any more may be tried again, whatever became of the call before it
    outcome: wasSent ? (verdict?.outcome ?? 'retry') : 'retry',
    output: null,
    error: error?.toJSON() ?? null,
    retryAfterMs: verdict?.retryAfterMs ?? null,
  };
}
