import { z } from 'zod';

import { defineTrigger, field } from '../connector/define.ts';
import { journeyEnvelope } from '../schemas/iterable/envelope.ts';
import { sampleJourneyPayload } from '../schemas/iterable/sample-payloads.ts';

const inAddress = /[/#](?:workflows?|journeys?)\/(\d{1,18})(?![\w-])/i;
const inQuery = /[?&](?:workflowId|journeyId)=(\d{1,18})(?!\w)/i;

/** The journey's id as text without leading zeros, out of an id or an address of Iterable's web application; null if neither. */
export function readWorkflowId(text: string): string | null {
  const trimmed = text.trim();
  const digits = /^\d{1,18}$/.test(trimmed) ? trimmed : (inAddress.exec(trimmed) ?? inQuery.exec(trimmed))?.[1];
  if (digits === undefined) return null;
  const id = digits.replace(/^0+/, '');
  return id === '' ? null : id;
}

const config = z.strictObject({
  workflow: z
    .union([z.string().max(2_000), z.number().int().positive()])
    .transform((given, context) => {
      const id = readWorkflowId(String(given));
      if (id !== null) return id;
      context.addIssue({
        code: 'custom',
        message: 'Give the ID of the journey, or the address of its page in Iterable.',
      });
      return z.NEVER;
    })
    .optional()
    .meta(
      field({
        title: 'Journey',
        help: 'ID, or the address of the journey in Iterable. Leave empty to take every call to the address of this recipe.',
        example: 'https://app.iterable.com/workflows/612345/edit',
        sticky: true,
      }),
    ),
});

export const newWorkflow = defineTrigger({
  name: 'new_workflow',
  title: 'Journey webhook',
  summary: "Starts the recipe when a journey calls the recipe's own webhook address.",
  docs: 'https://support.iterable.com/hc/en-us/articles/205480275-Journey-Webhooks',
  source: 'journey_webhook',
  config,
  // a body from a custom template need not hold `workflowId`: then the address alone decides
  matches: ({ workflow }, { workflowId }) =>
    workflow === undefined || workflowId === null || readWorkflowId(workflowId) === workflow,
  // journey webhooks carry no id of the message or event
  deliveryKey: () => undefined,
  output: journeyEnvelope,
  sample: ({ workflow }) => sampleJourneyPayload(Number(workflow ?? 612777)),
  examples: [
    { config: { workflow: 612777 }, payload: sampleJourneyPayload(612777) },
    { config: { workflow: 'https://app.iterable.com/workflows/612777/edit' }, payload: sampleJourneyPayload(612777) },
    { config: {}, payload: { order: 'H-17', customer: { id: 'user-777' } } },
  ],
  antiExamples: [
    { config: { workflow: 'welcome' }, reason: 'The name of a journey is not its ID.' },
    { config: { workflow: 0 }, reason: 'Iterable counts journeys from 1.' },
    { config: { workflow: 12.5 }, reason: 'An ID is a whole number.' },
    {
      config: { workflow: 'https://app.iterable.com/campaigns/7000123' },
      reason: 'This is the address of a campaign.',
    },
    { config: { workflowId: 612777 }, reason: 'The field is called `workflow`; an unknown field is a typing error.' },
  ],
});
