import { moveFault } from './pill-scope.ts';
import type { RecipeDocument } from './recipe-document.ts';
import {
  duplicateStep,
  findStep,
  moveStep,
  neighbourPlace,
  placedSteps,
  removeStep,
  updateStep,
  type StepPlace,
} from './step-tree.ts';

/** What a deed to a step came to: a new document and what to tell, or why it was refused. */
export type StepDeed = { document: RecipeDocument; told: string; selected?: string } | { refused: string };

/** Moves a step to a place, unless a pill would then refer to what has not run. */
export function moveTo(document: RecipeDocument, id: string, place: StepPlace): StepDeed {
  const moved = moveStep(document, id, place);
  if (moved === document) return { refused: `Step ${id} cannot be moved into itself.` };
  const fault = moveFault(document, moved);
  if (fault !== null) return { refused: `Not moved. ${fault}` };
  return { document: moved, told: `Step ${id} is now number ${findStep(moved, id)?.number ?? ''}.` };
}

/** Moves a step one up or down; at the edge of a block it leaves the block. */
export function moveBy(document: RecipeDocument, id: string, direction: 'up' | 'down'): StepDeed {
  const place = neighbourPlace(document, id, direction);
  if (place === null) return { refused: `Step ${id} is ${direction === 'up' ? 'first' : 'last'} already.` };
  return moveTo(document, id, place);
}

export function duplicate(document: RecipeDocument, id: string): StepDeed {
  const { document: next, copyId } = duplicateStep(document, id);
  return { document: next, told: `Step ${id} was duplicated as ${copyId}.`, selected: copyId };
}

export function toggleSkip(document: RecipeDocument, id: string): StepDeed {
  const isSkipped = findStep(document, id)?.step.skip === true;
  const next = updateStep(document, id, ({ skip: _, ...step }) => (isSkipped ? step : { ...step, skip: true }));
  return { document: next, told: `Step ${id} is ${isSkipped ? 'on again' : 'skipped'}.` };
}

/** Takes a step out; undo brings it back. The neighbour is selected then. */
export function remove(document: RecipeDocument, id: string, otherwise: string): StepDeed {
  const next = removeStep(document, id);
  const all = placedSteps(document).map(({ step }) => step.id);
  const left = new Set(placedSteps(next).map(({ step }) => step.id));
  const at = all.indexOf(id);
  const after = all.slice(at).find((one) => left.has(one)) ?? all.slice(0, at).findLast((one) => left.has(one));
  return { document: next, told: `Step ${id} was deleted. Undo brings it back.`, selected: after ?? otherwise };
}
