import {
  acceptCompletion,
  autocompletion,
  completionKeymap,
  completionStatus,
  startCompletion,
  type CompletionContext,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { useEffect, useRef } from 'react';

import { codeTheme } from '../../components/code-theme.ts';
import { typeOver } from '../../components/type-over.ts';

/** Something to choose after `{{`, `/` or `|`. */
export interface FormulaChoice {
  label: string;
  detail?: string;
  info?: string;
}

export interface FormulaEditorViewProps {
  id: string;
  label: string;
  describedBy: string | undefined;
  value: string;
  onChange: (value: string) => void;
  hasError: boolean;
  takesFocus: boolean;
  pills: () => FormulaChoice[];
  /** changes when there are other pills to choose */
  version: string;
  functions: () => FormulaChoice[];
  /** told when the cursor is here, with the way to put text there */
  onFocus: (insert: (text: string) => void) => void;
}

const mark = Decoration.mark({ class: 'cm-pill' });
const matcher = new MatchDecorator({ regexp: /\{\{[^{}]*\}\}/g, decoration: mark });
const pillMarks = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;
    constructor(view: EditorView) {
      this.marks = matcher.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.marks = matcher.updateDeco(update, this.marks);
    }
  },
  { decorations: ({ marks }) => marks },
);

const looks = EditorView.theme({
  '&': { minHeight: '36px' },
  '.cm-content': { padding: '6px 0' },
  '.cm-pill': {
    backgroundColor: 'light-dark(#e3e1f7, #2f2776)',
    color: 'light-dark(#2f2776, #e3e1f7)',
    borderRadius: '6px',
    padding: '1px 3px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'light-dark(#4d41b3, #5f52cc)',
    color: '#fff',
  },
  '&.cm-tooltip.cm-tooltip-autocomplete > ul, .cm-tooltip.cm-tooltip-autocomplete > ul': {
    // keys and typing go through it; one that scrolls by itself would have to take the focus
    maxHeight: 'min(50vh, 420px)',
    overflow: 'hidden',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.85' },
  '.cm-scroller': { maxHeight: '200px', overflow: 'auto' },
});

const isInOpenPill = ({ doc, selection }: EditorState): boolean =>
  /\{\{[^{}|]*$/.test(doc.sliceString(0, selection.main.head));

/** A slash that begins a word stands for "which field?" as well; what it is not chosen for stays text, such as a path. */
const slash = /(?:^|\s)\/[\w.]*$/;

const asksForPill = (state: EditorState): boolean =>
  isInOpenPill(state) || slash.test(state.sliceDoc(0, state.selection.main.head));

/** Enter within a pill takes the first choice, also one that is still being looked for; it never breaks the pill in two lines. */
function enterTakesChoice(): Extension {
  let isWanted = false;
  return [
    Prec.highest(
      keymap.of([
        {
          key: 'Enter',
          run: (view) => {
            if (!isInOpenPill(view.state)) return false;
            isWanted = !acceptCompletion(view);
            if (isWanted) startCompletion(view);
            return true;
          },
        },
      ]),
    ),
    EditorView.updateListener.of(({ docChanged, state, view }) => {
      if (docChanged) isWanted = false;
      if (!isWanted || completionStatus(state) !== 'active') return;
      isWanted = false;
      // an update cannot start another one
      setTimeout(() => acceptCompletion(view));
    }),
  ];
}

/** Text after the cursor that already closes the pill. */
const closes = /^\s*(\||\}\})/;

function source(pills: () => FormulaChoice[], functions: () => FormulaChoice[]) {
  return (context: CompletionContext) => {
    const pill = context.matchBefore(/\{\{[^{}|]*/);
    if (pill !== null) {
      const begin = pill.from + 2 + (/^\{\{\s*/.exec(pill.text)?.[0].length ?? 2) - 2;
      return {
        from: begin,
        options: pills().map((choice) => ({
          ...choice,
          apply: (view: EditorView, _choice: unknown, from: number, to: number) => {
            const space = begin === pill.from + 2 ? ' ' : '';
            const after = closes.test(view.state.sliceDoc(to, to + 8)) ? '' : ' }}';
            const insert = `${space}${choice.label}${after}`;
            view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
          },
        })),
        validFor: /^[^{}|]*$/,
      };
    }
    const isInPill = /\{\{[^{}]*$/.test(context.state.sliceDoc(0, context.pos));
    const word = isInPill ? null : context.matchBefore(slash);
    if (word !== null) {
      return {
        from: word.from + word.text.indexOf('/') + 1,
        options: pills().map((choice) => ({
          ...choice,
          apply: (view: EditorView, _choice: unknown, from: number, to: number) => {
            const insert = `{{ ${choice.label} }}`;
            view.dispatch({
              changes: { from: from - 1, to, insert },
              selection: { anchor: from - 1 + insert.length },
            });
          },
        })),
        validFor: /^[\w.]*$/,
      };
    }
    const call = context.matchBefore(/\|\s*\w*$/);
    if (call === null || !isInPill) return null;
    const from = call.from + (/^\|\s*/.exec(call.text)?.[0].length ?? 1);
    return { from, options: functions(), validFor: /^\w*$/ };
  };
}

/** The editor of formulas itself, in a chunk of its own. */
export default function FormulaEditorView(props: FormulaEditorViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  const { id, label, describedBy, value, hasError, takesFocus, version } = props;

  useEffect(() => {
    if (place.current === null) return undefined;
    const made: EditorView = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          typeOver,
          autocompletion({
            override: [
              source(
                () => latest.current.pills(),
                () => latest.current.functions(),
              ),
            ],
            icons: false,
            // who types on and presses Enter means the choice in sight
            interactionDelay: 0,
            maxRenderedOptions: 60,
          }),
          enterTakesChoice(),
          keymap.of([
            { key: 'Tab', run: acceptCompletion },
            { key: 'Ctrl-Space', run: startCompletion },
            ...completionKeymap,
            // saving and testing are the page's
            ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
            ...historyKeymap,
          ]),
          pillMarks,
          codeTheme,
          looks,
          EditorView.contentAttributes.of({ id, 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          EditorView.domEventHandlers({
            focus: (_event, current) => {
              latest.current.onFocus((text) => {
                const { from, to } = current.state.selection.main;
                current.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
                current.focus();
              });
            },
          }),
        ],
      }),
    });
    view.current = made;
    if (takesFocus) {
      made.dispatch({ selection: { anchor: made.state.doc.length } });
      made.focus();
      // the braces or the slash that brought the person here stand for "which field?"
      if (asksForPill(made.state)) startCompletion(made);
    }
    return () => made.destroy();
    // text and attributes are kept in step below: a new editor would lose the cursor and the focus
  }, [id, label]);

  useEffect(() => {
    const { current } = view;
    if (current === null || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const content = view.current?.contentDOM;
    content?.setAttribute('aria-invalid', String(hasError));
    content?.setAttribute('aria-describedby', describedBy ?? '');
  }, [hasError, describedBy]);

  useEffect(() => {
    const { current } = view;
    if (current === null || !current.hasFocus) return;
    // fields that came while the person was already choosing
    if (asksForPill(current.state)) startCompletion(current);
  }, [version]);

  return <div ref={place} />;
}
