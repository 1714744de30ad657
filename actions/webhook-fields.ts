import { z } from 'zod';

/** A system webhook as Iterable shows it: without token, headers and the list of its events. */
export const webhookAnswer = z.looseObject({
  id: z.int().meta({ title: 'Webhook ID' }),
  endpoint: z.string().meta({ title: 'Address' }),
  enabled: z.boolean().meta({ title: 'Switched on' }),
  authType: z.string().meta({ title: 'Authentication' }),
  blastSendEnabled: z.boolean().meta({ title: 'For blast campaigns' }),
  triggeredSendEnabled: z.boolean().meta({ title: 'For triggered campaigns' }),
});
