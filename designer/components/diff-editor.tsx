import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';

import { codeTheme } from './code-theme.ts';
import type { DiffViewProps } from './diff-view-props.ts';

/** The comparison itself, in a chunk of its own. */
export default function DiffEditor({ label, before, after, language, maxHeight = 520 }: DiffViewProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          lineNumbers(),
          language === 'json' ? json() : yaml(),
          EditorView.lineWrapping,
          EditorState.readOnly.of(true),
          unifiedMergeView({ original: before, mergeControls: false, gutter: true, collapseUnchanged: { margin: 3 } }),
          codeTheme,
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.theme({ '.cm-scroller': { maxHeight: `${maxHeight}px`, overflow: 'auto' } }),
        ],
      }),
    });
    return () => view.destroy();
  }, [label, before, after, language, maxHeight]);
  return <div ref={place} />;
}
