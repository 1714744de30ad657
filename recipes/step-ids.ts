import type { Step } from './recipe.ts';

/** The steps within a step, in the order of the document. */
export function innerSteps(step: Step): Step[] {
  if ('if' in step) return [...step.then, ...(step.else ?? [])];
  return 'steps' in step ? step.steps : [];
}

/** The ids of all steps, at any depth, in the order of the document. */
export function stepIds(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => [step.id, ...stepIds(innerSteps(step))]);
}

/** The step with this id, at any depth. */
export function findStep(steps: readonly Step[], id: string): Step | undefined {
  for (const step of steps) {
    const found = step.id === id ? step : findStep(innerSteps(step), id);
    if (found !== undefined) return found;
  }
  return undefined;
}
