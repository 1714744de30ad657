import type { FieldEdit, SchemaChange } from '../../api/types.ts';

export const sources = ['paste', 'upload', 'events', 'job'] as const;
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
