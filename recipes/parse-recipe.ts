import { type Document, type ErrorCode, isAlias, LineCounter, parseDocument, visit } from 'yaml';

import { ConnectorError } from '../errors/connector-error.ts';
import { checkBounds, checkStepCount } from './document-bounds.ts';
import type { Problem, Recipe } from './recipe.ts';
import { recipeLimits } from './recipe-limits.ts';
import { recipeSchema } from './recipe-schema.ts';
import { schemaProblems } from './schema-problems.ts';

/**
 * Reads a recipe document in YAML or JSON.
 * @throws ConnectorError ITC_RECIPE_SYNTAX with `line` and `column`, or ITC_RECIPE_INVALID with `details.problems`
 */
export function parseRecipe(text: string): Recipe {
  return readRecipe(readDocument(text));
}

/**
 * Takes a document that is parsed already, as the REST interface gets it.
 * @throws ConnectorError ITC_RECIPE_INVALID with `details.problems`
 */
export function readRecipe(document: unknown): Recipe {
  const bounds = checkBounds(document);
  if (bounds.length > 0) throw recipeInvalid(bounds);
  const tree = checkStepCount(document);
  if (tree.length > 0) throw recipeInvalid(tree);
  const result = recipeSchema.safeParse(document);
  if (!result.success) throw recipeInvalid(schemaProblems(document, result.error.issues));
  return result.data;
}

/** The error that carries the faults of a document, for the ones found by `checkRecipe` too. */
export function recipeInvalid(problems: readonly Problem[]): ConnectorError {
  const [first] = problems;
  const place = first === undefined || first.path === '' ? '' : `${first.path}: `;
  const more = problems.length > 1 ? ` (and ${String(problems.length - 1)} more)` : '';
  return new ConnectorError(
    'ITC_RECIPE_INVALID',
    first === undefined ? undefined : `The recipe has faults. ${place}${first.message}${more}`,
    { details: { problems } },
  );
}

const tooMuch = 'The text is nested too deeply or repeats too many parts';
/** where the library speaks to programmers */
const ownWords: Partial<Record<ErrorCode, string>> = {
  RESOURCE_EXHAUSTION: tooMuch,
  MULTIPLE_DOCS: 'The text holds more than one document',
};

function readDocument(text: string): unknown {
  if (text.length > recipeLimits.characters) throw syntaxError('The document is too long', 1, 1);
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter,
      version: '1.2',
      merge: false,
      strict: true,
      uniqueKeys: true,
      // messages alone, without the lines of the document that they are about
      prettyErrors: false,
      customTags: [],
      // a warning of the library goes to standard error, past the log, and quotes the document
      logLevel: 'error',
    });
    // an unknown tag is only a warning to the parser
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) {
      const { line, col } = lineCounter.linePos(fault.pos[0]);
      throw syntaxError(ownWords[fault.code] ?? fault.message, line, col);
    }
    checkAliases(document, lineCounter);
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    if (cause instanceof ConnectorError) throw cause;
    // deep nesting ends in a RangeError, too many aliases in a ReferenceError
    throw syntaxError(tooMuch, 1, 1, cause);
  }
}

/** Refuses a name that no part before it has, by its place; the library would tell of it without one. */
function checkAliases(document: Document, lineCounter: LineCounter): void {
  const anchors = new Set<string | undefined>();
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) anchors.add(node.anchor);
      else if (!anchors.has(node.source)) {
        const { line, col } = lineCounter.linePos(node.range?.[0] ?? 0);
        throw syntaxError(`No part before this one has the name &${node.source}`, line, col);
      }
    },
  });
}

function syntaxError(what: string, line: number, column: number, cause?: unknown): ConnectorError {
  const message = `${what} (line ${String(line)}, column ${String(column)}).`;
  return new ConnectorError('ITC_RECIPE_SYNTAX', message, { details: { line, column }, cause });
}
