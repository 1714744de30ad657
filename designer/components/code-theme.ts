import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

import { styleNonce } from '../app/style-nonce.ts';

const looks = EditorView.theme({
  '&': {
    backgroundColor: 'var(--itc-page)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--itc-border)',
    borderRadius: '6px',
    fontSize: '0.8125rem',
  },
  '&.cm-focused': { outline: '2px solid var(--mantine-color-anchor)' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--mantine-color-dimmed)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'light-dark(rgb(77 65 179 / 6%), rgb(141 133 227 / 10%))',
  },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'light-dark(#d9d5f5, #3b3670) !important',
  },
  '.cm-tooltip': { backgroundColor: 'var(--itc-raised)', border: '1px solid var(--itc-border)' },
  '.cm-panels': { backgroundColor: 'var(--itc-raised)', color: 'var(--mantine-color-text)' },
  '.cm-placeholder': { color: 'var(--mantine-color-placeholder)' },
  '.cm-changedLine, &.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': {
    backgroundColor: 'light-dark(#e7f6ec, #143424) !important',
  },
  '.cm-deletedText, .cm-changedText': { background: 'none !important', textDecoration: 'underline 2px' },
  '.cm-deletedChunk': { backgroundColor: 'light-dark(#fdecec, #3a1d1f) !important' },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'light-dark(#41369b, #c6c2ee)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'light-dark(#0b6b46, #8fdcb8)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'light-dark(#8a3a06, #f3b98a)' },
  { tag: [tags.comment], color: 'var(--mantine-color-dimmed)' },
  { tag: [tags.keyword], color: 'light-dark(#0b5394, #9cc8f5)' },
]);

/** Looks of every editor, readable on light and dark (4.5:1), with styles that the page's policy lets through. */
export const codeTheme: Extension = [looks, syntaxHighlighting(colours), EditorView.cspNonce.of(styleNonce())];
