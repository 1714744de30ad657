import type { RecipeDocument } from './recipe-document.ts';
import { documentFault } from './recipe-document.ts';

/** Unsaved work that this browser keeps, so that a closed tab or a lost session costs nothing. */
export interface Draft {
  document: RecipeDocument;
  /** UTC */
  at: string;
}

const keyOf = (name: string): string => `itc.draft.${name}`;

export function readDraft(name: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') as Draft | null;
    return draft !== null && documentFault(draft.document) === null ? draft : null;
  } catch {
    return null;
  }
}

/** Does without where the browser keeps nothing. */
export function keepDraft(name: string, document: RecipeDocument): void {
  try {
    const draft: Draft = { document, at: new Date().toISOString() };
    localStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // the page still has the document
  }
}

export function dropDraft(name: string): void {
  try {
    localStorage.removeItem(keyOf(name));
  } catch {
    // nothing was kept
  }
}
