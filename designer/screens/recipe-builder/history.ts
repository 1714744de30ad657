import type { RecipeDocument } from './recipe-document.ts';

/** A document with the way back. */
export interface History {
  past: RecipeDocument[];
  document: RecipeDocument;
  future: RecipeDocument[];
  /** what the last change was made to, and when; typing in one place is undone as one */
  lastChange: { key: string; atMs: number } | null;
}

const mostKept = 200;
const togetherMs = 1_000;

export const startHistory = (document: RecipeDocument): History => ({
  past: [],
  document,
  future: [],
  lastChange: null,
});

/** @param key the place of the change; quick changes of one place become one. Left out, the change stands alone. */
export function changeDocument(history: History, document: RecipeDocument, atMs: number, key?: string): History {
  if (document === history.document) return history;
  const { lastChange, past } = history;
  const isSame = key !== undefined && lastChange?.key === key && atMs - lastChange.atMs < togetherMs;
  return {
    past: isSame ? past : [...past, history.document].slice(-mostKept),
    document,
    future: [],
    lastChange: key === undefined ? null : { key, atMs },
  };
}

export function undo(history: History): History {
  const document = history.past.at(-1);
  if (document === undefined) return history;
  return { past: history.past.slice(0, -1), document, future: [history.document, ...history.future], lastChange: null };
}

export function redo(history: History): History {
  const [document, ...future] = history.future;
  if (document === undefined) return history;
  return { past: [...history.past, history.document], document, future, lastChange: null };
}
