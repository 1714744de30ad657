import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { campaignField } from '../campaign-fields.ts';
import { acknowledgement } from '../fields.ts';
import { isoTime, timeZone } from '../time-fields.ts';

export const scheduleCampaign = defineAction({
  name: 'schedule_campaign',
  resource: 'campaigns',
  title: 'Schedule campaign',
  summary: 'Schedules an existing blast campaign to be sent within the next seven days.',
  docs: 'https://api.iterable.com/api/docs#campaigns_schedule_campaign',
  requires: 'Iterable must switch on the scheduling of campaigns through the API for the project.',
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/campaigns/{campaignId}/schedule' },
  identity: 'none',
  answer: 'envelope',
  horizon: { field: 'sendAt', maxDaysAhead: 7 },
  input: z.strictObject({
    campaignId: campaignField('A blast campaign that is ready.', { type: 'Blast', state: 'Ready' }),
    sendAt: isoTime.meta(
      field({
        title: 'Send at',
        help: 'At most 7 days ahead; UTC unless it says otherwise.',
        control: 'date',
        example: '2031-08-04T08:04:46Z',
      }),
    ),
    recipientTimeZone: z
      .strictObject({
        defaultTimeZone: timeZone.meta(
          field({ title: 'Default time zone', help: 'For people without one, for example Europe/Lisbon.' }),
        ),
        startTimeZone: timeZone.meta(field({ title: 'First time zone', help: 'Where the sending begins.' })),
      })
      .optional()
      .meta(
        field({
          title: 'By local time',
          help: 'Each person gets it at the local time of "Send at". Left out: all at once.',
          advanced: true,
        }),
      ),
  }),
  output: acknowledgement,
  request: ({ campaignId, ...schedule }) => ({ path: { campaignId }, body: schedule }),
  examples: [
    {
      title: 'On Monday morning',
      input: { campaignId: 701245, sendAt: '2031-08-04T08:04:46Z' },
      output: { msg: '', code: 'Success', params: null },
    },
    {
      title: 'By local time',
      input: {
        campaignId: 701245,
        sendAt: '2031-08-04 08:00:00',
        recipientTimeZone: { defaultTimeZone: 'Europe/Lisbon', startTimeZone: 'America/New_York' },
      },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { campaignId: 701245 }, reason: 'The time is needed; "Send campaign" sends now.' },
    { input: { campaignId: 701245, sendAt: 'tomorrow' }, reason: 'A time is a written date.' },
    {
      input: { campaignId: 701245, sendAt: '2031-08-04', recipientTimeZone: { startTimeZone: 'Europe/Lisbon' } },
      reason: 'Sending by local time needs both time zones.',
    },
  ],
});
