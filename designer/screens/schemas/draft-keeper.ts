import * as z from 'zod/mini';

import { sources, type Draft } from './draft.ts';

const keptSchema = z.object({
  source: z.enum(sources),
  text: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string(), bytes: z.number(), samples: z.number() })),
  replace: z.boolean(),
  lastEvents: z.number(),
  edits: z.array(z.looseObject({ path: z.string() })),
});
const key = 'itc.wizard';

interface Place {
  connection: string;
  triggerKey: string;
}
const keptAt = z.object({ connection: z.string(), triggerKey: z.string(), draft: keptSchema });

/** What this tab held of the schema before a reload; null when nothing. */
export function readDraft({ connection, triggerKey }: Place): Draft | null {
  try {
    const found = keptAt.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
    const isSame = found.success && found.data.connection === connection && found.data.triggerKey === triggerKey;
    return isSame ? (found.data.draft as Draft) : null;
  } catch {
    return null;
  }
}

/** Keeps the draft while this tab is open, no longer: samples can hold personal data. Does without where the browser keeps nothing. */
export function keepDraft(place: Place, draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...place, draft }));
  } catch {
    // the page still has it
  }
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
