import { useCallback, useEffect, useState } from 'react';

import { dropDraft, keepDraft } from './draft-keeper.ts';
import { changeDocument, redo, startHistory, undo } from './history.ts';
import type { RecipeDocument } from './recipe-document.ts';
import { useDebounced } from './use-debounced.ts';

const keepMs = 1_000;

export interface DocumentEditing {
  document: RecipeDocument;
  /** @param key the place of the change: typing in one place is undone as one */
  change: (document: RecipeDocument, key?: string) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  isDirty: boolean;
  markSaved: (document: RecipeDocument) => void;
}

/** One recipe under work, with undo and a draft in this browser. @param isNew nothing of it is saved yet */
export function useDocument(start: RecipeDocument, draftName: string, isNew: boolean): DocumentEditing {
  const [history, setHistory] = useState(() => startHistory(start));
  const [saved, setSaved] = useState<RecipeDocument | null>(isNew ? null : start);
  const { document, past, future } = history;
  const isDirty = document !== saved && (past.length > 0 || !isNew);
  const settled = useDebounced(document, keepMs);
  useEffect(() => {
    if (isDirty && settled === document) keepDraft(draftName, settled);
  }, [settled, document, isDirty, draftName]);
  const change = useCallback((next: RecipeDocument, key?: string) => {
    const atMs = Date.now();
    setHistory((before) => changeDocument(before, next, atMs, key));
  }, []);
  return {
    document,
    change,
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    isDirty,
    markSaved: useCallback(
      (now: RecipeDocument) => {
        setSaved(now);
        dropDraft(draftName);
      },
      [draftName],
    ),
  };
}
