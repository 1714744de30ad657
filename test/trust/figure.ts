import { z } from 'zod';

/** One measured figure of `docs/trust.md`: what was tried how often, and how often it failed. */
export const figureSchema = z.strictObject({
  /** id in the goal table, or the name of a promise where the table has no row for it */
  goal: z.string().min(1),
  /** one line, for a reader who has not seen the test */
  what: z.string().min(1),
  tried: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** null where nothing is random */
  seed: z.union([z.int(), z.null()]),
  /** short hash; with `+` when files were changed since */
  commit: z.string().regex(/^[0-9a-f]{7,40}\+?$/),
  machine: z.string().min(1),
  /** ISO 8601, day */
  date: z.iso.date(),
  /** what to type to measure it again */
  command: z.string().min(1),
});

export type Figure = z.infer<typeof figureSchema>;
