import { Readable } from 'node:stream';

import { v5 } from 'uuid';

import { ConnectorError } from '../../errors/connector-error.ts';
import { errorCatalogue } from '../../errors/error-catalogue.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { escapeTemplate } from '../../recipes/mapping/parse-template.ts';
import type { ActionResult, IterableConnection } from '../iterable/action-result.ts';
import { isObject } from '../iterable/decode-error.ts';
import { requireInput } from '../iterable/prepare-call.ts';
import type { BulkSource } from '../store/store.ts';
import { startBulkRun, type BulkOrder } from './bulk-action.ts';
import type { BulkRunner, ShownRun } from './bulk-runner.ts';
import { columnKeys, columnPill } from './column-pill.ts';
import { columnMissing, hasColumn, type NeededColumn } from './needed-columns.ts';
import { readCsvHeader } from './read-csv.ts';

/** the first look at a run comes soon, for most are short */
const firstLookMs = 50;
const longestLookMs = 5_000;

export interface OrderParts {
  bulk: Pick<BulkRunner, 'create' | 'get' | 'files'>;
  newId: (prefix: string) => string;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** aborted when the process ends: a step that waits leaves the rest to the next attempt */
  stopping: AbortSignal;
  /** told when the step waits for the run; answers what to call when it goes on */
  waitApart?: () => () => void;
}

/**
 * Runs the step "Start bulk run". Never throws for what the input is.
 * @param stepKey the same for every attempt of one step of one job: whatever breaks off in between, they make one run
 */
export async function runBulkOrder(
  parts: OrderParts,
  connection: IterableConnection,
  given: unknown,
  stepKey: string,
): Promise<ActionResult> {
  const nothing = { output: null, items: null, exchanges: [], retryAfterMs: null };
  try {
    const order = requireInput(startBulkRun, given) as BulkOrder;
    const { run, isNew } = await begin(parts, order, connection, stepKey);
    const last = order.wait === true ? await untilEnded(parts, run) : run;
    const { id, status, progress, error } = last;
    const output = { run: id, isNew, status, ...progress.counts };
    if (order.wait !== true || status === 'done') return { ...nothing, outcome: 'success', output, error: null };
    if (status !== 'failed' && status !== 'cancelled') throw new ConnectorError('ITC_STOPPING');
    const why = error ?? new ConnectorError('ITC_BULK_STATE', `The bulk run ${id} is ${status}.`).toJSON();
    return { ...nothing, outcome: 'rejected', output, error: why };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const outcome = errorCatalogue[error.code].retry === 'later' ? 'retry' : 'rejected';
    return { ...nothing, outcome, error: error.toJSON() };
  }
}

async function begin(
  { bulk, newId }: OrderParts,
  order: BulkOrder,
  connection: IterableConnection,
  stepKey: string,
): Promise<{ run: ShownRun; isNew: boolean }> {
  const id = `blk_${v5(stepKey, v5.URL)}`;
  const source = sourceOf(order, connection);
  const keepFile = async (): Promise<string | null> => {
    if (source.kind !== 'file') return null;
    const upload = newId('fil');
    await bulk.files.append(upload, 0, Readable.from([Buffer.from(textOf(order))]));
    return upload;
  };
  const found = await existing(bulk, id);
  if (found !== null) {
    // the process that stored it may be gone with its files, and of those that have them only one takes the run
    if (found.status === 'queued' && !(await bulk.files.areHere(id))) {
      await bulk.files.adopt(id, await keepFile(), source.format);
    }
    return { run: found, isNew: false };
  }
  await checkColumns(order, connection);
  const [jobId = ''] = stepKey.split('/');
  try {
    const run = await bulk.create({
      id,
      action: 'bulk_upsert_users',
      connection: connection.name,
      source,
      upload: await keepFile(),
      input: {},
      mapping: mappingOf(order, connection),
      isAuto: false,
      ...(jobId.startsWith('job_') ? { job: jobId } : {}),
    });
    return { run, isNew: true };
  } catch (error) {
    // another process took the job over and was quicker
    const other = await existing(bulk, id);
    if (other === null) throw error;
    return { run: other, isNew: false };
  }
}

async function existing(bulk: Pick<BulkRunner, 'get'>, id: string): Promise<ShownRun | null> {
  try {
    return await bulk.get(id);
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'ITC_BULK_UNKNOWN') return null;
    throw error;
  }
}

/** The run when it has ended, or as it is when the process ends. A paused one is waited for too. */
async function untilEnded({ bulk, sleep, stopping, waitApart }: OrderParts, begun: ShownRun): Promise<ShownRun> {
  const goOn = waitApart?.();
  try {
    let run = begun;
    for (let lookMs = firstLookMs; ; lookMs = Math.min(lookMs * 2, longestLookMs)) {
      run = await bulk.get(run.id);
      if (['done', 'failed', 'cancelled'].includes(run.status) || stopping.aborted) return run;
      await sleep(lookMs, stopping).catch(() => undefined);
    }
  } finally {
    goOn?.();
  }
}

export const identifierOf = ({ identifier }: BulkOrder, { projectType }: IterableConnection): 'email' | 'userId' =>
  identifier ?? (projectType === 'userId' ? 'userId' : 'email');

export const personOf = (order: BulkOrder, connection: IterableConnection): string =>
  order.person ?? identifierOf(order, connection);

function neededOf(order: BulkOrder, connection: IterableConnection): NeededColumn[] {
  const columns = Object.entries(order.columns ?? {});
  return [
    { column: personOf(order, connection), path: 'person' },
    ...columns.map(([profileField, column]) => ({ column, path: `columns.${profileField}` })),
  ];
}

/** What can be seen before the run begins; the rows of events come later. Throws ITC_INPUT_INVALID, naming the column. */
export async function checkColumns(order: BulkOrder, connection: IterableConnection): Promise<void> {
  const { csv, rows, list, delimiter } = order;
  const needed = neededOf(order, connection);
  let known: readonly string[] = [];
  if (csv !== undefined) {
    known = await readCsvHeader(Readable.from([Buffer.from(csv)]), delimiter === undefined ? {} : { delimiter });
  } else if (list !== undefined) known = [identifierOf(order, connection)];
  else if (rows === undefined || rows.length === 0) return;
  const isThere = (column: string): boolean =>
    rows === undefined ? known.includes(column) : rows.some((row) => hasColumn(row, columnKeys(column, false)));
  const missing = needed.find(({ column }) => !isThere(column));
  if (missing !== undefined) throw columnMissing(missing);
}

/** A value that the mapping of rows takes as it stands: no text in it is a pill. */
function literal(value: Json): Json {
  if (typeof value === 'string') return escapeTemplate(value);
  if (Array.isArray(value)) return value.map(literal);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner ?? null)]));
}

function mappingOf(order: BulkOrder, connection: IterableConnection): JsonObject {
  const { columns = {}, jsonColumns = [], values = {}, csv } = order;
  const pill = (column: string): string =>
    columnPill(columnKeys(column, csv !== undefined), jsonColumns.includes(column) ? 'parse_json' : undefined);
  const own = Object.entries(columns).map(([profileField, column]) => [profileField, pill(column)]);
  return {
    [identifierOf(order, connection)]: pill(personOf(order, connection)),
    dataFields: { ...(literal(values as JsonObject) as JsonObject), ...Object.fromEntries(own) },
  };
}

function sourceOf(order: BulkOrder, connection: IterableConnection): BulkSource {
  const { csv, list, events, delimiter } = order;
  if (list !== undefined) return { kind: 'list', format: 'ndjson', listId: list };
  if (events !== undefined) {
    const query = Object.entries(events).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
    return {
      kind: 'export',
      format: 'ndjson',
      query: Object.fromEntries(query) as Record<string, string>,
      needs: neededOf(order, connection),
    };
  }
  if (csv === undefined) return { kind: 'file', format: 'ndjson' };
  return { kind: 'file', format: 'csv', ...(delimiter === undefined ? {} : { delimiter }) };
}

const textOf = ({ csv, rows = [] }: BulkOrder): string => csv ?? rows.map((row) => `${JSON.stringify(row)}\n`).join('');
