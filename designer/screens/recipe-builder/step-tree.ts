import type { Json } from '../../api/types.ts';
import type { RecipeDocument, Step } from './recipe-document.ts';

export type Branch = 'steps' | 'then' | 'else';

/** A list of steps: of the recipe (`parent` null) or of a block. */
export interface StepList {
  parent: string | null;
  branch: Branch;
}

/** A place for a step: before another one, or at the end of its list. */
export interface StepPlace extends StepList {
  before: string | null;
}

/** A step as it stands in the document. */
export interface PlacedStep {
  step: Step;
  list: StepList;
  index: number;
  /** path in the document: `steps[0].then[1]` */
  path: string;
  /** as people count: `1.2` */
  number: string;
  /** 0 at the top */
  level: number;
}

/** The lists within a step, in their order. */
export function branchesOf(step: Step): [Branch, Step[]][] {
  if ('if' in step)
    return [
      ['then', step.then],
      ['else', step.else ?? []],
    ];
  return 'steps' in step ? [['steps', step.steps]] : [];
}

/** Every step in the order of the document. */
export function placedSteps(document: RecipeDocument): PlacedStep[] {
  const placed: PlacedStep[] = [];
  const walk = (steps: Step[], list: StepList, path: string, prefix: string, level: number, from = 0): void => {
    for (const [index, step] of steps.entries()) {
      const at = `${path}[${index}]`;
      const number = `${prefix}${from + index + 1}`;
      placed.push({ step, list, index, path: at, number, level });
      let counted = 0;
      for (const [branch, inner] of branchesOf(step)) {
        walk(inner, { parent: step.id, branch }, `${at}.${branch}`, `${number}.`, level + 1, counted);
        counted += inner.length;
      }
    }
  };
  walk(document.steps, { parent: null, branch: 'steps' }, 'steps', '', 0);
  return placed;
}

export const findStep = (document: RecipeDocument, id: string): PlacedStep | undefined =>
  placedSteps(document).find(({ step }) => step.id === id);

/** Applies a change to every list of steps, inner ones first. */
function mapLists(document: RecipeDocument, change: (steps: Step[], list: StepList) => Step[]): RecipeDocument {
  const inside = (step: Step): Step => {
    if ('if' in step) {
      const then = mapList(step.then, { parent: step.id, branch: 'then' });
      const before = step.else;
      const after = mapList(before ?? [], { parent: step.id, branch: 'else' });
      return { ...step, then, ...(before === undefined && after.length === 0 ? {} : { else: after }) };
    }
    return 'steps' in step ? { ...step, steps: mapList(step.steps, { parent: step.id, branch: 'steps' }) } : step;
  };
  const mapList = (steps: Step[], list: StepList): Step[] => change(steps.map(inside), list);
  return { ...document, steps: mapList(document.steps, { parent: null, branch: 'steps' }) };
}

/** Changes one step. */
export const updateStep = (document: RecipeDocument, id: string, change: (step: Step) => Step): RecipeDocument =>
  mapLists(document, (steps) => steps.map((step) => (step.id === id ? change(step) : step)));

/** Takes a step out, with what is in it. */
export const removeStep = (document: RecipeDocument, id: string): RecipeDocument =>
  mapLists(document, (steps) => steps.filter((step) => step.id !== id));

/** Puts a step in. */
export function insertStep(document: RecipeDocument, place: StepPlace, step: Step): RecipeDocument {
  return mapLists(document, (steps, list) => {
    if (list.parent !== place.parent || list.branch !== place.branch) return steps;
    const index = steps.findIndex(({ id }) => id === place.before);
    return index === -1 ? [...steps, step] : [...steps.slice(0, index), step, ...steps.slice(index)];
  });
}

/** Moves a step; the document as it is where the place is the step itself or within it. */
export function moveStep(document: RecipeDocument, id: string, place: StepPlace): RecipeDocument {
  const found = findStep(document, id);
  if (found === undefined || place.before === id || place.parent === id) return document;
  const inner = placedSteps({ ...document, steps: [found.step] }).map(({ step }) => step.id);
  if (place.parent !== null && inner.includes(place.parent)) return document;
  return insertStep(removeStep(document, id), place, found.step);
}

/** The place one up or down: past the neighbour, or out of the block at its edge. null at the end of the recipe. */
export function neighbourPlace(document: RecipeDocument, id: string, direction: 'up' | 'down'): StepPlace | null {
  const all = placedSteps(document);
  const found = all.find(({ step }) => step.id === id);
  if (found === undefined) return null;
  const siblings = all.filter(({ list }) => list.parent === found.list.parent && list.branch === found.list.branch);
  const target = siblings[found.index + (direction === 'up' ? -1 : 1)];
  if (target !== undefined) {
    const before = direction === 'up' ? target.step.id : (siblings[found.index + 2]?.step.id ?? null);
    return { ...found.list, before };
  }
  const parent = all.find(({ step }) => step.id === found.list.parent);
  if (parent === undefined) return null;
  const around = all.filter(({ list }) => list.parent === parent.list.parent && list.branch === parent.list.branch);
  const before = direction === 'up' ? parent.step.id : (around[parent.index + 1]?.step.id ?? null);
  return { ...parent.list, before };
}

/** An id that no step has yet. */
export function freshId(document: RecipeDocument, wanted: string): string {
  const taken = new Set(placedSteps(document).map(({ step }) => step.id));
  const base =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_')
      .replace(/^[^a-z]+/, '')
      .slice(0, 56) || 'step';
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}_${count}`;
    if (!taken.has(id)) return id;
  }
}

const reference = (id: string): RegExp =>
  new RegExp(`(\\b(?:steps|loops))(\\.${id}(?![\\w-])|\\[["']${id}["']\\])`, 'g');

/** The same JSON with references to a step in its pills bound to another id. */
export function rebindPills<T>(value: T, from: string, to: string): T {
  if (typeof value === 'string') {
    return value.replace(/\{\{.*?\}\}/gs, (pill) => pill.replace(reference(from), `$1.${to}`)) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(([key, item]) => [key, rebindPills(item as Json, from, to)] as const);
  // what does not refer to the step stays the same object, so that its form keeps what it holds
  if (parts.every(([key, item]) => item === (value as Record<string, unknown>)[key])) return value;
  return (Array.isArray(value) ? parts.map(([, item]) => item) : Object.fromEntries(parts)) as T;
}

/** Gives a step another id; every pill that refers to it follows. */
export function renameStep(document: RecipeDocument, from: string, to: string): RecipeDocument {
  const renamed = updateStep(document, from, (step) => ({ ...step, id: to }));
  return { ...renamed, steps: rebindPills(renamed.steps, from, to) };
}

/** Puts a copy right after a step, with ids of its own; pills between the copied steps stay among themselves. */
export function duplicateStep(document: RecipeDocument, id: string): { document: RecipeDocument; copyId: string } {
  const found = findStep(document, id);
  if (found === undefined) return { document, copyId: id };
  let grown = document;
  let copy = [structuredClone(found.step)];
  for (const { step } of placedSteps({ ...document, steps: [found.step] })) {
    const to = freshId(grown, step.id.replace(/_\d+$/, ''));
    copy = renameStep({ ...document, steps: copy }, step.id, to).steps;
    // a taken id counts for the next one
    grown = { ...grown, steps: [...grown.steps, { id: to, stop: { as: 'stopped' } }] };
  }
  const [step] = copy;
  if (step === undefined) return { document, copyId: id };
  const all = placedSteps(document).filter(
    ({ list }) => list.parent === found.list.parent && list.branch === found.list.branch,
  );
  const before = all[found.index + 1]?.step.id ?? null;
  return { document: insertStep(document, { ...found.list, before }, step), copyId: step.id };
}
