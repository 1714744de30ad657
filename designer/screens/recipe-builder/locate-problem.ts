import type { RecipeDocument } from './recipe-document.ts';
import { placedSteps } from './step-tree.ts';

/** A fault of the document as the server names it. */
export interface Problem {
  code: string;
  path: string;
  message: string;
  hint: string;
}

/** What the builder selects: the start of the recipe, or a step. */
export const startId = '@start';

/** Where in the builder a fault stands. */
export interface ProblemPlace {
  /** `startId` or the id of a step; null = the recipe as a whole */
  selected: string | null;
  /** path below the trigger or step: `with.email` */
  field: string;
  label: string;
}

/** Finds the step of a fault: the innermost one that its path names. */
export function locateProblem(document: RecipeDocument, { path }: Pick<Problem, 'path'>): ProblemPlace {
  const inside = placedSteps(document)
    .filter(({ path: at }) => path === at || path.startsWith(`${at}.`))
    .at(-1);
  if (inside !== undefined) {
    const { step, number } = inside;
    return { selected: step.id, field: path.slice(inside.path.length + 1), label: `Step ${number}, ${step.id}` };
  }
  if (path === '' || path.startsWith('steps')) return { selected: null, field: path, label: 'Recipe' };
  return { selected: startId, field: path.replace(/^trigger\./, ''), label: 'Start' };
}

/** The faults of one step by field, as forms take them: below `with` of the step or of its call. */
export function fieldErrors(
  document: RecipeDocument,
  problems: readonly Problem[],
  selected: string,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const problem of problems) {
    const place = locateProblem(document, problem);
    if (place.selected !== selected) continue;
    errors[place.field.replace(/^(forEachPage\.)?with\.?/, '')] ??= `${problem.message} ${problem.hint}`;
  }
  return errors;
}
