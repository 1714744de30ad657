import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Readable } from 'node:stream';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { ConsentBook, PreferenceChange } from './consent-book.ts';
import { preferencesOf } from './consent-document.ts';

const columns = ['email', 'user_id', 'notice', 'preference', 'changed_at', 'source'] as const;
const rowsAtOnce = 200;
const maxFaults = 100;
const maxRecordBytes = 100_000;

/** The preferences of a connection as CSV, page by page. */
export async function* exportConsent(book: ConsentBook, name: string): AsyncGenerator<string> {
  yield stringify([columns]);
  const map = await book.notices(name);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ConsentBook['list']>> = await book.list(name, {
      limit: 200,
      oldestFirst: true,
      ...(cursor === null ? {} : { cursor }),
    });
    const rows = page.items.flatMap(({ names, row }) =>
      preferencesOf(map, row.document).map(({ notice, preference, change }) => [
        names.email ?? '',
        names.userId ?? '',
        notice,
        preference,
        new Date(change.atMs).toISOString(),
        change.source,
      ]),
    );
    // a cell that begins with = would be run by a spreadsheet
    if (rows.length > 0) yield stringify(rows, { escape_formulas: true });
    cursor = page.next;
  } while (cursor !== null);
}

export interface ImportReport {
  rows: number;
  applied: number;
  late: number;
  repeated: number;
  failed: number;
  /** the first 100 */
  faults: { row: number; code: string; message: string }[];
}

type CsvRow = Partial<Record<(typeof columns)[number], string>>;

function changeOf(row: CsvRow): PreferenceChange {
  const { email, user_id: userId, notice = '', preference, changed_at: changedAt } = row;
  if (preference !== 'opt_in' && preference !== 'opt_out') {
    throw new ConnectorError('ITC_REQUEST_INVALID', 'preference: must be opt_in or opt_out.');
  }
  if (changedAt !== undefined && changedAt !== '' && Number.isNaN(Date.parse(changedAt))) {
    throw new ConnectorError('ITC_REQUEST_INVALID', 'changed_at: must be a time such as 2026-01-05T12:00:00Z.');
  }
  return {
    email: email === '' ? undefined : email,
    userId: userId === '' ? undefined : userId,
    notice,
    preference,
    ...(changedAt ? { changedAt: new Date(changedAt).toISOString() } : {}),
  };
}

/**
 * Takes preferences from a CSV with the columns of the export (`source` is not read), in the order of the file.
 * Throws ITC_REQUEST_INVALID for a file that is no such CSV. A dry run changes nothing, and judges each row by what is
 * stored now, not by the rows before it.
 */
export async function importConsent(
  book: ConsentBook,
  name: string,
  body: Readable,
  options: { isDry: boolean },
): Promise<ImportReport> {
  const report: ImportReport = { rows: 0, applied: 0, late: 0, repeated: 0, failed: 0, faults: [] };
  const fail = (row: number, { code, message }: { code: string; message: string }): void => {
    report.failed += 1;
    if (report.faults.length < maxFaults) report.faults.push({ row, code, message });
  };
  let group: { row: number; change: PreferenceChange }[] = [];
  const take = async (): Promise<void> => {
    const taken = group;
    group = [];
    const results = await book.takePreferences(
      name,
      taken.map(({ change }) => change),
      options,
    );
    for (const [index, result] of results.entries()) {
      if (result.result === 'failed') fail(taken[index]?.row ?? 0, result.error);
      else report[result.result] += 1;
    }
  };
  const rows = body.pipe(
    parse({ bom: true, columns: true, trim: true, skip_empty_lines: true, max_record_size: maxRecordBytes }),
  );
  body.once('error', (error) => rows.destroy(error));
  try {
    for await (const row of rows as AsyncIterable<CsvRow>) {
      report.rows += 1;
      try {
        group.push({ row: report.rows, change: changeOf(row) });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        fail(report.rows, error);
      }
      if (group.length >= rowsAtOnce) await take();
    }
  } catch (cause) {
    if (cause instanceof ConnectorError) throw cause;
    throw new ConnectorError('ITC_REQUEST_INVALID', `The file cannot be read as CSV after row ${report.rows}.`, {
      cause,
    });
  }
  await take();
  return report;
}
