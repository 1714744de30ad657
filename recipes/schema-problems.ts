import type { z } from 'zod';

import type { Json } from '../errors/json.ts';
import { joinPath } from './mapping/resolve.ts';
import { readOwn } from './mapping/scope.ts';
import type { PathKey } from './mapping/template.ts';
import type { Problem } from './recipe.ts';
import { conditionKeys, stepKeys } from './recipe-schema.ts';

type Issue = z.core.$ZodIssue;

/** Faults of a document against the recipe schema, each at the place where a person would look for it. */
export function schemaProblems(document: unknown, issues: readonly Issue[]): Problem[] {
  return issues.flatMap((issue) => explain(document, issue, []));
}

function explain(document: unknown, issue: Issue, above: readonly PropertyKey[]): Problem[] {
  const keys = [...above, ...issue.path];
  // a key that is not there breaks many rules, and alternatives tell of none
  if (valueAt(document, keys) === undefined) {
    const key = String(keys.at(-1));
    return [problem(keys, `The key ${key} is missing.`, `Add ${key}; see docs/recipes.md.`)];
  }
  if (issue.code === 'invalid_union') return explainUnion(document, issue.errors, keys);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      problem([...keys, key], `The key ${key} is not known here.`, 'Remove it, or correct its spelling.'),
    );
  }
  const code = keys.at(-1) === 'id' ? 'ITC_RECIPE_STEP_ID' : 'ITC_RECIPE_FIELD';
  return [{ ...problem(keys, sentence(issue.message), 'Compare with docs/recipes.md.'), code }];
}

/** Alternatives are told apart by one key; only the faults of the chosen one are of use to a person. */
function explainUnion(document: unknown, errors: readonly Issue[][], keys: readonly PropertyKey[]): Problem[] {
  const value = valueAt(document, keys);
  const isStep = errors.length === stepKeys.length && typeof keys.at(-1) === 'number';
  const names: readonly string[] = isStep ? stepKeys : conditionKeys;
  if (errors.length !== names.length)
    return [problem(keys, 'The value has a wrong type.', 'Compare with docs/recipes.md.')];
  const what = isStep ? 'step' : 'condition';
  const chosen = names.findIndex((name) => typeof value === 'object' && value !== null && Object.hasOwn(value, name));
  if (chosen === -1) {
    const message = `A ${what} needs one of the keys ${names.join(', ')}.`;
    return [problem(keys, message, 'Compare with docs/recipes.md.')];
  }
  return (errors[chosen] ?? []).flatMap((issue) => explain(document, issue, keys));
}

function valueAt(document: unknown, keys: readonly PropertyKey[]): unknown {
  return readOwn(document as Json, keys as readonly PathKey[]);
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function problem(keys: readonly PropertyKey[], message: string, hint: string): Problem {
  const path = keys.reduce<string>(
    (at, key) => (typeof key === 'number' ? `${at}[${String(key)}]` : joinPath(at, String(key))),
    '',
  );
  return { code: 'ITC_RECIPE_FIELD', path, message, hint };
}
