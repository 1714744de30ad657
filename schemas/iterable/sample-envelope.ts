import type { JsonObject } from '../../errors/json.ts';

const person = 'grace.hopper@example.com';

/** A system webhook body around the fields of one event; all values are invented. */
export function sampleEnvelope(eventName: string, dataFields: JsonObject): JsonObject {
  return {
    email: person,
    eventName,
    dataFields: { email: person, createdAt: '2026-01-05 22:51:25 +00:00', ...dataFields },
  };
}

/** The fields that most message events share. */
export const sampleMessage: JsonObject = {
  campaignId: 7000123,
  campaignName: 'Harbour news',
  templateId: 8000123,
  templateName: 'Harbour template',
  workflowId: null,
  workflowName: null,
  channelId: 40100,
  messageTypeId: 40200,
  experimentId: null,
  emailId: `c7000123:t8000123:${person}`,
  labels: [],
  locale: null,
};

/** Newer skip events carry the message block as well, older ones only this. */
export const sampleSkip: JsonObject = {
  reason: 'DuplicateMarketingMessage',
  campaignId: 7000123,
  messageId: '3f6d1b7a90c24e58a1d2c3b4e5f60718',
};

export const sampleMessageId = '9b1c2d3e4f5061728394a5b6c7d8e9f0';
