import { z } from 'zod';

/** Body of a system webhook. Loose on purpose: Iterable adds keys without notice, and recipes may already map them. */
export const systemEnvelope = z.looseObject({
  email: z.string().nullish().meta({ title: 'Email', description: 'Missing or null in projects that use user IDs.' }),
  userId: z.string().nullish().meta({ title: 'User ID' }),
  eventName: z.string().meta({ title: 'Event name' }),
  dataFields: z
    .looseObject({})
    .nullish()
    .meta({ title: 'Data fields', description: 'What Iterable tells of the event.' }),
});

/** Body of a journey webhook with Iterable's default template; a custom template may send anything else. */
export const journeyEnvelope = z.looseObject({
  workflowId: z.union([z.number(), z.string()]).nullish().meta({ title: 'Journey ID' }),
  email: z.string().nullish().meta({ title: 'Email' }),
  userId: z.string().nullish().meta({ title: 'User ID' }),
  eventName: z.string().nullish().meta({ title: 'Name of the triggering event' }),
  dataFields: z.looseObject({}).nullish().meta({ title: 'Data fields of the triggering event' }),
});
