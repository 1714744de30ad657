import type { Json } from '../../api/types.ts';
import { fieldPath } from '../../fields/field-value.ts';
import type { ForEachPageStep, ForEachStep, RecipeDocument, Step } from './recipe-document.ts';
import { placedSteps } from './step-tree.ts';

/** An earlier step whose output can be used at a place. */
export interface VisibleStep {
  step: Step;
  /** it may not have run there: it is in a branch, or skipped */
  isUncertain: boolean;
}

/** What pills can refer to at a step. */
export interface PillScope {
  steps: VisibleStep[];
  /** the surrounding for-eaches, outermost first */
  loops: (ForEachStep | ForEachPageStep)[];
}

/** What each step can refer to, by its id. */
export function pillScopes(document: RecipeDocument): Map<string, PillScope> {
  const scopes = new Map<string, PillScope>();
  const walk = (steps: Step[], before: PillScope): PillScope => {
    let scope = before;
    for (const step of steps) {
      scopes.set(step.id, scope);
      const own = { step, isUncertain: step.skip === true };
      const withOwn = { ...scope, steps: [...scope.steps, own] };
      if ('if' in step) {
        const known = withOwn.steps.length;
        const inner = [walk(step.then, withOwn), walk(step.else ?? [], withOwn)];
        const maybe = inner.flatMap((branch) =>
          branch.steps.slice(known).map((one) => ({ ...one, isUncertain: true })),
        );
        scope = { ...withOwn, steps: [...withOwn.steps, ...maybe] };
      } else {
        // outputs of a round are gone after the loop
        if ('steps' in step) walk(step.steps, { steps: scope.steps, loops: [...scope.loops, step] });
        scope = withOwn;
      }
    }
    return scope;
  };
  walk(document.steps, { steps: [], loops: [] });
  return scopes;
}

/** The ids of the steps that pills in a value refer to. */
export function referencesIn(value: unknown): Set<string> {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part === 'string') {
      for (const [pill] of part.matchAll(/\{\{.*?\}\}/gs)) {
        for (const [, plain, quoted] of pill.matchAll(/\bsteps(?:\.([a-z]\w*)|\[["']([a-z]\w*)["']\])/g)) {
          found.add(plain ?? quoted ?? '');
        }
      }
    } else if (typeof part === 'object' && part !== null) Object.values(part).forEach(look);
  };
  look(value);
  return found;
}

/** What a step itself says, without the steps inside it. */
function ownParts(step: Step): unknown {
  if ('if' in step) return step.if;
  if ('forEach' in step) return step.forEach;
  if ('forEachPage' in step) return step.forEachPage;
  return step;
}

interface LostReference {
  step: Step;
  refersTo: string;
}

function lostReferences(document: RecipeDocument): LostReference[] {
  const scopes = pillScopes(document);
  const ids = new Set(scopes.keys());
  return placedSteps(document).flatMap(({ step }) => {
    const visible = new Set(scopes.get(step.id)?.steps.map((one) => one.step.id));
    // a pill to a step that is gone is no matter of the order
    const lost = [...referencesIn(ownParts(step))].filter((id) => ids.has(id) && !visible.has(id));
    return lost.map((refersTo) => ({ step, refersTo }));
  });
}

/** Why an order of steps is refused: a step would use what has not run yet. null = it is fine, or no worse than before. */
export function moveFault(before: RecipeDocument, after: RecipeDocument): string | null {
  const old = new Set(lostReferences(before).map(({ step, refersTo }) => `${step.id} ${refersTo}`));
  const fresh = lostReferences(after).find(({ step, refersTo }) => !old.has(`${step.id} ${refersTo}`));
  if (fresh === undefined) return null;
  return `Step ${fresh.step.id} uses the output of step ${fresh.refersTo}, which would not have run by then. Move ${fresh.refersTo} first, or map another value in ${fresh.step.id}.`;
}

/** The texts with pills in a value, by their path as faults name it. */
export function formulasIn(value: Json | undefined, path = ''): Record<string, string> {
  if (typeof value === 'string') return value.includes('{{') ? { [path]: value } : {};
  if (typeof value !== 'object' || value === null) return {};
  const parts = Array.isArray(value)
    ? value.map((item, index) => formulasIn(item, `${path}[${index}]`))
    : Object.entries(value).map(([key, item]) => formulasIn(item, fieldPath(path, key)));
  return Object.assign({}, ...parts) as Record<string, string>;
}
