import { randomUUID } from 'node:crypto';
import { iterableTime } from './iterable-time.ts';
import type { JsonObject } from './json-value.ts';
import type { Campaign } from './project-catalogue.ts';

/** What a system webhook's dataFields are built from. */
export interface EventBodyContext {
  email: string | undefined;
  /** epoch ms; written with whole seconds */
  at: number;
  campaign: Campaign;
  phoneNumber: string;
}

/** Builds the dataFields of one event. */
export type EventBody = (context: EventBodyContext) => JsonObject;

/** 32 hex characters, as email message ids have. */
export const newMessageId = (): string => randomUUID().replaceAll('-', '');

/** In-app and embedded message ids are longer and of mixed case. */
export const newInAppMessageId = (): string => `${newMessageId()}SbxInApp9`;

/** email and createdAt, which every event carries. */
export function stamp({ email, at }: Pick<EventBodyContext, 'email' | 'at'>): JsonObject {
  return { ...(email === undefined ? {} : { email }), createdAt: iterableTime(at) };
}

/** The block of campaign facts that most message events share. */
export function messageBlock(context: EventBodyContext): JsonObject {
  const { campaign, email } = context;
  return {
    campaignId: campaign.id,
    campaignName: campaign.name,
    templateId: campaign.templateId,
    templateName: `${campaign.name} template`,
    workflowId: null,
    workflowName: null,
    channelId: campaign.channelId,
    messageTypeId: campaign.messageTypeId,
    experimentId: null,
    labels: campaign.labels,
    locale: null,
    emailId: `c${campaign.id}:t${campaign.templateId}:${email ?? ''}`,
    ...stamp(context),
  };
}

/** A skipped send. The reason is an open set of words. */
export const sendSkip: EventBody = (context) => ({
  ...messageBlock(context),
  contentId: 330417,
  reason: 'FrequencyCapping',
  messageId: newMessageId(),
  transactionalData: '{}',
});
