import { parseDocument } from 'yaml';

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

function readDocument(text: string): unknown {
  if (text.length > recipeLimits.characters) throw syntaxError('The document is too long', 1, 1);
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      strict: true,
      uniqueKeys: true,
      prettyErrors: true,
      customTags: [],
      // a warning of the library goes to standard error, past the log, and quotes the document
      logLevel: 'error',
    });
    // an unknown tag is only a warning to the parser
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) {
      const [start] = fault.linePos ?? [];
      throw syntaxError(
        fault.message.split(' at line ')[0] ?? 'The text cannot be read',
        start?.line ?? 1,
        start?.col ?? 1,
      );
    }
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    if (cause instanceof ConnectorError) throw cause;
    // deep nesting ends in a RangeError, too many aliases in a ReferenceError
    throw syntaxError('The text is nested too deeply or repeats too many parts', 1, 1, cause);
  }
}

function syntaxError(what: string, line: number, column: number, cause?: unknown): ConnectorError {
  const message = `${what.replace(/\.$/, '')} (line ${String(line)}, column ${String(column)}).`;
  return new ConnectorError('ITC_RECIPE_SYNTAX', message, { details: { line, column }, cause });
}
