import { stringify } from 'csv-stringify/sync';

import { ConnectorError, type ErrorJson } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { importCsv } from '../imports/import-csv.ts';
import type { RowFault, RowImport, RowOutcome } from '../imports/row-import.ts';
import type { ConsentBook, PreferenceChange } from './consent-book.ts';
import { preferencesOf } from './consent-document.ts';

const columns = ['email', 'user_id', 'notice', 'preference', 'changed_at', 'source'] as const;

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
  faults: RowFault[];
}

function changeOf(row: JsonObject): PreferenceChange {
  const cell = (name: (typeof columns)[number]): string => (typeof row[name] === 'string' ? row[name].trim() : '');
  const [email, userId, preference, changedAt] = [
    cell('email'),
    cell('user_id'),
    cell('preference'),
    cell('changed_at'),
  ];
  if (preference !== 'opt_in' && preference !== 'opt_out') {
    throw new ConnectorError('ITC_REQUEST_INVALID', 'preference: must be opt_in or opt_out.');
  }
  if (changedAt !== '' && Number.isNaN(Date.parse(changedAt))) {
    throw new ConnectorError('ITC_REQUEST_INVALID', 'changed_at: must be a time such as 2026-01-05T12:00:00Z.');
  }
  return {
    email: email === '' ? undefined : email,
    userId: userId === '' ? undefined : userId,
    notice: cell('notice'),
    preference,
    ...(changedAt === '' ? {} : { changedAt: new Date(changedAt).toISOString() }),
  };
}

const faultOf = ({ code, message }: ErrorJson): RowOutcome =>
  // what stands in the cell may be a person when the columns of the file are mixed up
  code === 'ITC_CONSENT_NOTICE' ? { code, message: 'notice: the connection has none of this key.' } : { code, message };

/** Takes rows with the columns of the export (`source` is not read); a dry run judges each row by what is stored now, not by the rows before it. */
export const preferenceImport = (
  book: Pick<ConsentBook, 'takePreferences'>,
  name: string,
  options: { isDry: boolean },
): RowImport => ({
  words: ['applied', 'late', 'repeated'],
  async take(values) {
    const outcomes: RowOutcome[] = [];
    const changes: { at: number; change: PreferenceChange }[] = [];
    for (const [at, value] of values.entries()) {
      try {
        changes.push({ at, change: changeOf(value) });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        outcomes[at] = faultOf(error.toJSON());
      }
    }
    const results = await book.takePreferences(
      name,
      changes.map(({ change }) => change),
      options,
    );
    for (const [index, { at }] of changes.entries()) {
      const result = results[index];
      if (result === undefined) throw new ConnectorError('ITC_INTERNAL');
      outcomes[at] = result.result === 'failed' ? faultOf(result.error) : { counted: result.result };
    }
    return outcomes;
  },
});

/** Takes preferences from a small CSV at once. Throws ITC_INPUT_INVALID for a file that is no CSV. */
export async function importConsent(
  book: ConsentBook,
  name: string,
  body: AsyncIterable<Buffer>,
  options: { isDry: boolean },
): Promise<ImportReport> {
  const { rows, counts, failed, faults } = await importCsv(preferenceImport(book, name, options), body);
  const { applied = 0, late = 0, repeated = 0 } = counts;
  return { rows, applied, late, repeated, failed, faults };
}
