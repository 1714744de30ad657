import assert from 'node:assert/strict';

import { ConnectorError } from '../../../errors/connector-error.ts';
import { errorCatalogue } from '../../../errors/error-catalogue.ts';
import { checkRecipe, parseRecipe, type RecipeCheckContext } from '../../../recipes/index.ts';
import { closedContext } from '../../recipes/declarations.ts';
import { realContext } from '../../recipes/real-declarations.ts';
import { resultOf } from '../refusals.ts';

/** Drawing the schemas of a declaration costs more than all that is tried here. */
function remembered<T>(of: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (!known.has(name) && known.size < 500) known.set(name, of(name));
    return known.has(name) ? (known.get(name) as T) : of(name);
  };
}

const contexts: RecipeCheckContext[] = [
  closedContext,
  { ...realContext, action: remembered(realContext.action), trigger: remembered(realContext.trigger) },
];

/** A document is a recipe, the same when it is written and read again, or is refused by its code; its check tells faults. */
export function fuzz(data: Buffer): void {
  const text = data.toString('utf8');
  const recipe = resultOf(() => parseRecipe(text), 'ITC_RECIPE_SYNTAX', 'ITC_RECIPE_INVALID');
  if (recipe instanceof ConnectorError) {
    checkRefusal(recipe);
    return;
  }
  assert.deepEqual(parseRecipe(JSON.stringify(recipe)), recipe, 'a recipe changes when it is written and read again');
  const written = JSON.stringify(recipe);
  for (const context of contexts) {
    for (const { code, path, message, hint } of checkRecipe(recipe, context)) {
      assert.ok(Object.hasOwn(errorCatalogue, code) && typeof path === 'string', `a fault without its code: ${code}`);
      assert.ok(message !== '' && hint !== '', 'a fault says nothing');
    }
  }
  assert.equal(JSON.stringify(recipe), written, 'the check changes the recipe');
}

function checkRefusal({ code, details }: ConnectorError): void {
  if (code === 'ITC_RECIPE_SYNTAX') {
    const { line, column } = details as { line: unknown; column: unknown };
    assert.ok(Number.isInteger(line) && Number.isInteger(column), 'a fault of the text has no place');
  } else assert.ok((details?.['problems'] as unknown[]).length > 0, 'a refusal names no fault');
}
