import type { Json } from '../../errors/json.ts';
import { parseDate } from './parse-date.ts';
import { isBlank, toNumber } from './mapping-function.ts';

/**
 * Equality as users expect it between a form and a payload: 5 and "5" are equal, true and "true" are equal, missing, null and
 * "" are equal. Two texts are compared as texts, so that long ids never pass through a number.
 */
export function areEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (typeof a === 'object' || typeof b === 'object') return haveSameContent(a, b);
  if (typeof a === typeof b) return a === b;
  return String(a) === String(b) || (toNumber(a) !== undefined && toNumber(a) === toNumber(b));
}

function haveSameContent(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((v, i) => haveSameContent(v, b[i]));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && haveSameContent(a[key], b[key]))
  );
}

/** -1, 0 or 1 for two numbers or two dates; `undefined` where the values have no order. */
export function compareOrder(a: Json | undefined, b: Json | undefined): number | undefined {
  const numbers = [toNumber(a), toNumber(b)] as const;
  if (numbers[0] !== undefined && numbers[1] !== undefined) return Math.sign(numbers[0] - numbers[1]);
  const times = [parseDate(a), parseDate(b)] as const;
  if (times[0] === undefined || times[1] === undefined) return undefined;
  return Math.sign(times[0].epochMs - times[1].epochMs);
}

/** Whether a text holds another text, or a list holds a value. */
export function holds(container: Json | undefined, value: Json | undefined): boolean {
  if (Array.isArray(container)) return container.some((item) => areEqual(item, value));
  if (isBlank(container) || isBlank(value)) return false;
  return typeof container !== 'object' && typeof value !== 'object' && String(container).includes(String(value));
}
