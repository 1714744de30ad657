import { z } from 'zod';

import { field, type Action, type AntiExample } from '../connector/define.ts';
import { acknowledgement, dataFields, id, namesPerson, person, recipientFields } from './fields.ts';
import { iterableTime } from './time-fields.ts';

/** What all targeted sends have in common. They take no idempotency key: after a lost answer a person decides. */
export const targetedSend = {
  resource: 'messages',
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  identity: 'recipient',
  answer: 'envelope',
  dataFields: ['dataFields'],
  horizon: { field: 'sendAt', maxDaysAhead: 365 },
  output: acknowledgement,
} as const satisfies Partial<Action>;

/** Fields of a targeted send. @param medium as Iterable names it on campaigns. @param word how the form names it */
export const targetFields = (medium: string, word: string) => ({
  campaignId: id.meta(
    field({
      title: `${word} campaign`,
      help: `A running, API-triggered campaign of the ${word} medium.`,
      picklist: { name: 'campaigns', args: { medium, type: 'Triggered', state: 'Running' } },
      example: 4572825,
    }),
  ),
  ...recipientFields,
  dataFields: dataFields
    .refine((fields) => JSON.stringify(fields).length <= 12_000, 'Expected at most 12,000 characters')
    .optional()
    .meta(
      field({
        title: 'Merge fields',
        help: 'Fills the template for this message only; at most 12,000 characters.',
        sticky: true,
        control: 'dataFields',
      }),
    ),
  sendAt: iterableTime.optional().meta(
    field({
      title: 'Send at',
      help: 'UTC, at most 365 days ahead. Left out or in the past: sent now.',
      control: 'date',
      example: '2031-08-04 08:04:46',
    }),
  ),
  allowRepeatMarketingSends: z
    .boolean()
    .optional()
    .meta(
      field({
        title: 'Allow repeats',
        help: 'Off: a person gets one marketing campaign once. Iterable allows repeats unless this is off.',
        advanced: true,
      }),
    ),
});

/** Comes back with every webhook of the message (Iterable has it for email and push only). */
export const sendMetadata = dataFields.optional().meta(
  field({
    title: 'Metadata',
    help: 'Comes back with the webhooks of this message and is not shown to the person: put your own id here.',
    control: 'dataFields',
  }),
);

/** Inputs that every targeted send refuses. */
export const targetAntiExamples: readonly [AntiExample, ...AntiExample[]] = [
  {
    input: { campaignId: 'abc', recipientEmail: 'ada@example.com' },
    reason: 'A campaign id is a number; "abc" must not become 0.',
  },
  { input: { campaignId: '', recipientEmail: 'ada@example.com' }, reason: 'Empty text is no campaign.' },
  {
    input: { campaignId: 4572825, recipientEmail: 'ada@example.com', sendAt: '2031-02-30 10:00:00' },
    reason: 'There is no 30 February.',
  },
  {
    input: { campaignId: 4572825, recipientEmail: 'ada@example.com', dataFields: { text: 'x'.repeat(12_000) } },
    reason: 'Merge fields have at most 12,000 characters.',
  },
];

/** Iterable's answers to a targeted send. */
export const sentAnswer = {
  msg: 'Campaign 4572825 - Sent triggered message to: ada.lovell@example.com',
  code: 'Success',
  params: null,
};
export const scheduledAnswer = {
  msg: 'Campaign 4572825 - Scheduled triggered message for: 2031-08-04T08:04:46.000Z to: ada.lovell@example.com',
  code: 'Success',
  params: { scheduledMessageId: 891074607 },
};

/** Fields of a cancellation. @param medium as Iterable names it on campaigns */
const cancelFields = (medium: string) =>
  z
    .strictObject({
      scheduledMessageId: id.optional().meta(
        field({
          title: 'Scheduled message',
          help: 'The `scheduledMessageId` that the send step gave: cancels this one message.',
          sticky: true,
        }),
      ),
      campaignId: id.optional().meta(
        field({
          title: 'Campaign',
          help: 'Together with a person: cancels all scheduled messages of the campaign to that person.',
          sticky: true,
          picklist: { name: 'campaigns', args: { medium, type: 'Triggered' } },
        }),
      ),
      ...person,
    })
    .refine((input) => (input.scheduledMessageId === undefined) !== (input.campaignId === undefined), {
      error: 'Expected either a scheduled message or a campaign',
      path: ['scheduledMessageId'],
    })
    .refine((input) => input.scheduledMessageId === undefined || !namesPerson(input), {
      error: 'Expected no person here: the scheduled message names one already',
      path: ['scheduledMessageId'],
    });

/** What all cancellations of scheduled messages have in common, but name, texts and path. */
export const cancelMessage = (medium: string) =>
  ({
    resource: 'messages',
    effect: 'write',
    idempotent: true,
    onUnknownOutcome: 'retry',
    identity: (input: { scheduledMessageId?: number | undefined }) =>
      input.scheduledMessageId === undefined ? 'user' : 'none',
    answer: 'envelope',
    input: cancelFields(medium),
    output: acknowledgement,
    request: (input: z.output<ReturnType<typeof cancelFields>>) => ({
      body: input.scheduledMessageId === undefined ? input : { scheduledMessageId: input.scheduledMessageId },
    }),
    examples: [
      {
        title: 'One scheduled message',
        input: { scheduledMessageId: 891074607 },
        output: { msg: '', code: 'Success', params: null },
      },
      {
        title: 'All scheduled messages of a campaign to one person',
        input: { campaignId: 4572825, email: 'ada.lovell@example.com' },
        output: { msg: '', code: 'Success', params: null },
      },
    ],
    antiExamples: [
      { input: { email: 'ada@example.com' }, reason: 'A person alone does not say which message.' },
      {
        input: { campaignId: 4572825, scheduledMessageId: 891074607, email: 'ada@example.com' },
        reason: 'Either one message or all of a campaign.',
      },
      {
        input: { scheduledMessageId: 891074607, email: 'ada@example.com' },
        reason: 'The id names one message; a person would be ignored.',
      },
      { input: { scheduledMessageId: 'abc' }, reason: 'An id is a number; "abc" must not become 0.' },
    ],
  }) as const satisfies Partial<Action>;
