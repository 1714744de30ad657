import { Readable } from 'node:stream';

import { stringify } from 'csv-stringify';

import type { JsonObject } from '../../errors/json.ts';
import { readCsv } from '../bulk/read-csv.ts';
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
  newId: (prefix: string) => string;
  now: () => number;
}

const maxFaults = 100;
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

/**
 * Takes suppressions from CSV with a header; importing a file twice changes nothing the second time. A dry run only counts.
 * Throws ITC_INPUT_INVALID for text that is no CSV.
 */
export async function importSuppressions(
  { store, newId, now }: ImportParts,
  connectionId: string,
  csv: AsyncIterable<Buffer>,
  isDry: boolean,
): Promise<ImportCount> {
  const count: ImportCount = { rows: 0, added: 0, changed: 0, unchanged: 0, faults: [], faulty: 0 };
  const refuse = (row: number, reason: string): void => {
    count.faulty += 1;
    if (count.faults.length < maxFaults) count.faults.push({ row, reason });
  };
  const nowIso = new Date(now()).toISOString();
  const take = async (row: number, value: JsonObject): Promise<void> => {
    const read = readRow(value, connectionId, nowIso);
    if ('fault' in read) {
      refuse(row, read.fault);
      return;
    }
    const fresh = { id: newId('sup'), now: nowIso };
    let change: 'added' | 'changed' | 'unchanged' = 'unchanged';
    const apply = (before: SuppressionRecord | null): SuppressionRecord | null => {
      // that somebody is on a list is no younger word than the one that put them there
      const marks = before === null ? read.marks : read.marks.filter(({ scope }) => before.marks[scope]?.isOn !== true);
      const after = applyMarks(before, read.place, marks, fresh);
      change = after === null ? 'unchanged' : before?.isActive === true ? 'changed' : 'added';
      return after;
    };
    if (isDry) apply(await store.getSuppression(read.place));
    else await store.updateSuppression(read.place, apply);
    count[change] += 1;
  };
  for await (const group of readCsv(csv, { row: 0, offset: 0 }, null)) {
    count.rows += group.length;
    await Promise.all(
      group.map(({ row, value, fault }) => {
        if (value !== null) return take(row, value);
        refuse(row, fault ?? 'The row cannot be read.');
        return undefined;
      }),
    );
  }
  return count;
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
