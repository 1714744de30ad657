import type { Json } from '../../errors/json.ts';
import { isObject, readMismatches, type IterableRefusal } from './decode-error.ts';
import type { PreparedItem } from './prepare-call.ts';

// refusals that one row causes for the whole call; others (unknown list, missing right) concern every row
const rowCodes = new Set([
  'RequestFieldsTypesMismatched',
  'BadJsonBody',
  'InvalidEmailAddressError',
  'InvalidUserIdError',
  'UniqueFieldsLimitExceeded',
  'ForgottenUserError',
  'ExternalKeyConflict',
  'UnknownEmailError',
  'UnknownUserIdError',
]);

/** Whether a refused bulk call can pass without some of its rows. */
export const isRowFault = (status: number | null, { code }: IterableRefusal): boolean =>
  code !== null && status !== null && status >= 400 && status < 500 && rowCodes.has(code);

/** The rows that the refusal points at: by the value that had the wrong type, or by the place in the body. */
export function findSuspects(refusal: IterableRefusal, chunk: readonly PreparedItem[]): PreparedItem[] {
  const places = new Set(
    Object.keys(refusal.params).flatMap((key) => {
      const place = /\[(\d{1,9})\]/.exec(key)?.[1];
      return place === undefined ? [] : [Number(place)];
    }),
  );
  const mismatches = readMismatches(refusal.params).filter(({ offendingValue }) => offendingValue !== undefined);
  return chunk.filter(
    (item, place) =>
      places.has(place) ||
      mismatches.some(({ field, offendingValue }) => {
        const value = fieldOf(item.body.dataFields, field);
        return value !== undefined && JSON.stringify(value) === JSON.stringify(offendingValue);
      }),
  );
}

/** A field by Iterable's name for it: `address.city` is a nested one, unless a key is written like that. */
function fieldOf(fields: Json | undefined, name: string): Json | undefined {
  if (!isObject(fields)) return undefined;
  if (Object.hasOwn(fields, name)) return fields[name];
  return name
    .split('.')
    .reduce<Json | undefined>(
      (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      fields,
    );
}
