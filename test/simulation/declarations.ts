import { z } from 'zod';

import { defineAction, field, type Action } from '../../connector/define.ts';

/** The kinds of steps that the engine treats differently. */
export const natures = {
  look: { effect: 'read', idempotent: true, onUnknownOutcome: 'retry' },
  set: { effect: 'write', idempotent: true, onUnknownOutcome: 'retry' },
  append: { effect: 'write', idempotent: false, onUnknownOutcome: 'hold' },
  send: { effect: 'send', idempotent: false, onUnknownOutcome: 'hold' },
} as const satisfies Record<string, Pick<Action, 'effect' | 'idempotent' | 'onUnknownOutcome'>>;

export type Nature = keyof typeof natures;
export const natureNames = Object.keys(natures) as Nature[];

const input = z.strictObject({
  recipientEmail: z.email().meta(field({ title: 'Recipient' })),
  job: z.string().meta(field({ title: 'Job' })),
  step: z.string().meta(field({ title: 'Step' })),
});

/** One action of each nature, in the shape of a targeted send, so that the book of messages takes part. */
export const simulatedActions = natureNames.map((nature) =>
  defineAction({
    name: `sim_${nature}`,
    resource: 'simulation',
    title: nature,
    summary: `Does a ${nature}.`,
    docs: 'https://example.com',
    ...natures[nature],
    endpoint: { method: 'POST', path: nature === 'send' ? '/api/sms/target' : `/api/simulation/${nature}` },
    identity: 'recipient',
    answer: 'envelope',
    input,
    output: z.looseObject({}),
    request: (given) => ({ body: { ...given } }),
    examples: [{ input: { recipientEmail: 'ada@example.com', job: 'job_1', step: 's1' }, output: { code: 'Success' } }],
    antiExamples: [1, null, {}].map((wrong) => ({
      input: wrong,
      reason: 'It is no person.',
    })) as unknown as Action['antiExamples'],
  }),
) as Action[];
