import { z } from 'zod';

import type { Json } from '../../errors/json.ts';

/** Any JSON; typed as such so that handlers cannot hand out class instances. */
export const anyJson = z.custom<Json>().meta({ description: 'Any JSON value.' });
export const time = z.string().meta({ description: 'UTC, ISO 8601 with milliseconds.', format: 'date-time' });

export const errorJson = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export const jobStatus = z.enum([
  'queued',
  'running',
  'waiting',
  'held',
  'succeeded',
  'failed',
  'stopped',
  'discarded',
]);

/** Every list of the API has this form, newest first. */
export function page<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Cursor of the next page.' }),
  });
}

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(500).optional().meta({ description: 'Items per page; default 50.' }),
  cursor: z.string().max(500).optional().meta({ description: 'The `next` of the page before.' }),
};

export const nameParams = z.object({ name: z.string().min(1).max(200) });
export const idParams = z.object({ id: z.string().min(1).max(100) });

/** Drops keys without a value, so that they count as left out under exactOptionalPropertyTypes. */
export function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** Why an erasure is not due yet. */
export const erasureWait = z
  .enum(['limit', 'no_answer', 'fault'])
  .meta({ description: "Iterable's limit of a day is used up, Iterable did not answer, or something failed here." });
