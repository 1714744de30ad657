import type { Json } from '../errors/json.ts';
import { areEqual, compareOrder, holds } from './mapping/compare-values.ts';
import { isBlank } from './mapping/mapping-function.ts';
import { CLEAR, resolveMapping } from './mapping/resolve.ts';
import type { Scope } from './mapping/scope.ts';
import type { Comparison, ComparisonOperator, Condition, Mapping } from './recipe.ts';

type Test = (left: Json | undefined, right: Json | undefined) => boolean;

function startsWith(left: Json | undefined, right: Json | undefined): boolean {
  return isText(left) && isText(right) && String(left).startsWith(String(right));
}

function endsWith(left: Json | undefined, right: Json | undefined): boolean {
  return isText(left) && isText(right) && String(left).endsWith(String(right));
}

// a blank is no text: otherwise every text would begin with a missing field
function isText(value: Json | undefined): boolean {
  return !isBlank(value) && typeof value !== 'object';
}

function isWord(value: Json | undefined, word: boolean): boolean {
  return value === word || (typeof value === 'string' && value.trim().toLowerCase() === String(word));
}

function isEmpty(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return isBlank(value) || (typeof value === 'object' && Object.keys(value).length === 0);
}

const tests: Record<ComparisonOperator, Test> = {
  equals: areEqual,
  not_equals: (left, right) => !areEqual(left, right),
  contains: holds,
  not_contains: (left, right) => !holds(left, right),
  starts_with: startsWith,
  ends_with: endsWith,
  greater_than: (left, right) => compareOrder(left, right) === 1,
  less_than: (left, right) => compareOrder(left, right) === -1,
  in: (left, right) => (Array.isArray(right) ? holds(right, left) : areEqual(left, right)),
  is_present: (left) => !isEmpty(left),
  is_blank: isEmpty,
  is_true: (left) => isWord(left, true),
  is_false: (left) => isWord(left, false),
};

/** Operators that look at the left side only. */
export const unaryOperators: ReadonlySet<ComparisonOperator> = new Set([
  'is_present',
  'is_blank',
  'is_true',
  'is_false',
]);

/**
 * Whether a condition holds. Missing pills count as blank; numbers and numeric texts are compared as numbers.
 * @param path where the condition stands in the document, for errors
 */
export function evaluate(condition: Condition, scope: Scope, path = ''): boolean {
  if ('all' in condition) return condition.all.every((part, i) => evaluate(part, scope, `${path}.all[${String(i)}]`));
  if ('any' in condition) return condition.any.some((part, i) => evaluate(part, scope, `${path}.any[${String(i)}]`));
  if ('not' in condition) return !evaluate(condition.not, scope, `${path}.not`);
  return compare(condition, scope, path);
}

function compare({ left, op, right }: Comparison, scope: Scope, path: string): boolean {
  const value = (side: Mapping | undefined, name: string): Json | undefined => {
    const resolved = side === undefined ? undefined : resolveMapping(side, scope, `${path}.${name}`);
    return resolved === CLEAR ? undefined : (resolved as Json | undefined);
  };
  return tests[op](value(left, 'left'), value(right, 'right'));
}
