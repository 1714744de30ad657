import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify';

import type { JsonObject } from '../../errors/json.ts';
import { importCsv } from '../imports/import-csv.ts';
import type { RowImport, RowOutcome } from '../imports/row-import.ts';
import { leadingMark } from '../store/merge-suppressions.ts';
import {
  suppressionReasons,
  type Store,
  type SuppressionPlace,
  type SuppressionReason,
  type SuppressionRecord,
} from '../store/store.ts';
import { hasName, personNames } from './person-names.ts';
import { applyMarks, type MarkChange } from './suppression-marks.ts';

/** Channels that a suppression can be of. */
export const suppressionChannels = ['email', 'sms', 'push', 'in_app', 'web_push', 'whatsapp', 'embedded'] as const;

export interface ImportCount {
  rows: number;
  /** people who were not suppressed in the channel before */
  added: number;
  /** suppressed before, for another reason or since another time */
  changed: number;
  unchanged: number;
  /** the first hundred rows that could not be read */
  faults: { row: number; reason: string }[];
  faulty: number;
}

export interface ImportParts {
  store: Pick<Store, 'getSuppression' | 'updateSuppression'>;
  newId: (prefix: 'sup') => string;
}

const scopeForm = /^(all|(channel|type):\d{1,15})$/;

/** One row of a file of suppressions: `email` or `user_id`, and `channel`, `reason`, `scopes`, `since` where given. */
function readRow(
  row: JsonObject,
  connectionId: string,
  now: string,
): { place: SuppressionPlace; marks: MarkChange[] } | { fault: string } {
  const cell = (name: string): string => (typeof row[name] === 'string' ? row[name].trim() : '');
  const person = personNames(cell('email'), cell('user_id'));
  if (!hasName(person)) return { fault: 'The row has neither `email` nor `user_id`.' };
  const channel = cell('channel') || 'email';
  if (!suppressionChannels.some((known) => known === channel)) {
    return { fault: `\`channel\` must be one of ${suppressionChannels.join(', ')}.` };
  }
  const reason = (cell('reason') || 'import') as SuppressionReason;
  if (!suppressionReasons.includes(reason)) {
    return { fault: `\`reason\` must be one of ${suppressionReasons.join(', ')}.` };
  }
  const scopes = cell('scopes') === '' ? ['all'] : cell('scopes').split(/[\s;]+/);
  if (!scopes.every((scope) => scopeForm.test(scope))) {
    return { fault: '`scopes` must be `all`, `channel:12` or `type:34`, parted by blanks.' };
  }
  const since = cell('since') === '' ? now : cell('since');
  const at = Date.parse(since);
  if (Number.isNaN(at)) return { fault: '`since` must be a time in ISO 8601.' };
  const mark = { isOn: true, reason, at: new Date(at).toISOString(), source: 'import' };
  return { place: { connectionId, channel, person }, marks: scopes.map((scope) => ({ scope, ...mark })) };
}

/** Takes rows of a file of suppressions; a dry run only counts. `at`: since when somebody is suppressed whose row does not tell. */
export const suppressionImport = (
  { store, newId }: ImportParts,
  connectionId: string,
  { isDry, at }: { isDry: boolean; at: string },
): RowImport => {
  const take = async (value: JsonObject): Promise<RowOutcome> => {
    const read = readRow(value, connectionId, at);
    if ('fault' in read) return { code: 'ITC_INPUT_INVALID', message: read.fault };
    const fresh = { id: newId('sup'), now: at };
    let counted: 'added' | 'changed' | 'unchanged' = 'unchanged';
    const apply = (before: SuppressionRecord | null): SuppressionRecord | null => {
      // that somebody is on a list is no younger word than the one that put them there
      const marks = before === null ? read.marks : read.marks.filter(({ scope }) => before.marks[scope]?.isOn !== true);
      const after = applyMarks(before, read.place, marks, fresh);
      counted = after === null ? 'unchanged' : before?.isActive === true ? 'changed' : 'added';
      return after;
    };
    if (isDry) apply(await store.getSuppression(read.place));
    else await store.updateSuppression(read.place, apply);
    return { counted };
  };
  return { words: ['added', 'changed', 'unchanged'], take: (values) => Promise.all(values.map(take)) };
};

/**
 * Takes suppressions from a small CSV with a header; importing a file twice changes nothing the second time. A dry run only counts.
 * Throws ITC_INPUT_INVALID for text that is no CSV.
 */
export async function importSuppressions(
  parts: ImportParts,
  connectionId: string,
  csv: AsyncIterable<Buffer>,
  options: { isDry: boolean; at: string },
): Promise<ImportCount> {
  const { rows, counts, failed, faults } = await importCsv(suppressionImport(parts, connectionId, options), csv);
  const { added = 0, changed = 0, unchanged = 0 } = counts;
  const told = faults.map(({ row, message }) => ({ row, reason: message }));
  return { rows, added, changed, unchanged, faulty: failed, faults: told };
}

const shownScopes = ({ marks }: SuppressionRecord): string =>
  Object.entries(marks)
    .flatMap(([scope, { isOn }]) => (isOn ? [scope] : []))
    .join(' ');

/** All active suppressions of a connection as CSV that `importSuppressions` takes. */
export function exportSuppressions(store: Pick<Store, 'listSuppressions'>, connectionId: string): Readable {
  const rows = async function* (): AsyncGenerator<Record<string, string>> {
    let cursor: string | undefined;
    do {
      const page = await store.listSuppressions({
        connectionId,
        limit: 500,
        oldestFirst: true,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const record of page.items) {
        const { email, userId, channel } = record;
        const { reason = 'import', at = record.createdAt } = leadingMark(record) ?? {};
        yield { email: email ?? '', user_id: userId ?? '', channel, reason, scopes: shownScopes(record), since: at };
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  };
  const columns = ['email', 'user_id', 'channel', 'reason', 'scopes', 'since'];
  // a cell that begins like a formula would run in a spreadsheet
  return Readable.from(rows()).compose(stringify({ header: true, columns, escape_formulas: true })) as Readable;
}
