import { useEffect, useRef } from 'react';

interface BuilderKeys {
  save: () => void;
  test: () => void;
  undo: () => void;
  redo: () => void;
}

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Ctrl-S and Ctrl-Enter from everywhere; Ctrl-Z and Ctrl-Shift-Z outside of fields, which undo their own typing. */
export function useBuilderKeys(keys: BuilderKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const { save, test, undo, redo } = latest.current;
      const isUndo = key === 'z' && !isText(event.target);
      const deed = key === 's' ? save : key === 'enter' ? test : isUndo ? (event.shiftKey ? redo : undo) : undefined;
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
