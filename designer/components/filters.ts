import type * as z from 'zod/mini';

/** A filter form: each field optional or with a default, each value text, number, boolean or one of a few words. */
export type FilterSchema = z.ZodMiniObject;

/** Reads filters from an address; a value that its field does not take counts as left out, the others stay. */
export function readFilters<S extends FilterSchema>(schema: S, params: URLSearchParams): z.output<S> {
  const found: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(schema.shape)) {
    const text = params.get(key);
    const given = text === null || text === '' ? undefined : text;
    const parsed = (field as z.ZodMiniType).safeParse(given);
    found[key] = parsed.success ? parsed.data : (field as z.ZodMiniType).safeParse(undefined).data;
  }
  return found as z.output<S>;
}

/** The address with changed filters; what is undefined, null or empty leaves it, other parameters stay. */
export function writeFilters(params: URLSearchParams, change: Record<string, unknown>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined || value === null || value === '') next.delete(key);
    else next.set(key, String(value));
  }
  return next;
}
