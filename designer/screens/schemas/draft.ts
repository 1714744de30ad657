import type { FieldEdit, SchemaChange } from '../../api/types.ts';

export type SourceKind = 'paste' | 'upload' | 'events' | 'job';

/** What the wizard holds until it is saved. */
export interface Draft {
  source: SourceKind;
  /** samples as text; of no meaning for received events */
  text: string;
  /** the samples take the place of what was learned */
  replace: boolean;
  /** how many of the last events count when they replace what was learned */
  lastEvents: number;
  /** new decisions about fields, over those in force */
  edits: FieldEdit[];
}

export const emptyDraft: Draft = { source: 'paste', text: '', replace: false, lastEvents: 50, edits: [] };

/** Whether there is something to look at: received events are learned already. */
export const hasSample = ({ source, text }: Draft): boolean => source === 'events' || text.trim() !== '';

/** The body of a save; what was learned needs no sample again. */
export function changeOf({ source, text, replace, lastEvents, edits }: Draft): SchemaChange {
  const samples = source !== 'events' ? { text, replace } : replace ? { lastEvents, replace } : {};
  return { ...samples, edits };
}

/** The REST API takes 2 MB in one call; larger samples go through the command line. */
export const maxTextBytes = 1_800_000;

/** Two texts of samples as one: each begins on a line of its own. */
export const joinSamples = (before: string, added: string): string =>
  before.trim() === '' ? added : `${before.trimEnd()}\n${added}`;
