import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { dataFields, id, idList } from '../fields.ts';
import { iterableTime, timeZone } from '../time-fields.ts';

const input = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Expected a name')
      .meta(field({ title: 'Name', example: 'Spring guests' })),
    templateId: id.meta(
      field({
        title: 'Template',
        help: 'The campaign gets a copy of it and has its medium.',
        picklist: { name: 'templates', args: { type: 'Base' } },
      }),
    ),
    listIds: idList
      .refine((ids) => ids.length > 0, 'Expected at least one list, or no lists at all for a triggered campaign')
      .optional()
      .meta(
        field({
          title: 'Lists',
          help: 'Makes a blast campaign to these lists. Left out: a campaign that is triggered through the API.',
          sticky: true,
          picklist: { name: 'lists' },
        }),
      ),
    suppressionListIds: idList.optional().meta(
      field({
        title: 'Suppression lists',
        help: 'Blast only. The global suppression list is not added by itself: name it here.',
        picklist: { name: 'lists' },
      }),
    ),
    scheduleSend: z
      .boolean()
      .optional()
      .meta(
        field({
          title: 'Send it',
          help: 'Blast only. On, which is what Iterable does unless told otherwise: it is sent at the given time, or now. Off: it waits for "Schedule campaign" or "Send campaign".',
          sticky: true,
        }),
      ),
    sendAt: iterableTime.optional().meta(
      field({
        title: 'Send at',
        help: 'Blast only. UTC, at most 21 days ahead. Left out: sent now.',
        control: 'date',
        example: '2031-08-04 08:04:46',
      }),
    ),
    sendMode: z
      .enum(['ProjectTimeZone', 'RecipientTimeZone'])
      .optional()
      .meta(
        field({
          title: 'Time zone of the sending',
          help: 'RecipientTimeZone: each person gets it at the local time of "Send at".',
          advanced: true,
        }),
      ),
    startTimeZone: timeZone.optional().meta(
      field({
        title: 'First time zone',
        help: 'With RecipientTimeZone: where the sending begins, for example America/New_York.',
        advanced: true,
      }),
    ),
    defaultTimeZone: timeZone
      .optional()
      .meta(
        field({ title: 'Default time zone', help: 'With RecipientTimeZone: for people without one.', advanced: true }),
      ),
    campaignDataFields: dataFields.optional().meta(
      field({
        title: 'Campaign fields',
        help: 'Merge fields of the whole campaign, written as {{field}}; fields of the person win.',
        control: 'dataFields',
      }),
    ),
    dataFields: dataFields.optional().meta(
      field({
        title: 'Fixed fields',
        help: 'Email only: written into the copy of the template for good, in place of [[field]].',
        control: 'dataFields',
        advanced: true,
      }),
    ),
  })
  .refine((campaign) => campaign.sendAt === undefined || campaign.listIds !== undefined, {
    error: 'Expected lists beside it: a triggered campaign is not scheduled',
    path: ['sendAt'],
  })
  .refine((campaign) => campaign.suppressionListIds === undefined || campaign.listIds !== undefined, {
    error: 'Expected lists beside it: a triggered campaign has no suppression lists',
    path: ['suppressionListIds'],
  })
  .refine(
    ({ sendMode, sendAt, startTimeZone, defaultTimeZone }) =>
      sendMode !== 'RecipientTimeZone' || [sendAt, startTimeZone, defaultTimeZone].every((set) => set !== undefined),
    { error: 'Expected sendAt, startTimeZone and defaultTimeZone beside RecipientTimeZone', path: ['sendMode'] },
  );

export const createCampaign = defineAction({
  name: 'create_campaign',
  resource: 'campaigns',
  title: 'Create campaign',
  summary: 'Creates a blast or triggered campaign from a template; a blast campaign is sent unless told otherwise.',
  docs: 'https://api.iterable.com/api/docs#campaigns_create_campaign',
  effect: (campaign) => (campaign.listIds !== undefined && campaign.scheduleSend !== false ? 'send' : 'write'),
  // names need not be unique, so a repeated call makes a second campaign
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/campaigns/create' },
  identity: 'none',
  answer: 'object',
  dataFields: ['campaignDataFields', 'dataFields'],
  horizon: { field: 'sendAt', maxDaysAhead: 21 },
  input,
  output: z.looseObject({ campaignId: z.int().meta({ title: 'Campaign ID' }) }),
  request: (campaign) => ({ body: campaign }),
  examples: [
    {
      title: 'A triggered campaign',
      input: { name: 'Order confirmed', templateId: 247466, campaignDataFields: { season: 'spring' } },
      output: { campaignId: 176834 },
    },
    {
      title: 'A blast campaign that waits to be scheduled',
      input: { name: 'Spring', templateId: 247466, listIds: [58508], suppressionListIds: [58510], scheduleSend: false },
      output: { campaignId: 176835 },
    },
    {
      title: 'A blast campaign at nine in the morning, wherever people are',
      input: {
        name: 'Spring',
        templateId: 247466,
        listIds: [58508],
        sendAt: '2031-08-04 09:00:00',
        sendMode: 'RecipientTimeZone',
        startTimeZone: 'America/New_York',
        defaultTimeZone: 'Europe/Lisbon',
      },
      output: { campaignId: 176836 },
    },
  ],
  antiExamples: [
    { input: { name: 'Spring' }, reason: 'A campaign is made from a template.' },
    {
      input: { name: 'Spring', templateId: 247466, listIds: [] },
      reason: 'An empty list must not turn a blast campaign into a triggered one.',
    },
    {
      input: { name: 'Spring', templateId: 247466, sendAt: '2031-08-04 09:00:00' },
      reason: 'Without lists the campaign is triggered, and a triggered campaign is not scheduled.',
    },
    {
      input: { name: 'Spring', templateId: 247466, listIds: [58508], sendMode: 'RecipientTimeZone' },
      reason: 'Sending by local time needs a time and two time zones.',
    },
    {
      input: { name: 'Spring', templateId: 247466, listIds: [58508], startTimeZone: 'Nowhere/City' },
      reason: 'There is no such time zone.',
    },
  ],
});
