import type { BulkFiles } from '../bulk/bulk-files.ts';
import { openSource } from '../bulk/open-source.ts';
import type { RowPlace, SourceRow } from '../bulk/source-row.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { TaskRecord, TaskStep } from '../store/store.ts';
import { appendFaults } from './import-faults.ts';
import { newTally, takeRows, type ImportTally, type RowImport } from './row-import.ts';

/** A file of rows that is taken in the background. */
export interface ImportOrder {
  kind: 'import_preferences' | 'import_suppressions';
  connection: string;
  /** an uploaded CSV */
  file: string;
  /** only counts */
  isDry: boolean;
  /** when it was ordered, for rows that tell no time; set at the start */
  at?: string;
}

export interface ImportParts {
  files: Pick<BulkFiles, 'upload' | 'bytes' | 'append' | 'removeUpload'>;
  rowImportOf: (order: ImportOrder) => Promise<RowImport>;
}

export const isImport = (order: { kind: string }): order is ImportOrder => order.kind.startsWith('import_');

/** about a third of a second of work, between two looks at whether it was paused or cancelled */
const rowsPerStep = 1_000;
const maxFaults = 20;

interface Place extends RowPlace {
  /** bytes of the file of faults, an upload under the id of the task */
  faultBytes: number;
}

const startPlace: Place = { row: 0, offset: 0, faultBytes: 0 };

async function nextRows(path: string, from: RowPlace): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const group of await openSource({ path, format: 'csv' }, from)) {
    rows.push(...group);
    if (rows.length >= rowsPerStep) break;
  }
  return rows;
}

/**
 * Takes the next rows of the file of a task. They are taken when this answers; should nobody note it, they are taken once more, which
 * changes nothing.
 * @throws ConnectorError ITC_BULK_UNKNOWN when the file is gone, ITC_INPUT_INVALID for text that is no CSV
 */
export async function importStep(
  task: Pick<TaskRecord, 'id' | 'cursor' | 'result'>,
  order: ImportOrder,
  { files, rowImportOf }: ImportParts,
): Promise<TaskStep> {
  const path = await files.upload(order.file);
  const place = task.cursor === null ? startPlace : (JSON.parse(task.cursor) as Place);
  const rows = await nextRows(path, place);
  const rowImport = await rowImportOf(order);
  const before = (task.result as ImportTally | null) ?? newTally(rowImport);
  const { tally, faults } = await takeRows(rowImport, before, rows, maxFaults);
  const faultBytes = await appendFaults(task.id, place.faultBytes, faults, files);
  const last = rows.at(-1);
  const isLast = rows.length < rowsPerStep;
  const offset = isLast || last === undefined ? await files.bytes(path) : last.end;
  return {
    from: task.cursor,
    cursor: isLast ? null : JSON.stringify({ row: last?.row ?? 0, offset, faultBytes } satisfies Place),
    items: offset - place.offset,
    jobs: [],
    result: tally as unknown as JsonObject,
  };
}
