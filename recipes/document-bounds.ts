import type { Problem } from './recipe.ts';
import { joinPath } from './mapping/resolve.ts';
import { recipeLimits } from './recipe-limits.ts';

function problem(path: string, message: string, hint: string): Problem {
  return { code: 'ITC_RECIPE_FIELD', path, message, hint };
}

/** Faults of a parsed document before its schema is looked at: size, depth, keys and values that JSON does not have. */
export function checkBounds(document: unknown): Problem[] {
  const problems: Problem[] = [];
  const open: { value: unknown; path: string; depth: number }[] = [{ value: document, path: '', depth: 0 }];
  for (let count = 1; ; count++) {
    const next = open.pop();
    if (next === undefined || problems.length >= 20) return problems;
    const { value, path, depth } = next;
    if (count > recipeLimits.values || depth > recipeLimits.depth) {
      const what = depth > recipeLimits.depth ? 'is nested too deeply' : 'has too many values';
      return [...problems, problem('', `The document ${what}.`, 'Split it into several recipes.')];
    }
    problems.push(...checkScalar(value, path));
    if (typeof value !== 'object' || value === null) continue;
    // pushed in reverse, so that faults come in the order of the document
    for (const [key, item] of Object.entries(value).reverse()) {
      const at = Array.isArray(value) ? `${path}[${key}]` : joinPath(path, key);
      open.push({ value: key === '__proto__' ? Symbol('key') : item, path: at, depth: depth + 1 });
    }
  }
}

function checkScalar(value: unknown, path: string): Problem[] {
  if (typeof value === 'symbol') {
    return [problem(path, 'The key __proto__ is not allowed.', 'Use another name for this field.')];
  }
  const isJson = ['string', 'boolean', 'object'].includes(typeof value) || Number.isFinite(value);
  return isJson ? [] : [problem(path, 'This value does not exist in JSON.', 'Write it as a text in quotes.')];
}

/** Faults of the step tree as a whole: how many steps, how deep. */
export function checkStepCount(document: unknown): Problem[] {
  let count = 0;
  const open: { value: unknown; path: string; depth: number }[] = [
    { value: read(document, 'steps'), path: 'steps', depth: 1 },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    if (!Array.isArray(value) || value.length === 0) continue;
    if (depth > recipeLimits.nesting) {
      const message = `Steps are nested deeper than ${String(recipeLimits.nesting)}.`;
      return [problem(path, message, 'Move the inner steps up, or into another recipe.')];
    }
    count += value.length;
    for (const [index, step] of value.entries()) {
      for (const key of ['then', 'else', 'steps']) {
        open.push({ value: read(step, key), path: `${path}[${String(index)}].${key}`, depth: depth + 1 });
      }
    }
  }
  if (count <= recipeLimits.steps) return [];
  const message = `The recipe has ${String(count)} steps, more than ${String(recipeLimits.steps)}.`;
  return [problem('steps', message, 'Split it into several recipes.')];
}

function read(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
