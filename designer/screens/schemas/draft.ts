import * as z from 'zod/mini';

import type { FieldEdit, SchemaChange } from '../../api/types.ts';

const sources = ['paste', 'upload', 'events', 'job'] as const;
export type SourceKind = (typeof sources)[number];

/** A file that the server has read; only what its values look like is kept there. */
export interface SampleFile {
  id: string;
  name: string;
  bytes: number;
  samples: number;
}

/** What the wizard holds until it is saved. */
export interface Draft {
  source: SourceKind;
  /** samples as text; of no meaning for received events */
  text: string;
  /** files too large to be shown, beside the text */
  files: SampleFile[];
  /** the samples take the place of what was learned */
  replace: boolean;
  /** how many of the last events count when they replace what was learned */
  lastEvents: number;
  /** new decisions about fields, over those in force */
  edits: FieldEdit[];
}

/** More samples, from a file, a job, an event or the clipboard. */
export type Addition = { text: string } | { file: SampleFile };

export const emptyDraft: Draft = { source: 'paste', text: '', files: [], replace: false, lastEvents: 50, edits: [] };

/** Whether a text or file was given. */
export const isFilled = ({ text, files }: Pick<Draft, 'text' | 'files'>): boolean =>
  text.trim() !== '' || files.length > 0;

/** Whether there is something to look at: received events are learned already. */
export const hasSample = (draft: Draft): boolean => draft.source === 'events' || isFilled(draft);

/** The body of a save; what was learned needs no sample again. */
export function changeOf({ source, text, files, replace, lastEvents, edits }: Draft): SchemaChange {
  if (source === 'events') return { ...(replace ? { lastEvents, replace } : {}), edits };
  const pasted = text.trim() === '' ? {} : { text };
  const uploaded = files.length === 0 ? {} : { sampleFiles: files.map(({ id }) => id) };
  return { ...pasted, ...uploaded, replace, edits };
}

/** What is shown as text; the REST API takes 2 MB in one call, larger files go there in parts. */
export const maxTextBytes = 1_800_000;

/** Two texts of samples as one: each begins on a line of its own. */
export const joinSamples = (before: string, added: string): string =>
  before.trim() === '' ? added : `${before.trimEnd()}\n${added}`;

/** The draft with more samples, beside those that are there or in their place. */
export function withAddition(draft: Draft, addition: Addition, isReplacing: boolean): Draft {
  const { text, files } = isReplacing ? emptyDraft : draft;
  return 'text' in addition
    ? { ...draft, text: joinSamples(text, addition.text), files }
    : { ...draft, text, files: [...files, addition.file] };
}

const keptSchema = z.object({
  source: z.enum(sources),
  text: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string(), bytes: z.number(), samples: z.number() })),
  replace: z.boolean(),
  lastEvents: z.number(),
  edits: z.array(z.looseObject({ path: z.string() })),
});
const key = 'itc.wizard';

interface Place {
  connection: string;
  triggerKey: string;
}
const keptAt = z.object({ connection: z.string(), triggerKey: z.string(), draft: keptSchema });

/** What this tab held of the schema before a reload; null when nothing. */
export function readDraft({ connection, triggerKey }: Place): Draft | null {
  try {
    const found = keptAt.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
    const isSame = found.success && found.data.connection === connection && found.data.triggerKey === triggerKey;
    return isSame ? (found.data.draft as Draft) : null;
  } catch {
    return null;
  }
}

/** Keeps the draft while this tab is open, no longer: samples can hold personal data. Does without where the browser keeps nothing. */
export function keepDraft(place: Place, draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...place, draft }));
  } catch {
    // the page still has it
  }
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
