import { json, refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyShape } from '../body-shape.ts';
import { BulkResult } from '../bulk-result.ts';
import { checkFieldTypes, learnFieldTypes, fieldRefusal } from '../field-types.ts';
import { findUser, identityRefusal, isEmail, whoOf } from '../identity.ts';
import type { Found } from '../identity.ts';
import { iterableTime } from '../iterable-time.ts';
import type { JsonObject } from '../json-value.ts';
import type { TrackedEvent } from '../tracked-event.ts';
import { queryNumber } from '../query-number.ts';
import { recordEvent, trackedEvent } from '../record-event.ts';
import type { ApiCall, Route, World } from '../world.ts';
import { withoutNewFields } from '../write-data-fields.ts';

interface EventBody {
  eventName: string;
  email?: string | null;
  userId?: string | null;
  id?: string | null;
  /** Unix seconds */
  createdAt?: number | null;
  dataFields?: JsonObject | null;
  campaignId?: number | null;
  templateId?: number | null;
  createNewFields?: boolean | null;
}

const shape: BodyShape = {
  eventName: 'string',
  email: 'string?',
  userId: 'string?',
  id: 'string?',
  createdAt: 'number?',
  dataFields: 'object?',
  campaignId: 'integer?',
  templateId: 'integer?',
  createNewFields: 'boolean?',
};

/** Documented for events and purchases, in bytes. */
export const longestEventId = 512;

const findTracked = (world: World, { email, userId }: EventBody): ReturnType<typeof findUser> =>
  findUser(world, whoOf({ email, userId }), true);

/** The event without the fields that are new for its name, if it asks for that, and their names. */
function accepted(world: World, event: EventBody): { event: EventBody; filteredOut: string[] } {
  if (event.createNewFields !== false) return { event, filteredOut: [] };
  const { kept, filteredOut } = withoutNewFields(world, event.dataFields ?? {}, event.eventName);
  return { event: { ...event, dataFields: kept }, filteredOut };
}

const typed = ({ eventName, dataFields }: EventBody) => ({ scope: eventName, dataFields: dataFields ?? {} });

function store(world: World, body: EventBody, found: Found): void {
  const email = found.email ?? found.profile?.email;
  const userId = found.userId ?? found.profile?.userId;
  const { eventName } = body;
  const dataFields = body.dataFields ?? {};
  const event = trackedEvent(body, { eventType: 'customEvent', eventName, email, userId, dataFields }, world.now());
  recordEvent(world.state, event);
}

function track(world: World, given: JsonObject): Answer {
  const { event: body } = accepted(world, given as unknown as EventBody);
  const found = findTracked(world, body);
  if ('fault' in found) {
    return found.fault.reason === 'missing'
      ? refuse(400, 'BadParams', 'Either email or userId must be specified in a track call')
      : identityRefusal(found.fault);
  }
  if (typeof body.id === 'string' && Buffer.byteLength(body.id) > longestEventId) {
    return refuse(400, 'BadParams', `The id is longer than ${longestEventId} bytes`);
  }
  if (world.settings.disallowedEventNames.includes(body.eventName)) {
    return success(`Event ${body.eventName} is disallowed from tracking.`);
  }
  const check = checkFieldTypes(world.state.fieldTypes, [typed(body)]);
  const misfit = fieldRefusal(world.state.projectId, check, true);
  if (misfit) return misfit;
  learnFieldTypes(world.state.fieldTypes, check.created);
  store(world, body, found);
  return typeof body.id === 'string' ? success(`Event with id: ${body.id} tracked.`, { id: body.id }) : success();
}

function trackBulk(world: World, given: JsonObject): Answer {
  const rows = (given.events as EventBody[]).map((event) => accepted(world, event));
  const events = rows.map(({ event }) => event);
  if (events.length === 0) {
    return json({ successCount: 0, failCount: 0, invalidEmails: [], invalidUserIds: [], disallowedEventNames: [] });
  }
  if (events.length > world.settings.maxBatchItems) return refuse(400, 'BatchTooLarge', 'Too many events in one call');
  const check = checkFieldTypes(world.state.fieldTypes, events.map(typed));
  const misfit = fieldRefusal(world.state.projectId, check, false);
  if (misfit) return misfit;
  learnFieldTypes(world.state.fieldTypes, check.created);
  const result = new BulkResult();
  const disallowed = new Set<string>();
  for (const event of events) {
    if (world.settings.disallowedEventNames.includes(event.eventName)) {
      disallowed.add(event.eventName);
      result.failCount += 1;
      continue;
    }
    const found = findTracked(world, event);
    const tooLong = typeof event.id === 'string' && Buffer.byteLength(event.id) > longestEventId;
    if ('fault' in found) {
      if (found.fault.reason === 'conflict') result.fail('invalid', found.fault.by, found.fault.value);
      else result.failIdentity(found.fault, 'notFound');
      continue;
    }
    if (tooLong) {
      result.failCount += 1;
      continue;
    }
    store(world, event, found);
    result.succeed();
  }
  return json(
    result.body('events', {
      disallowedEventNames: [...disallowed],
      createdFields: [...new Set([...check.created.values()].flatMap((fields) => [...fields.keys()]))],
      filteredOutFields: [...new Set(rows.flatMap(({ filteredOut }) => filteredOut))],
    }),
  );
}

/** Newest first and flat: the name of a system event is in eventType, not in eventName as in webhooks (recorded). */
function eventsOf(world: World, call: ApiCall, matches: (event: TrackedEvent) => boolean): Answer {
  const limit = queryNumber(call.query, 'limit', { otherwise: 30, largest: 200 });
  if (typeof limit !== 'number') return limit;
  const mine = world.state.events.items.filter(matches).sort((a, b) => b.createdAt - a.createdAt);
  const events = mine.slice(0, limit).map(({ eventType, eventName, createdAt, dataFields, ...rest }) => ({
    eventType,
    ...(eventType === 'customEvent' ? { eventName } : {}),
    ...rest,
    createdAt: iterableTime(createdAt),
    ...dataFields,
  }));
  return json({ events });
}

/** Custom events, in and out. */
export const eventRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/events/track',
    limits: [{ count: 2000, per: 'second' }],
    body: shape,
    clientKeys: true,
    handle: (world, call) => track(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/events/trackBulk',
    limits: [{ count: 10, per: 'second' }],
    body: { events: { each: shape } },
    handle: (world, call) => trackBulk(world, call.body),
  },
  {
    method: 'GET',
    path: '/api/events/byUserId/{userId}',
    limits: [{ count: 100, per: 'second' }],
    handle: (world, call) => eventsOf(world, call, (event) => event.userId === call.params.userId),
  },
  {
    method: 'GET',
    path: '/api/events/{email}',
    limits: [{ count: 100, per: 'second' }],
    handle(world, call) {
      const email = (call.params.email ?? '').toLowerCase();
      if (!isEmail(email)) return refuse(400, 'InvalidEmailAddressError', `Invalid email: ${email}`);
      return eventsOf(world, call, (event) => event.email === email);
    },
  },
];
