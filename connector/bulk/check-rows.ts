import type { JsonObject } from '../../errors/json.ts';
import { itemResult } from '../iterable/bulk-result.ts';
import { ChunkPlanner, type Chunk } from './chunk-planner.ts';
import { createRowPreparer, prepareFrame, type RowRules } from './prepare-rows.ts';
import type { RowResult } from './result-file.ts';
import type { RowStream, SourceRow } from './source-row.ts';

/** What a run would do, with nothing sent. */
export interface RowCheck {
  rows: number;
  /** rows that would be sent, in `calls` calls */
  ready: number;
  calls: number;
  /** the least time at the published limit, in milliseconds; null where Iterable publishes none */
  leastMs: number | null;
  faulty: number;
  /** the first rows that would not be sent */
  faults: CheckFault[];
  /** the first items as they would be sent */
  sample: { row: number; item: unknown }[];
  /** the first call, with its first items; null where no row would be sent */
  request: FirstRequest | null;
  /** false: only the first rows were read, for the rest is still in Iterable */
  isComplete: boolean;
  /** false: the field types of the project are not known, and Iterable alone would check them */
  typesChecked: boolean;
}

export type CheckFault = RowResult & { line?: number };

export interface FirstRequest {
  method: string;
  path: string;
  /** items of the call; the body shows the first of them */
  items: number;
  body: JsonObject;
}

const shownFaults = 20;
const shownItems = 3;

/**
 * Maps and checks the rows of a source. Throws what is wrong with the source or the input as a whole.
 * @param mostRows reading ends behind this many
 */
export async function checkRows(rules: RowRules, source: RowStream, mostRows = Infinity): Promise<RowCheck> {
  const { batch } = rules.action;
  const { endpoint, parts } = prepareFrame(rules);
  const prepareRows = createRowPreparer(rules);
  const key = batch?.items ?? 'items';
  const planner = new ChunkPlanner(
    batch ?? { items: key, maxItems: 1, maxBytes: 1 },
    Buffer.byteLength(JSON.stringify({ ...parts.body, [key]: [] })),
  );
  const check: RowCheck = {
    rows: 0,
    ready: 0,
    calls: 0,
    leastMs: null,
    faulty: 0,
    faults: [],
    sample: [],
    request: null,
    isComplete: true,
    typesChecked: rules.fieldTypes !== null,
  };
  const refuse = ({ row, line }: SourceRow, itemKey: string, reason: string): void => {
    check.faulty += 1;
    if (check.faults.length >= shownFaults) return;
    check.faults.push({ row, key: itemKey, outcome: 'failed', reason, ...(line === undefined ? {} : { line }) });
  };
  const countCalls = (chunks: readonly Chunk[]): void => {
    check.calls += chunks.length;
    const [first] = chunks;
    if (first === undefined || check.request !== null) return;
    const items = first.rows.slice(0, shownItems).map(({ item }) => item.body);
    const frame = parts.body ?? {};
    check.request = {
      method: endpoint.method,
      path: endpoint.path,
      items: first.rows.length,
      body: batch?.one === undefined ? { ...frame, [key]: items } : batch.one(withoutItems(frame, key), items[0] ?? {}),
    };
  };
  for await (const group of source) {
    const room = mostRows - check.rows;
    const rows = group.slice(0, room);
    for (const [place, item] of prepareRows(rows).entries()) {
      const row = rows[place] as SourceRow;
      check.rows += 1;
      if ('fault' in item) {
        refuse(row, `#${String(row.row)}`, item.fault);
        continue;
      }
      const complete = planner.add({ source: row, item });
      if (complete === null) {
        refuse(row, itemResult(item, 'failed').key, `The row alone is larger than one call may be.`);
        continue;
      }
      row.value = null;
      check.ready += 1;
      countCalls(complete);
      if (check.sample.length < shownItems) check.sample.push({ row: row.row, item: item.body });
    }
    if (group.length > room) {
      check.isComplete = false;
      break;
    }
  }
  countCalls(planner.finish());
  const { limit } = endpoint;
  if (limit !== undefined) {
    check.leastMs = Math.max(0, Math.ceil(check.calls / limit.calls) - 1) * limit.perMs;
  }
  return check;
}

function withoutItems(frame: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = frame;
  return rest;
}
