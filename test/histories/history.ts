import { readdirSync, readFileSync } from 'node:fs';

import type { JobChange, JobStatus, StepRecord } from '../../connector/store/store.ts';
import type { ErrorCode } from '../../errors/error-catalogue.ts';
import type { Json } from '../../errors/json.ts';
import type { Recipe } from '../../recipes/recipe.ts';

/** What the engine does with a step whose call was under way when the process ended. */
export type AfterCut = 'again' | Extract<JobStatus, 'held' | 'failed' | 'waiting'>;

type Kept = Pick<
  StepRecord,
  'path' | 'stepId' | 'kind' | 'action' | 'attempt' | 'effect' | 'idempotent' | 'input' | 'outcome' | 'output' | 'error'
>;

/** One attempt of a step, as the ledger had it in the end, and how it was called. */
export interface HistoryEntry extends Kept {
  /** of the call: what it was given beside its input */
  connection?: string;
  asRows?: true;
  ignoreUnsubscribes?: boolean;
  /** a person released the job, which was held for this attempt */
  released?: true;
  ifCut?: AfterCut;
}

/** A job that ran, with everything its engine was told. */
export interface History {
  recipe: Recipe;
  event: { id: string; receivedAt: string; payload: Json };
  job: string;
  /** entries that the job was given when it was made, from the job that it repeats */
  given: number;
  ledger: HistoryEntry[];
  end: { status: JobStatus; code: ErrorCode | null; reason: string | null };
  /** the rows that steps brought, by the reference in the ledger */
  files: Record<string, string>;
}

/** One folder for each version of the connector that recorded. */
export const historiesFolder = new URL('../fixtures/histories/', import.meta.url);

const unsaid = { action: null, effect: null, input: null, error: null, idempotent: true, attempt: 1 } as const;

const isUnsaid = (entry: HistoryEntry, key: string): boolean => {
  if (key === 'stepId') return entry.stepId === entry.path;
  return Object.hasOwn(unsaid, key) && entry[key as keyof typeof unsaid] === unsaid[key as keyof typeof unsaid];
};

/** A history as text: a line for each entry, without what goes without saying. */
export function writeHistory({ ledger, ...rest }: History): string {
  const lines = ledger.map((entry) =>
    JSON.stringify(Object.fromEntries(Object.entries(entry).filter(([key]) => !isUnsaid(entry, key)))),
  );
  const parts = Object.entries(rest).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${parts.join(',\n')},\n"ledger": [\n${lines.join(',\n')}\n]\n}\n`;
}

function readHistory(text: string): History {
  const { ledger, ...rest } = JSON.parse(text) as Omit<History, 'ledger'> & { ledger: { path: string }[] };
  return { ...rest, ledger: ledger.map((entry) => ({ ...unsaid, stepId: entry.path, ...entry }) as HistoryEntry) };
}

/** Every recorded history, by version and name. */
export function readHistories(): { name: string; history: History }[] {
  return readdirSync(historiesFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.replace('.json', ''),
      history: readHistory(readFileSync(new URL(file, historiesFolder), 'utf8')),
    }));
}

/** How a job came to its end; the reason counts where the recipe gives it. */
export function endOf({ status, error, reason = null }: JobChange): History['end'] {
  const code = error?.code ?? null;
  return { status, code, reason: code === null || code === 'ITC_RECIPE_STOPPED' ? reason : null };
}
