import { z } from 'zod';

/** The switches of campaigns, messages, catalogs and exports; every one may be left out of `POST /sandbox/settings`. */
export const contentSettingsShape = {
  /** campaigns/create without listIds: false makes a triggered campaign (the text), true refuses (the schema, and 2017) */
  requireListIds: z.boolean(),
  /** what Iterable has not enabled for the project; the calls that need it answer 403 */
  disabledFeatures: z.array(z.enum(['campaignActivation', 'campaignScheduling'])),
  /** whether viewInBrowser gives the page itself or a 303 to it; both occur */
  viewInBrowser: z.enum(['page', 'redirect']),
  /** how long after its 202 a catalog write takes effect; 0 is at once */
  catalogDelayMs: z.number().min(0),
  /** how long an export job waits before it runs */
  exportEnqueuedMs: z.number().min(0),
  /** how long a running job takes for each file */
  exportFileMs: z.number().min(0),
  exportFileBytes: z.int().min(1),
  /** files shown by one call of export/{jobId}/files */
  exportFilesPerPage: z.int().min(1),
  /** a job that outgrows this ends completed with exportTruncated */
  exportTotalBytes: z.int().min(1),
  /** every job falls back from running to enqueued once */
  exportRestarts: z.boolean(),
  /** every job ends as failed after its first file */
  exportFails: z.boolean(),
};

export type ContentSettings = z.infer<z.ZodObject<typeof contentSettingsShape>>;

const defaults: ContentSettings = {
  requireListIds: false,
  disabledFeatures: [],
  viewInBrowser: 'page',
  catalogDelayMs: 0,
  exportEnqueuedMs: 200,
  exportFileMs: 100,
  exportFileBytes: 10_000_000,
  exportFilesPerPage: 1000,
  exportTotalBytes: 100_000_000_000,
  exportRestarts: false,
  exportFails: false,
};

/** The settings to start with: the given ones over the defaults. */
export function contentSettings(given: Partial<ContentSettings>): ContentSettings {
  const known = Object.entries(given).filter(([name, value]) => name in defaults && value !== undefined);
  return { ...defaults, ...Object.fromEntries(known) };
}
