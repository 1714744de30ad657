import { z } from 'zod';

import { field, type Action, type AntiExample, type Picklist } from '../connector/define.ts';
import { acknowledgement, id } from './fields.ts';
import { pageAnswer, pageFields } from './page-fields.ts';

/** A campaign to choose. @param args what the pick list is narrowed to */
export const campaignField = (help: string, args: Partial<Record<'type' | 'state' | 'medium', string>> = {}) =>
  id.meta(field({ title: 'Campaign', help, picklist: { name: 'campaigns', args }, example: 701245 }));

/** States of campaigns (Iterable, "List campaign metadata"). */
const campaignState = z.enum([
  'Draft',
  'Ready',
  'Scheduled',
  'Running',
  'Finished',
  'Starting',
  'Aborted',
  'Recurring',
  'Archived',
]);

/** Fields of the two lists of campaigns. */
export const campaignListFields = {
  campaignState: z
    .array(campaignState)
    .min(1, 'Expected at least one state')
    .optional()
    .meta(field({ title: 'States', help: 'Only campaigns in one of these states. Left out: all.', sticky: true })),
  ...pageFields({ maxSize: 1000, sortBy: ['id', 'name', 'createdAt', 'updatedAt', 'startAt'] }),
};

/** Query of the two lists of campaigns: always with a page, for lists without one are on their way out at Iterable. */
export const campaignListQuery = (input: {
  page?: number | undefined;
  pageSize?: number | undefined;
  sort?: string | undefined;
  campaignState?: string[] | undefined;
}) => ({
  page: input.page ?? 1,
  pageSize: input.pageSize ?? 1000,
  sort: input.sort,
  campaignState: input.campaignState,
});

export const campaign = z.looseObject({
  id: z.int().optional().meta({ title: 'Campaign ID' }),
  name: z.string().optional().meta({ title: 'Name' }),
  messageMedium: z.string().optional().meta({ title: 'Medium' }),
  type: z.string().optional().meta({ title: 'Type' }),
  campaignState: z.string().optional().meta({ title: 'State' }),
  templateId: z.int().nullish().meta({ title: 'Template ID' }),
  listIds: z.array(z.int()).optional().meta({ title: 'Lists' }),
  suppressionListIds: z.array(z.int()).optional().meta({ title: 'Suppression lists' }),
  labels: z.array(z.string()).optional().meta({ title: 'Labels' }),
  sendSize: z.number().nullish().meta({ title: 'Number of recipients' }),
  createdAt: z.int().optional().meta({ title: 'Created at (milliseconds)' }),
  updatedAt: z.int().optional().meta({ title: 'Updated at (milliseconds)' }),
  startAt: z.int().nullish().meta({ title: 'Start at (milliseconds)' }),
  endedAt: z.int().nullish().meta({ title: 'Ended at (milliseconds)' }),
  workflowId: z.int().nullish().meta({ title: 'Journey ID' }),
  recurringCampaignId: z.int().nullish().meta({ title: 'Recurring campaign ID' }),
});

export const campaignList = z.looseObject({
  campaigns: z.array(campaign).meta({ title: 'Campaigns' }),
  totalCampaignsCount: z.int().optional().meta({ title: 'Number of campaigns' }),
  ...pageAnswer,
});

export const campaignExample = {
  id: 701245,
  name: 'Spring',
  messageMedium: 'Email',
  type: 'Triggered',
  campaignState: 'Running',
  templateId: 247466,
  labels: [],
  createdAt: 1930000000000,
  updatedAt: 1930000000000,
  createdByUserId: 'editor@example.com',
};

/** What all reads of campaigns have in common. */
export const readsCampaigns = {
  resource: 'campaigns',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'none',
  answer: 'object',
} as const satisfies Partial<Action>;

const refusedIds: readonly [AntiExample, ...AntiExample[]] = [
  { input: {}, reason: 'The campaign is needed.' },
  { input: { campaignId: 'abc' }, reason: 'A campaign id is a number; "abc" must not become 0.' },
  { input: { campaignId: [701245] }, reason: 'One campaign at a time.' },
];

/** A change of one campaign that is named in the body, but name, texts and path. */
export const changesCampaign = (help: string, args: Parameters<typeof campaignField>[1] & Picklist['args'] = {}) => {
  const input = z.strictObject({ campaignId: campaignField(help, args) });
  return {
    resource: 'campaigns',
    effect: 'write',
    idempotent: true,
    onUnknownOutcome: 'retry',
    identity: 'none',
    answer: 'envelope',
    input,
    output: acknowledgement,
    request: (change: z.output<typeof input>) => ({ body: change }),
    examples: [
      { title: 'One campaign', input: { campaignId: 701245 }, output: { msg: '', code: 'Success', params: null } },
    ],
    antiExamples: refusedIds,
  } as const satisfies Partial<Action>;
};
