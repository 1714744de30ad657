import { json, refuse, success, text } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyShape } from '../body-shape.ts';
import { BulkResult } from '../bulk-result.ts';
import { learnFieldTypes, fieldRefusal } from '../field-types.ts';
import { adoptUser, findUser, whoOf } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import type { ContactList } from '../project-state.ts';
import { queryNumber } from '../query-number.ts';
import type { UserRow } from '../update-user.ts';
import { usersOfList } from '../users-of-list.ts';
import type { ApiCall, Route, World } from '../world.ts';
import { checkUserFields, writeDataFields } from '../write-data-fields.ts';

const slow = [{ count: 5, per: 'minute' }] as const;
const identity: BodyShape = { email: 'string?', userId: 'string?' };
// recorded for an empty subscribers array: fewer members than any other answer of this call
const nothingDone = { successCount: 0, failCount: 0, invalidEmails: [] };

/** The list of a write, or the 400 whose code reads Success (as third-party tests have it). */
function listToWrite(world: World, id: number): ContactList | Answer {
  const list = world.state.lists.get(id);
  const params = { projectId: String(world.state.projectId), listId: String(id) };
  if (!list) return refuse(400, 'Success', `error.lists.invalidListId(${id})`, params);
  if (list.listType === 'Dynamic') return refuse(400, 'BadParams', `List ${id} is dynamic`, params);
  return list;
}

function subscribe(world: World, body: JsonObject): Answer {
  const list = listToWrite(world, body.listId as number);
  if ('status' in list) return list;
  const subscribers = body.subscribers as UserRow[];
  if (subscribers.length === 0) return json(nothingDone);
  if (subscribers.length > world.settings.maxBatchItems) return refuse(400, 'BatchTooLarge', 'Too many subscribers');
  const check = checkUserFields(
    world,
    subscribers.map(({ dataFields }) => dataFields ?? {}),
  );
  const misfit = fieldRefusal(world.state.projectId, check, false);
  if (misfit) return misfit;
  learnFieldTypes(world.state.fieldTypes, check.created);
  // documented to work in the two newer project types only
  const existingOnly = body.updateExistingUsersOnly === true && world.settings.projectType !== 'email';
  const result = new BulkResult();
  for (const subscriber of subscribers) {
    const found = findUser(world, whoOf(subscriber), !existingOnly);
    if ('fault' in found) {
      result.failIdentity(found.fault, 'notFound');
      continue;
    }
    const profile = adoptUser(world, found);
    writeDataFields(world, profile, subscriber.dataFields ?? {}, { deep: subscriber.mergeNestedObjects === true });
    result.succeed();
    if (list.members.has(profile.key)) continue;
    list.members.add(profile.key);
    world.happened({ event: 'emailSubscribe', profile, dataFields: { emailListIds: [list.id] } });
  }
  return json(result.body('users', { createdFields: [...(check.created.get('user')?.keys() ?? [])] }));
}

function unsubscribe(world: World, body: JsonObject): Answer {
  const list = listToWrite(world, body.listId as number);
  if ('status' in list) return list;
  const subscribers = body.subscribers as UserRow[];
  if (subscribers.length === 0) return json(nothingDone);
  if (subscribers.length > world.settings.maxBatchItems) return refuse(400, 'BatchTooLarge', 'Too many subscribers');
  const result = new BulkResult();
  const campaign = world.state.campaigns.find(({ id }) => id === body.campaignId);
  for (const subscriber of subscribers) {
    const found = findUser(world, whoOf(subscriber), false);
    if ('fault' in found) {
      // recorded: unsubscribing somebody who is not on the list, or nobody's user, counts as success
      if (found.fault.reason === 'unknown') result.succeed();
      else result.failIdentity(found.fault, 'notFound');
      continue;
    }
    result.succeed();
    const { profile } = found;
    if (!profile) continue;
    const channelIds = body.channelUnsubscribe === true ? leaveChannels(world, profile.unsubscribedChannelIds) : [];
    profile.unsubscribedChannelIds.push(...channelIds);
    const left = list.members.delete(profile.key);
    if (!left && channelIds.length === 0) continue;
    const dataFields = { unsubSource: 'API', emailListIds: left ? [list.id] : [], channelIds };
    world.happened({ event: 'emailUnSubscribe', profile, campaign, dataFields });
  }
  return json(result.body('users'));
}

/** channelUnsubscribe is nearly a global unsubscribe: every marketing channel that was still open. */
function leaveChannels(world: World, already: readonly number[]): number[] {
  const marketing = world.state.channels.filter(({ channelType }) => channelType === 'Marketing').map(({ id }) => id);
  return marketing.filter((id) => !already.includes(id));
}

function listToRead(world: World, given: string | null | undefined): ContactList | Answer {
  const params = { projectId: String(world.state.projectId), listId: String(given) };
  return world.state.lists.get(Number(given)) ?? refuse(400, 'BadParams', 'Invalid email list id', params);
}

function members(world: World, call: ApiCall): Answer {
  const list = listToRead(world, call.query.get('listId'));
  if ('status' in list) return list;
  return text(linesOf(world, call, [...list.members]));
}

/** A sample of a list: of random members at Iterable, of the first ones here. */
function preview(world: World, call: ApiCall): Answer {
  const list = listToRead(world, call.query.get('listId'));
  if ('status' in list) return list;
  const size = queryNumber(call.query, 'size', { otherwise: 1000, largest: 5000 });
  return typeof size === 'number' ? text(linesOf(world, call, [...list.members].slice(0, size))) : size;
}

/** One identifier a line: of a user that has both, the email unless preferUserId. */
function linesOf(world: World, call: ApiCall, keys: readonly number[]): string {
  const preferUserId = call.query.get('preferUserId') === 'true' || world.settings.projectType === 'userId';
  const lines = keys.map((key) => {
    const profile = world.state.users.get(key);
    return preferUserId ? (profile?.userId ?? profile?.email) : (profile?.email ?? profile?.userId);
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Contact lists and their members. */
export const listRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/lists',
    limits: [{ count: 100, per: 'second' }],
    handle: (world) => json({ lists: [...world.state.lists.values()].map(({ members: _, ...list }) => list) }),
  },
  {
    method: 'POST',
    path: '/api/lists',
    body: { name: 'string', description: 'string?' },
    handle(world, call) {
      const { name, description } = call.body as { name: string; description?: string | null };
      const id = world.state.nextListId++;
      const list: ContactList = { id, name, listType: 'Standard', createdAt: world.now(), members: new Set() };
      if (description) list.description = description;
      world.state.lists.set(id, list);
      return json({ listId: id });
    },
  },
  { method: 'GET', path: '/api/lists/getUsers', limits: slow, handle: members },
  { method: 'GET', path: '/api/lists/previewUsers', limits: slow, handle: preview },
  {
    method: 'GET',
    path: '/api/lists/{listId}/size',
    limits: slow,
    handle(world, call) {
      const list = listToRead(world, call.params.listId);
      return 'status' in list ? list : text(String(list.members.size));
    },
  },
  {
    method: 'POST',
    path: '/api/lists/subscribe',
    body: {
      listId: 'integer',
      subscribers: {
        each: { ...identity, dataFields: 'object?', preferUserId: 'boolean?', mergeNestedObjects: 'boolean?' },
      },
      updateExistingUsersOnly: 'boolean?',
    },
    handle: (world, call) => subscribe(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/lists/unsubscribe',
    body: {
      listId: 'integer',
      subscribers: { each: identity },
      campaignId: 'integer?',
      channelUnsubscribe: 'boolean?',
    },
    handle: (world, call) => unsubscribe(world, call.body),
  },
  {
    method: 'DELETE',
    path: '/api/lists/{listId}',
    handle(world, call) {
      const id = call.params.listId ?? '';
      const { projectId, lists } = world.state;
      const users = usersOfList(world.state, Number(id));
      if (users.length > 0) {
        return refuse(409, 'Conflict', `List ${id} in Project ${projectId} is in use`, { usedBy: users.join(', ') });
      }
      return lists.delete(Number(id))
        ? success(`List ${id} in Project ${projectId} was successfully deleted.`)
        : refuse(400, 'BadParams', `Unable to delete list ${id} in Project ${projectId}, which does not exist.`);
    },
  },
];
