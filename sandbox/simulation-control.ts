import { z } from 'zod';
import { json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Control, ControlCall } from './control.ts';
import { exportDataTypes } from './export-rows.ts';
import { recipientOf } from './recipient.ts';
import { given } from './sandbox-settings.ts';
import { systemEventNames } from './system-webhook-body.ts';

/** What `POST /sandbox/clock` takes. */
const clockRequest = z.strictObject({ advanceMs: z.number().min(0) });

/** What `POST /sandbox/react` takes: a user's reaction to a message that was sent. */
const reactionRequest = z.strictObject({
  event: z.enum(systemEventNames as [string, ...string[]]),
  /** without it, the newest message sent to the user */
  messageId: z.string().optional(),
  email: z.string().optional(),
  userId: z.string().optional(),
  campaignId: z.int().optional(),
  dataFields: z.record(z.string(), z.unknown()).optional(),
});

/** What `POST /sandbox/export-rows` takes; rows of one data type replace those asked for before. */
const rowsRequest = z.strictObject({
  dataTypeName: z.string().refine((name) => exportDataTypes.has(name), 'is no data type of exports'),
  count: z.int().min(0),
  firstAt: z.int().optional(),
  campaignId: z.int().default(7001001),
  awkward: z.boolean().default(false),
  duplicateColumns: z.boolean().default(false),
  badEvery: z.int().min(0).default(0),
});

function react({ world }: Control, { body }: ControlCall): Answer {
  const { event, dataFields, messageId, email, userId, campaignId } = reactionRequest.parse(body);
  const { messages, campaigns } = world.state;
  const message = messages.items.findLast(
    (one) =>
      one.status === 'sent' &&
      (messageId === undefined || one.messageId === messageId) &&
      (email === undefined || one.email === email.toLowerCase()) &&
      (userId === undefined || one.userId === userId) &&
      (campaignId === undefined || one.campaignId === campaignId),
  );
  if (!message) return json({ error: 'No sent message fits' }, 404);
  const profile = recipientOf(world, message);
  const campaign = campaigns.find(({ id }) => id === message.campaignId);
  // what a message was sent with comes back with all that is told about it
  const metadata = message.metadata === undefined ? {} : { metadata: message.metadata };
  world.happened({
    event,
    profile,
    campaign,
    dataFields: { ...metadata, ...dataFields, messageId: message.messageId },
  });
  return json({ event, messageId: message.messageId, campaignId: message.campaignId });
}

/** Control calls that make things happen: time passing, people reacting to messages, and rows for exports. */
export const simulationControl: Record<string, (control: Control, call: ControlCall) => Answer> = {
  'POST /sandbox/clock': ({ world }, { body }) => {
    world.advance(clockRequest.parse(body).advanceMs);
    return json({ now: world.now() });
  },
  'POST /sandbox/react': react,
  'POST /sandbox/export-rows': ({ world }, { body }) => {
    const rows = given(rowsRequest.parse(body));
    // the last row is a second old, unless the caller wants other times
    const made = { firstAt: world.now() - rows.count * 1000, ...rows };
    world.state.generatedRows.set(made.dataTypeName, made);
    return json(made);
  },
  'DELETE /sandbox/export-rows': ({ world }) => {
    world.state.generatedRows.clear();
    return json({ generatedRows: [] });
  },
};
