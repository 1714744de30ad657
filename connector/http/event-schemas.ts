import { z } from 'zod';

import { triggerSources } from '../define.ts';
import { pageQuery, time } from './answer-schemas.ts';

const kind = z.enum(triggerSources);

/** An event without its payload. */
export const event = z.object({
  id: z.string(),
  connection: z.string(),
  kind,
  eventName: z.string().nullable(),
  workflowId: z.string().nullable(),
  receivedAt: time,
  duplicateOf: z.string().nullable(),
  jobs: z.array(z.string()),
});

/** What lists of events are filtered by. */
export const eventFilters = {
  ...pageQuery,
  connection: z.string().optional(),
  kind: kind.optional(),
  eventName: z.string().optional(),
  workflowId: z.string().optional(),
  duplicates: z.stringbool().optional().meta({ description: 'false leaves repeated deliveries out.' }),
  from: z.iso.datetime().optional().meta({ description: 'Received at or after; UTC, ISO 8601.' }),
  to: z.iso.datetime().optional().meta({ description: 'Received before.' }),
};
