import { isNode, LineCounter, parseDocument, type Document } from 'yaml';

import type { FailureJson } from './cli-failure.ts';

/** Where something stands in a file, both from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A recipe text whose paths can be found again. */
export interface LocatedText {
  /** the first syntax fault, if the text is not YAML or JSON at all */
  syntax: (Place & { message: string }) | null;
  /** the place of a path such as `steps[0].with["a b"]`, or of its nearest parent that exists */
  placeOf(path: string): Place | null;
}

const pathPart = /([^.[\]]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;

function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(pathPart)].map(([, name, index, quoted]) => {
    if (index !== undefined) return Number(index);
    if (quoted === undefined) return name ?? '';
    try {
      return String(JSON.parse(quoted));
    } catch {
      return quoted;
    }
  });
}

function offsetOf(document: Document, keys: readonly (string | number)[]): number | null {
  for (let length = keys.length; length >= 0; length -= 1) {
    const part = keys.slice(0, length);
    const node: unknown = length === 0 ? document.contents : document.hasIn(part) ? document.getIn(part, true) : null;
    if (isNode(node) && node.range) return node.range[0];
  }
  return null;
}

/** Parses a recipe text for its places only; what it means is checked by the server. */
export function locateText(text: string): LocatedText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [fault] = document.errors;
  return {
    syntax: fault === undefined ? null : { ...at(fault.pos[0]), message: fault.message },
    placeOf(path) {
      const offset = offsetOf(document, keysOf(path));
      return offset === null ? null : at(offset);
    },
  };
}

/** `file:line:column: path: message` and the hint, as compilers write it. */
export function problemLines(file: string, problem: FailureJson & { path: string } & Partial<Place>): string[] {
  const place = problem.line === undefined ? file : `${file}:${problem.line}:${problem.column ?? 1}`;
  const path = problem.path === '' ? '' : `${problem.path}: `;
  return [
    `${place}: ${path}${problem.message} (${problem.code})`,
    ...(problem.hint === '' ? [] : [`  ${problem.hint}`]),
  ];
}
