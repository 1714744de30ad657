export { checkRecipe } from './check-recipe.ts';
export { evaluate } from './condition.ts';
export type {
  JobEnd,
  RecipeRun,
  RunContext,
  StartRecipe,
  StartTrigger,
  StepAnswer,
  StepRequest,
} from './job-machine.ts';
export { applyClear } from './mapping/apply-clear.ts';
export { mappingFunctions } from './mapping/functions.ts';
export { escapeTemplate, parseTemplate } from './mapping/parse-template.ts';
export { CLEAR, resolveMapping } from './mapping/resolve.ts';
export type { Resolved } from './mapping/resolve.ts';
export type { Scope } from './mapping/scope.ts';
export { parseRecipe, readRecipe, recipeInvalid } from './parse-recipe.ts';
export type { Condition, Mapping, Problem, Recipe, Step } from './recipe.ts';
export type { CheckedAction, CheckedTrigger, RecipeCheckContext, ValueFault } from './recipe-check-context.ts';
export { recipeLimits } from './recipe-limits.ts';
export { recipeSchema } from './recipe-schema.ts';
export { isJobEnd, resumeRecipe } from './resume-recipe.ts';
export type { ResumedRun } from './resume-recipe.ts';
export { retryDelay } from './retry-delay.ts';
export { isRepeatable, lostAnswerRule, settleInterrupted, settleStep } from './settle-step.ts';
export type { AttemptResult, InterruptedSettlement, Settlement, StepNature } from './settle-step.ts';
export { startRecipe } from './start-recipe.ts';
export { innerSteps, stepIds } from './step-ids.ts';
