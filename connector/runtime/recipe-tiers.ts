import { innerSteps } from '../../recipes/step-ids.ts';
import type { ActionStep, Recipe, Step } from '../../recipes/recipe.ts';
import { isWebAction, type StepAction } from '../define-web-action.ts';
import { describeCall } from '../iterable/check-input.ts';
import { recipeTiers, type RecipeTier } from '../store/store.ts';

// their answers are people's profiles, events or addresses
const peopleResources = new Set(['users', 'events', 'lists', 'exports', 'privacy', 'messages']);

/**
 * What the steps of a recipe need to be granted, in the order of `recipeTiers`. Where only the run can tell (a pill decides), the most careful
 * tier counts, so that no input asks for more than was granted.
 */
export function requiredTiers(recipe: Recipe, findStep: (name: string) => StepAction | undefined): RecipeTier[] {
  const needed = new Set<RecipeTier>();
  const visit = (step: Step): void => {
    if (step.skip === true) return;
    if ('use' in step) for (const tier of tiersOf(step, findStep(step.use))) needed.add(tier);
    innerSteps(step).forEach(visit);
  };
  recipe.steps.forEach(visit);
  return recipeTiers.filter((tier) => needed.has(tier));
}

function tiersOf(step: ActionStep, action: StepAction | undefined): RecipeTier[] {
  // an unknown action is refused by the check of the document
  if (action === undefined) return [];
  const { effect } = describeCall(action, step.with ?? {});
  const readsPeople = effect === 'read' && peopleResources.has(action.resource);
  return readsPeople || isWebAction(action) ? [effect, 'personal_data'] : [effect];
}
