import type { JsonObject } from '../../errors/json.ts';
import { appSamples } from './sample-app.ts';
import { emailSamples } from './sample-email.ts';
import { sampleEnvelope } from './sample-envelope.ts';
import { textMessageSamples } from './sample-text-message.ts';

/** One body per known event name, with the fields Iterable documents and invented values. */
export const samplePayloads: ReadonlyMap<string, JsonObject> = new Map(
  Object.entries({ ...emailSamples, ...textMessageSamples, ...appSamples }),
);

/** Body to map against before the first event arrives; a name outside the catalogue gets the bare envelope. */
export function samplePayload(eventName: string): JsonObject {
  return samplePayloads.get(eventName) ?? sampleEnvelope(eventName, {});
}

/** Body of a journey webhook that includes the triggering event and the journey's id. */
export function sampleJourneyPayload(workflowId: number): JsonObject {
  return {
    workflowId,
    email: 'grace.hopper@example.com',
    userId: 'user-777',
    eventName: 'boatMissed',
    createdAt: '2026-01-05 22:51:25 +00:00',
    dataFields: { harbour: 'Bergen', seats: 2, price: 42.5 },
  };
}
