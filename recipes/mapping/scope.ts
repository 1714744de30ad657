import type { Json } from '../../errors/json.ts';
import type { PathExpression, PathKey } from './template.ts';

/** One round of a for-each: the item (an array in the batch form) and its position from 0. */
export interface LoopRound {
  item: Json;
  index: number;
}

/** What pills can refer to at one place of a run. Names chosen by users are keys of maps, never of objects. */
export interface Scope {
  trigger: Json;
  event: { id: string; receivedAt: string };
  job: { id: string | null };
  /** output of each step recorded so far in this round */
  steps: ReadonlyMap<string, Json>;
  /** the surrounding round's scope, for steps recorded outside the loop */
  outer?: Scope;
  /** the rounds of all surrounding for-eaches, by step id */
  loops: ReadonlyMap<string, LoopRound>;
  /** the innermost round */
  round?: LoopRound;
  /** one row of a bulk run; recipes have none */
  row?: Json;
}

/** The names a path may begin with. */
export const scopeRoots = ['trigger', 'steps', 'item', 'index', 'loops', 'event', 'job'] as const;

/** Reads own properties only, so that no key reaches a prototype. `undefined` means missing. */
export function readOwn(value: Json | undefined, keys: readonly PathKey[]): Json | undefined {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found) && !/^\d+$/.test(String(key))) return undefined;
    if (!Object.hasOwn(found, key)) return undefined;
    found = (found as Record<PathKey, Json | undefined>)[key];
  }
  return found;
}

/** The value a path refers to; `undefined` means missing. */
export function readScope(scope: Scope, { root, keys }: PathExpression): Json | undefined {
  switch (root) {
    case 'trigger':
      return readOwn(scope.trigger, keys);
    case 'item':
      return readOwn(scope.round?.item, keys);
    case 'index':
      return readOwn(scope.round?.index, keys);
    case 'event':
      return readOwn({ id: scope.event.id, receivedAt: scope.event.receivedAt }, keys);
    case 'job':
      return readOwn({ id: scope.job.id }, keys);
    case 'row':
      return readOwn(scope.row, keys);
    case 'steps':
      return readOwn(stepOutput(scope, String(keys[0])), keys.slice(1));
    case 'loops': {
      const round = scope.loops.get(String(keys[0]));
      return round === undefined ? undefined : readOwn({ item: round.item, index: round.index }, keys.slice(1));
    }
    default:
      return undefined;
  }
}

function stepOutput(scope: Scope, id: string): Json | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const output = at.steps.get(id);
    if (output !== undefined) return output;
  }
  return undefined;
}
