import { itemResult } from '../iterable/bulk-result.ts';
import { ChunkPlanner } from './chunk-planner.ts';
import { openSource, type SourceFile } from './open-source.ts';
import { createRowPreparer, prepareFrame, type RowRules } from './prepare-rows.ts';
import type { RowResult } from './result-file.ts';
import type { SourceRow } from './source-row.ts';

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
  faults: RowResult[];
  /** the first items as they would be sent */
  sample: { row: number; item: unknown }[];
  /** false: the field types of the project are not known, and Iterable alone would check them */
  typesChecked: boolean;
}

const shownFaults = 20;
const shownItems = 3;

/** Reads, maps and checks every row of a source. Throws what is wrong with the source or the input as a whole. */
export async function checkRows(rules: RowRules, source: SourceFile): Promise<RowCheck> {
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
    typesChecked: rules.fieldTypes !== null,
  };
  const refuse = (row: number, itemKey: string, reason: string): void => {
    check.faulty += 1;
    if (check.faults.length < shownFaults) check.faults.push({ row, key: itemKey, outcome: 'failed', reason });
  };
  for await (const rows of await openSource(source, { row: 0, offset: 0 })) {
    for (const [place, item] of prepareRows(rows).entries()) {
      const row = rows[place] as SourceRow;
      check.rows += 1;
      if ('fault' in item) {
        refuse(row.row, `#${String(row.row)}`, item.fault);
        continue;
      }
      const complete = planner.add({ source: row, item });
      if (complete === null) {
        refuse(row.row, itemResult(item, 'failed').key, `The row alone is larger than one call may be.`);
        continue;
      }
      row.value = null;
      check.ready += 1;
      check.calls += complete.length;
      if (check.sample.length < shownItems) check.sample.push({ row: row.row, item: item.body });
    }
  }
  check.calls += planner.finish().length;
  const { limit } = endpoint;
  if (limit !== undefined) {
    check.leastMs = Math.max(0, Math.ceil(check.calls / limit.calls) - 1) * limit.perMs;
  }
  return check;
}
