import { LineCounter, parseDocument, stringify } from 'yaml';

import { documentFault, type RecipeDocument } from './recipe-document.ts';

/** Why a text is no recipe; line and column from 1. */
export interface YamlFault {
  line: number;
  column: number;
  message: string;
}

const order = ['name', 'title', 'description', 'connection', 'trigger', 'steps'] as const;

/** The document as YAML, its keys in the order of docs/recipes.md. */
export function writeYaml(document: RecipeDocument): string {
  const known = order.flatMap((key) => (document[key] === undefined ? [] : [[key, document[key]] as const]));
  return stringify({ ...Object.fromEntries(known), ...document }, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Reads a text as the server does: YAML 1.2 without merge keys. */
export function readYaml(text: string): { document: RecipeDocument } | { fault: YamlFault } {
  const lines = new LineCounter();
  const parsed = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    lineCounter: lines,
  });
  const [error] = [...parsed.errors, ...parsed.warnings];
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { fault: { line, column: col, message: error.message.split(' at line ')[0] ?? error.message } };
  }
  const fault = (message: string) => ({ fault: { line: 1, column: 1, message } });
  try {
    const document: unknown = parsed.toJS({ maxAliasCount: 100 });
    const wrong = documentFault(document);
    return wrong === null ? { document: document as RecipeDocument } : fault(wrong);
  } catch {
    return fault('The text repeats too many parts.');
  }
}
