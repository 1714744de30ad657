import { errorCatalogue } from '../../errors/error-catalogue.ts';
import type { BulkOutcome } from '../store/store.ts';
import { readResults } from './result-file.ts';

/** Rows that did not get through for one reason. */
export interface ResultCause {
  outcome: BulkOutcome;
  reason: string;
  /** what to do about it */
  hint: string;
  rows: number;
  /** from 1, as in the source */
  firstRow: number;
}

/** Reasons are few; where they name values they may be as many as rows, and what comes later is counted together. */
const keptCauses = 500;

const hints: readonly { of: RegExp; hint: string }[] = [
  {
    of: /^Iterable does not accept this email address/,
    hint: 'Correct the address or user ID in the source, then write these rows again.',
  },
  {
    of: /^Iterable does not know this person/,
    hint: 'Create the person first, or leave the row out.',
  },
  {
    of: /is of type .+ in the project|value that Iterable does not accept/,
    hint: 'Give the field a value of its type in Iterable, or write to another field.',
  },
  {
    of: /^Email and user ID belong to two different users/,
    hint: 'Name the person by one of the two, or merge the users in Iterable.',
  },
  {
    of: /was forgotten \(GDPR\)/,
    hint: 'Leave the person out; Iterable takes nothing for somebody it was told to forget.',
  },
  { of: /without naming/, hint: 'Write the failed rows again: in smaller calls the cause is often named.' },
  {
    of: /cells?, and the header has/,
    hint: 'Quote cells that hold the delimiter, and give every row as many cells as the header.',
  },
  {
    of: /^Iterable does not track events of this name/,
    hint: 'Allow the event in the settings of the Iterable project.',
  },
  {
    of: /an earlier attempt was lost|while the call was under way/,
    hint: 'Look at one of them in Iterable before you write them again.',
  },
  { of: /^Iterable had nothing to change/, hint: 'Nothing: it was so already.' },
];
const catalogued = new Map(Object.values(errorCatalogue).map(({ message, hint }) => [message, hint]));
const byOutcome: Record<BulkOutcome, string> = {
  accepted: 'Nothing.',
  failed: 'Correct these rows in the source, then write them again.',
  skipped: 'Nothing: these rows were left out on purpose.',
  unknown: 'Look at one of them in Iterable before you write them again.',
};

const hintOf = (outcome: BulkOutcome, reason: string): string =>
  hints.find(({ of }) => of.test(reason))?.hint ?? catalogued.get(reason) ?? byOutcome[outcome];

/** Why rows of a run failed, were skipped or are unknown, the most frequent first; reads the recorded results once. */
export async function readCauses(path: string, recordedBytes: number, most: number): Promise<ResultCause[]> {
  const causes = new Map<string, ResultCause>();
  for await (const { row, outcome, reason } of readResults(path, recordedBytes)) {
    if (outcome === 'accepted') continue;
    const text = reason ?? 'No reason was given.';
    const key = causes.size < keptCauses || causes.has(`${outcome} ${text}`) ? `${outcome} ${text}` : outcome;
    const cause = causes.get(key);
    if (cause === undefined) {
      const said = key === outcome ? 'Other reasons.' : text;
      causes.set(key, { outcome, reason: said, hint: hintOf(outcome, said), rows: 1, firstRow: row });
    } else {
      cause.rows += 1;
      cause.firstRow = Math.min(cause.firstRow, row);
    }
  }
  return [...causes.values()].sort((a, b) => b.rows - a.rows).slice(0, most);
}
