import type { JsonObject } from './json-value.ts';

export interface TrackedEvent {
  id?: string | undefined;
  eventType: string;
  eventName: string;
  email?: string | undefined;
  userId?: string | undefined;
  /** epoch ms */
  createdAt: number;
  campaignId?: number | undefined;
  templateId?: number | undefined;
  messageId?: string | undefined;
  dataFields: JsonObject;
}

/** What an event is found again by: ids of custom events and of purchases do not meet. Undefined without an id. */
export function eventKey({ id, eventType }: TrackedEvent): string | undefined {
  return id === undefined ? undefined : `${eventType} ${id}`;
}
