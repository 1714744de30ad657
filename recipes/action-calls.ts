import type { ActionStep, Step } from './recipe.ts';
import { innerSteps } from './step-ids.ts';

/** The calling of an action, by a step of its own or for the rows of a loop. */
export type ActionCall = Pick<ActionStep, 'use' | 'with' | 'connection'>;

/** The calls of all steps that are not skipped, at any depth, in the order of the document. */
export function actionCalls(steps: readonly Step[]): ActionCall[] {
  return steps.flatMap((step) => {
    if (step.skip === true) return [];
    const own = 'use' in step ? [step] : 'forEachPage' in step ? [step.forEachPage] : [];
    return [...own, ...actionCalls(innerSteps(step))];
  });
}
