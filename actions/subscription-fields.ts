import { z } from 'zod';

import {
  field,
  type ProjectType,
  type ReadFirst,
  type RequestContext,
  type RequestParts,
} from '../connector/define.ts';
import { ConnectorError } from '../errors/connector-error.ts';
import type { Json, JsonObject } from '../errors/json.ts';
import { id, idList, ifNotFound, person, perProject } from './fields.ts';

/** Feature that Iterable switches on per project; without it `subscriptions/*` answers 404. */
export const subscriptionsFeature =
  'Iterable has to switch the subscriptions API on for the project; ask your customer success manager.';

export const subscriptionGroup = z
  .enum(['emailList', 'messageType', 'messageChannel'])
  .meta(field({ title: 'Kind of group', help: 'A list, a message type or a channel.' }));

export const subscriptionGroupId = id.meta(
  field({ title: 'Group', help: 'The id of the list, message type or channel.', example: 1068682 }),
);

/** What the safe changes of subscriptions take. */
export const safeChange = {
  ...person,
  listIds: idList.optional().meta(field({ title: 'Lists', sticky: true, picklist: { name: 'lists' } })),
  channelIds: idList.optional().meta(field({ title: 'Channels', sticky: true, picklist: { name: 'channels' } })),
  messageTypeIds: idList
    .optional()
    .meta(field({ title: 'Message types', sticky: true, picklist: { name: 'message_types' } })),
  optInMessageTypeIds: idList.optional().meta(
    field({
      title: 'Opt-in message types',
      help: 'Only for projects with opt-in message types.',
      advanced: true,
      picklist: { name: 'message_types' },
    }),
  ),
  campaignId: id.optional().meta(
    field({
      title: 'Campaign',
      help: 'The campaign that the change is credited to.',
      advanced: true,
      picklist: { name: 'campaigns' },
    }),
  ),
  templateId: id
    .optional()
    .meta(field({ title: 'Template', help: 'The template that the change is credited to.', advanced: true })),
  validateChannelAlignment: z
    .boolean()
    .optional()
    .meta(
      field({
        title: 'Check channels',
        help: 'Refuses a message type whose channel is unsubscribed. Iterable checks unless this is off.',
        advanced: true,
      }),
    ),
  ifNotFound: ifNotFound.optional().meta(
    field({
      title: 'If there is no such user',
      help: 'fail (the default): the job stops here. continue: the step gives found = false and changes nothing.',
      advanced: true,
    }),
  ),
};

/** True where at least one list of ids is given: a change of nothing is a mapping gone wrong. */
export const namesAChange = (input: Record<string, unknown>): boolean =>
  arrays.some(({ given }) => input[given] !== undefined);

export const changeAnswer = z.looseObject({
  changed: z
    .boolean()
    .optional()
    .meta({ title: 'Changed', description: 'false: everything was already as asked for, and nothing was sent.' }),
  found: z.boolean().optional().meta({ title: 'Found', description: 'false: there is no such user.' }),
  msg: z.string().optional().meta({ title: 'Message' }),
  code: z.string().optional().meta({ title: 'Code' }),
});

// no limit is published for the write; these are the published ones of the reads
const readEndpoints = {
  byEmail: { method: 'GET', path: '/api/users/getByEmail', limit: perProject(100) },
  byUserId: { method: 'GET', path: '/api/users/byUserId', limit: perProject(100) },
} as const;

const objectIn = (outer: JsonObject, name: string): JsonObject => {
  const inner = outer[name];
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
};
const userOf = (answer: JsonObject): JsonObject => objectIn(answer, 'user');

/** Reads the user whose subscriptions change. */
export const readUser: ReadFirst = {
  request: ({ email, userId }) =>
    userId === undefined
      ? { endpoint: readEndpoints.byEmail, parts: { query: { email: email ?? null } } }
      : { endpoint: readEndpoints.byUserId, parts: { query: { userId } } },
  person: (answer) => {
    const { email, userId } = userOf(answer);
    return typeof userId === 'string' ? `userId ${userId}` : `email ${String(email).toLowerCase()}`;
  },
};

type StoredArray =
  'emailListIds' | 'unsubscribedChannelIds' | 'unsubscribedMessageTypeIds' | 'subscribedMessageTypeIds';

// a person subscribes by getting into the one kind of array and out of the other
const arrays: readonly { given: string; stored: StoredArray; subscribedMeans: 'in' | 'out' }[] = [
  { given: 'listIds', stored: 'emailListIds', subscribedMeans: 'in' },
  { given: 'channelIds', stored: 'unsubscribedChannelIds', subscribedMeans: 'out' },
  { given: 'messageTypeIds', stored: 'unsubscribedMessageTypeIds', subscribedMeans: 'out' },
  { given: 'optInMessageTypeIds', stored: 'subscribedMessageTypeIds', subscribedMeans: 'in' },
];

export type SafeChange = Record<string, unknown> & { email?: Json | undefined; userId?: Json | undefined };

/**
 * The call of users/updateSubscriptions that changes only what the input names: each array is the stored one with ids put
 * in or taken out, and arrays that stay as they are do not stand in it, because Iterable overwrites every array that is sent.
 * @returns null when everything is already as asked for
 * Throws ITC_ITERABLE_BAD_ANSWER when a stored array cannot be read, since the call would wipe it.
 */
export function changeSubscriptions(
  direction: 'subscribe' | 'unsubscribe',
  input: SafeChange,
  { current = {}, projectType }: RequestContext,
): RequestParts | null {
  const fields = objectIn(userOf(current), 'dataFields');
  const changed = arrays.flatMap(({ given, stored, subscribedMeans }) => {
    const ids = new Set((input[given] as number[] | undefined) ?? []);
    const before = storedIds(fields, stored, projectType);
    const goesIn = (direction === 'subscribe') === (subscribedMeans === 'in');
    const rest = before.filter((known) => !ids.has(known));
    const isSame = goesIn ? [...ids].every((asked) => before.includes(asked)) : rest.length === before.length;
    return isSame ? [] : [[stored, goesIn ? [...rest, ...ids] : rest] as const];
  });
  if (changed.length === 0) return null;
  const { email = null, userId = null } = input;
  const attribution = ['campaignId', 'templateId', 'validateChannelAlignment'].flatMap((name): [string, Json][] =>
    input[name] === undefined ? [] : [[name, input[name] as Json]],
  );
  return { body: { email, userId, ...Object.fromEntries(changed), ...Object.fromEntries(attribution) } };
}

// the profile names lists after the project type; the call has one name for both
function storedIds(fields: JsonObject, name: StoredArray, projectType: ProjectType): number[] {
  const { emailListIds, userListIds } = fields;
  const lists = projectType === 'email' ? (emailListIds ?? userListIds) : (userListIds ?? emailListIds);
  const value = name === 'emailListIds' ? lists : fields[name];
  if (value === undefined || value === null) return [];
  const ids = idList.safeParse(value);
  if (ids.success) return ids.data;
  throw new ConnectorError('ITC_ITERABLE_BAD_ANSWER', `The stored \`${name}\` of the user cannot be read as ids.`, {
    hint: 'Nothing was changed: the call would have overwritten what is stored there.',
    details: { path: name },
  });
}
