import type { ShapeMeta } from './store.ts';

/** Of no events. */
export const emptyMeta = (): ShapeMeta => ({
  samples: 0,
  firstAt: '',
  lastAt: '',
  lastEvent: '',
  first: {},
  lastSeen: {},
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a stored value is what this version writes; an earlier one may have written another. */
export function isShapeMeta(value: unknown): value is ShapeMeta {
  if (!isObject(value)) return false;
  const { samples, firstAt, lastAt, lastEvent, first, lastSeen } = value;
  return (
    Number.isSafeInteger(samples) &&
    [firstAt, lastAt, lastEvent].every((text) => typeof text === 'string') &&
    isObject(first) &&
    Object.values(first).every(
      (one) => isObject(one) && typeof one['at'] === 'string' && typeof one['event'] === 'string',
    ) &&
    isObject(lastSeen) &&
    Object.values(lastSeen).every((at) => typeof at === 'string')
  );
}
