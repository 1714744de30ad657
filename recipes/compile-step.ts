import type { CompiledMapping } from './mapping/resolve.ts';
import { compileMapping } from './mapping/resolve.ts';
import type { Mapping, Step } from './recipe.ts';

// keyed by the step object: a stored version of a recipe never changes, and the entry goes when the document does
const compiled = new WeakMap<Step, CompiledMapping>();

/** Parses the one mapping of a step, once for each loaded document. */
export function compileStep(step: Step, mapping: Mapping | Record<string, Mapping>, path: string): CompiledMapping {
  const known = compiled.get(step);
  if (known !== undefined) return known;
  const fresh = compileMapping(mapping, path);
  compiled.set(step, fresh);
  return fresh;
}
