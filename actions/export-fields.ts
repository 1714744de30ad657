import { z } from 'zod';

import { field, type Action, type AntiExample } from '../connector/define.ts';
import { textAnswer, id } from './fields.ts';
import { zonedTime } from './time-fields.ts';

/** What Iterable exports (Iterable, "Export data"). */
const exportTypes = [
  'emailSend',
  'emailOpen',
  'emailClick',
  'hostedUnsubscribeClick',
  'emailComplaint',
  'emailBounce',
  'emailSendSkip',
  'emailSubscribe',
  'emailUnSubscribe',
  'pushSend',
  'pushOpen',
  'pushUninstall',
  'pushBounce',
  'pushSendSkip',
  'inAppSend',
  'inAppOpen',
  'inAppClick',
  'inAppClose',
  'inAppDelete',
  'inAppDelivery',
  'inAppSendSkip',
  'inAppRecall',
  'inboxSession',
  'inboxMessageImpression',
  'smsSend',
  'smsBounce',
  'smsClick',
  'smsReceived',
  'smsSendSkip',
  'smsUsageInfo',
  'webPushSend',
  'webPushClick',
  'webPushSendSkip',
  'rcsSend',
  'rcsSendSkip',
  'embeddedSend',
  'embeddedSendSkip',
  'embeddedClick',
  'embeddedReceived',
  'embeddedImpression',
  'embeddedSession',
  'whatsAppSend',
  'whatsAppSendSkip',
  'whatsAppBounce',
  'whatsAppClick',
  'whatsAppReceived',
  'whatsAppSeen',
  'whatsAppUsageInfo',
  'purchase',
  'customEvent',
  'user',
  'journeyExit',
  'unknownSession',
] as const;

const fieldNames = (title: string, help: string) =>
  z
    .array(z.string().regex(/^[^,]+$/, 'Expected one field name, without a comma'))
    .min(1, 'Expected at least one field')
    .optional()
    .meta(field({ title, help }));

/** What is exported and how much of it. */
export const exportFields = {
  dataTypeName: z
    .enum(exportTypes)
    .meta(field({ title: 'Data', help: 'The kind of events, or `user` for profiles.', example: 'emailSend' })),
  startDateTime: zonedTime.optional().meta(
    field({
      title: 'From',
      help: 'Included; UTC unless it says otherwise.',
      control: 'date',
      sticky: true,
      example: '2031-01-01 00:00:00',
    }),
  ),
  endDateTime: zonedTime
    .optional()
    .meta(field({ title: 'To', help: 'Not included; UTC unless it says otherwise.', control: 'date', sticky: true })),
  onlyFields: fieldNames('Only these fields', 'createdAt comes in any case.'),
  omitFields: fieldNames('Without these fields', 'Left out: all fields come.'),
  campaignId: id
    .optional()
    .meta(field({ title: 'Campaign', help: 'Only events of this campaign.', picklist: { name: 'campaigns' } })),
};

export const delimiter = z
  .string()
  .length(1, 'Expected one sign')
  .optional()
  .meta(field({ title: 'Delimiter', help: 'Between the columns; a comma unless it is set.', advanced: true }));

const rangeField = z
  .enum(['Today', 'Yesterday', 'BeforeToday', 'All'])
  .optional()
  .meta(field({ title: 'Days', help: 'In UTC. Either these or the two bounds below.', sticky: true }));

interface Range {
  range?: string | undefined;
  startDateTime?: string | undefined;
  endDateTime?: string | undefined;
}

// Iterable takes one or the other; left to itself it would give today only
const namesRange = ({ range, startDateTime, endDateTime }: Range): boolean =>
  range === undefined
    ? startDateTime !== undefined && endDateTime !== undefined
    : startDateTime === undefined && endDateTime === undefined;

/** Fields of an export that is given at once. @param more fields of its format */
export const directExportFields = <F extends Record<string, z.ZodType>>(more: F) =>
  z.strictObject({ range: rangeField, ...exportFields, ...more }).refine((input) => namesRange(input as Range), {
    error: 'Expected either days or both bounds',
    path: ['range'],
  });

/** What both exports that are given at once have in common. 4 calls a minute for the project, and answers of any length. */
export const directExport = {
  resource: 'exports',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  identity: 'none',
  answer: 'stream',
} as const satisfies Partial<Action>;

export const directExportLimits = {
  limit: { calls: 4, perMs: 60_000, scope: 'project' },
  timeoutMs: 600_000,
} as const;

export const directExportAntiExamples: readonly [AntiExample, ...AntiExample[]] = [
  { input: { dataTypeName: 'emailSend' }, reason: 'Without days or bounds Iterable would give today only.' },
  {
    input: { dataTypeName: 'emailSend', startDateTime: '2031-01-01' },
    reason: 'One bound is not enough: both are needed.',
  },
  {
    input: { dataTypeName: 'emailSend', range: 'All', startDateTime: '2031-01-01', endDateTime: '2031-02-01' },
    reason: 'Days and bounds may contradict each other.',
  },
  { input: { dataTypeName: 'emailUnsubscribe', range: 'All' }, reason: 'Iterable spells it emailUnSubscribe.' },
  {
    input: { dataTypeName: 'emailSend', range: 'All', onlyFields: ['email,campaignId'] },
    reason: 'Field names are a list, not one text.',
  },
];

export const exportedText = textAnswer('Lines');

/** An export job; its id comes from an earlier step, and forms never call what exports. */
export const jobField = (help: string) => id.meta(field({ title: 'Export job', help, example: 3562 }));

/** Limits of the calls around export jobs, one a second; `organisation` = all projects together. */
export const perSecondOf = (scope: 'project' | 'organisation') => ({ calls: 1, perMs: 1000, scope }) as const;
