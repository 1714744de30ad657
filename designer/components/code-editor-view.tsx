import { closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';

import type { CodeEditorProps, CodePlace, CodeProblem } from './code-editor-props.ts';
import { codeTheme } from './code-theme.ts';
import { typeOver } from './type-over.ts';

const languages: Record<CodeEditorProps['language'], () => Extension> = { json, yaml, text: () => [] };

const editing: Extension = [history(), closeBrackets(), indentOnInput(), highlightActiveLine()];

const base: Extension = [
  lineNumbers(),
  foldGutter(),
  bracketMatching(),
  drawSelection(),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  typeOver,
  // Tab is left to the page: nobody gets stuck in the editor
  keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap, ...searchKeymap]),
  codeTheme,
];

/** Where a place is in the text, and where its line ends. */
function offsetsOf({ state: { doc } }: EditorView, { line, column }: CodePlace): { start: number; end: number } {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return { start: Math.min(from + Math.max(column - 1, 0), to), end: to };
}

function showProblems(view: EditorView, problems: readonly CodeProblem[]): void {
  const diagnostics = problems.map(({ message, severity = 'error', ...place }) => {
    const { start, end } = offsetsOf(view, place);
    return { from: start, to: end, message, severity };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** The editor itself, in a chunk of its own. */
export default function CodeEditorView(props: CodeEditorProps) {
  const { label, value, onChange, language, problems, minHeight = 160, maxHeight = 520, goTo = null } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  const isReadOnly = onChange === undefined;
  useEffect(() => {
    changed.current = onChange;
  });

  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          base,
          languages[language](),
          isReadOnly ? EditorState.readOnly.of(true) : editing,
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.theme({
            '.cm-scroller': { minHeight: `${minHeight}px`, maxHeight: `${maxHeight}px`, overflow: 'auto' },
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
    // the text is kept in step below; a new editor would lose the place of the cursor
  }, [language, label, isReadOnly, minHeight, maxHeight]);

  useEffect(() => {
    const { current } = view;
    if (current === null || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    if (view.current !== null) showProblems(view.current, problems ?? []);
  }, [problems]);

  useEffect(() => {
    if (view.current === null || goTo === null) return;
    const { start } = offsetsOf(view.current, goTo);
    view.current.dispatch({ selection: { anchor: start }, scrollIntoView: true });
    view.current.focus();
  }, [goTo]);

  return <div ref={place} />;
}
