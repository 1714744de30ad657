import type { Json } from '../../errors/json.ts';
import { checkRecipe } from '../../recipes/check-recipe.ts';
import type { Condition, Recipe, Step } from '../../recipes/recipe.ts';
import type { RecipeCheckContext } from '../../recipes/recipe-check-context.ts';
import { closedContext } from './declarations.ts';

/** A call of the action `note`, whose field `email` takes a text. */
export const note = (id: string, email = 'ada@example.com', more: object = {}): Step => ({
  id,
  use: 'note',
  with: { email },
  ...more,
});

/** A recipe of these steps that nothing else is wrong with. */
const recipeOf = (steps: Step[], more: Partial<Recipe> = {}): Recipe => ({
  name: 'demo',
  connection: 'main',
  trigger: { use: 'system', with: {} },
  steps,
  ...more,
});

/** Code, path, message and hint of each fault. */
export const said = (
  steps: Step[],
  more?: Partial<Recipe>,
  context: RecipeCheckContext = closedContext,
): [code: string, path: string, message: string, hint: string][] =>
  checkRecipe(recipeOf(steps, more), context).map(({ code, path, message, hint }) => [code, path, message, hint]);

/** What each fault says. */
export const messages = (steps: Step[], context?: RecipeCheckContext): string[] =>
  said(steps, {}, context).map(([, , message]) => message);

/** Where each fault stands, and what it says. */
export const placed = (steps: Step[], context?: RecipeCheckContext): [path: string, message: string][] =>
  said(steps, {}, context).map(([, path, message]) => [path, message]);

/** A condition without faults. */
export const here: Condition = { left: '{{ trigger.email }}', op: 'is_present' };

export const choice = (id: string, then: Step[], otherwise?: Step[]): Step => ({
  id,
  if: here,
  then,
  ...(otherwise === undefined ? {} : { else: otherwise }),
});

export const loop = (id: string, steps: Step[], forEach: Json = '{{ trigger.orders }}'): Step => ({
  id,
  forEach,
  steps,
});

export const stop: Step = { id: 'end', stop: { as: 'stopped' } };
