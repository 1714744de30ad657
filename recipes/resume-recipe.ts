import type { JobEnd, RecipeRun, RunContext, StartTrigger, StepAnswer, StepRequest } from './job-machine.ts';
import type { Recipe } from './recipe.ts';
import { startRecipe } from './start-recipe.ts';

/** A run that stands at `next`: hand its answer to `run.next`, unless it is the end. */
export interface ResumedRun {
  run: RecipeRun;
  next: StepRequest | JobEnd;
}

/**
 * Drives a run through the answers recorded so far, so that a job goes on at the first step without one.
 * @param recorded answers by the path of their step
 */
export function resumeRecipe(
  recipe: Recipe,
  trigger: StartTrigger,
  recorded: ReadonlyMap<string, StepAnswer>,
  context?: RunContext,
): ResumedRun {
  const run = startRecipe(recipe, trigger, context);
  let result = run.next();
  while (result.done !== true) {
    const answer = recorded.get(result.value.path);
    if (answer === undefined) break;
    result = run.next(answer);
  }
  return { run, next: result.value };
}

/** Tells the end of a job from the next step. */
export function isJobEnd(next: StepRequest | JobEnd): next is JobEnd {
  return !('kind' in next);
}
