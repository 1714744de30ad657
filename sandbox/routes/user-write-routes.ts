import { json, refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyShape } from '../body-shape.ts';
import { BulkResult } from '../bulk-result.ts';
import { learnFieldTypes, fieldRefusal } from '../field-types.ts';
import { adoptUser, findUser, forgottenHash, isEmail, whoOf } from '../identity.ts';
import type { Found } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import { eraseHistory } from '../record-event.ts';
import { checkedUpdate } from '../update-user.ts';
import type { UserRow } from '../update-user.ts';
import type { Route, World } from '../world.ts';
import { checkUserFields, tooLongField, withoutNewFields, writeDataFields } from '../write-data-fields.ts';

const row: BodyShape = {
  email: 'string?',
  userId: 'string?',
  dataFields: 'object?',
  preferUserId: 'boolean?',
  mergeNestedObjects: 'boolean?',
};

const forgetLimits = [
  { count: 3, per: 'second' },
  { count: 1000, per: 'day' },
] as const;

function update(world: World, body: JsonObject): Answer {
  const write = checkedUpdate(world, body as UserRow & { createNewFields?: boolean | null });
  if (typeof write !== 'function') return write;
  write();
  return success();
}

function bulkUpdate(world: World, body: JsonObject): Answer {
  const users = body.users as UserRow[];
  if (users.length === 0) return refuse(400, 'InvalidEmailAddressError', 'Emails invalid: ');
  if (users.length > world.settings.maxBatchItems) return refuse(400, 'BatchTooLarge', 'Too many users in one call');
  const filteredOut = new Set<string>();
  const rows = users.map((user) => {
    if (body.createNewFields !== false) return { user, dataFields: user.dataFields ?? {} };
    const split = withoutNewFields(world, user.dataFields ?? {});
    for (const name of split.filteredOut) filteredOut.add(name);
    return { user, dataFields: split.kept };
  });
  const check = checkUserFields(
    world,
    rows.map(({ dataFields }) => dataFields),
  );
  const misfit = fieldRefusal(world.state.projectId, check, false);
  if (misfit) return misfit;
  learnFieldTypes(world.state.fieldTypes, check.created);
  const result = new BulkResult();
  for (const { user, dataFields } of rows) {
    const found = findUser(world, whoOf(user), true);
    if ('fault' in found) {
      result.failIdentity(found.fault, 'invalid');
    } else if (tooLongField(dataFields) !== undefined) {
      result.fail('invalidData', ...identifierOf(found));
    } else {
      writeDataFields(world, adoptUser(world, found), dataFields, { deep: user.mergeNestedObjects === true });
      result.succeed();
    }
  }
  const createdFields = [...(check.created.get('user')?.keys() ?? [])];
  return json(result.body('users', { createdFields, filteredOutFields: [...filteredOut] }));
}

function identifierOf(found: Found): ['email' | 'userId', string] {
  return found.email === undefined ? ['userId', found.userId ?? ''] : ['email', found.email];
}

/** forget and unforget name the user by email in email-based projects, by userId in userId-based ones, else by either. */
function forgetTarget(world: World, body: JsonObject): { email?: string; userId?: string } | Answer {
  const { projectType } = world.settings;
  if (typeof body.email === 'string' && projectType !== 'userId') {
    const email = body.email.trim().toLowerCase();
    return isEmail(email) ? { email } : refuse(400, 'InvalidEmailAddressError', `Invalid email: ${email}`);
  }
  if (typeof body.userId === 'string' && projectType !== 'email') return { userId: body.userId };
  return refuse(400, 'BadParams', `A user of a project of type ${projectType} cannot be forgotten by this identifier`);
}

function forget(world: World, body: JsonObject): Answer {
  const target = forgetTarget(world, body);
  if ('status' in target) return target;
  const { users, forgottenEmails, forgottenUserIds } = world.state;
  const profile =
    target.email === undefined ? users.findByUserId(target.userId ?? '') : users.findByEmail(target.email);
  const byEmail = world.settings.projectType !== 'userId' ? (target.email ?? profile?.email) : undefined;
  const byUserId = world.settings.projectType !== 'email' ? (target.userId ?? profile?.userId) : undefined;
  if (byEmail !== undefined) forgottenEmails.add(forgottenHash(byEmail));
  if (byUserId !== undefined) forgottenUserIds.add(forgottenHash(byUserId));
  eraseHistory(world.state, profile ?? target);
  if (profile) world.removeUser(profile);
  return success();
}

function unforget(world: World, body: JsonObject): Answer {
  const target = forgetTarget(world, body);
  if ('status' in target) return target;
  if (target.email !== undefined) world.state.forgottenEmails.delete(forgottenHash(target.email));
  if (target.userId !== undefined) world.state.forgottenUserIds.delete(forgottenHash(target.userId));
  return success();
}

/** Writes of user profiles, singly and in bulk, and the GDPR pair. */
export const userWriteRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/users/update',
    limits: [{ count: 500, per: 'second' }],
    body: { ...row, createNewFields: 'boolean?' },
    clientKeys: true,
    handle: (world, call) => update(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/users/bulkUpdate',
    limits: [{ count: 5, per: 'second' }],
    body: { users: { each: row }, createNewFields: 'boolean?' },
    handle: (world, call) => bulkUpdate(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/users/forget',
    limits: forgetLimits,
    body: { email: 'string?', userId: 'string?' },
    handle: (world, call) => forget(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/users/unforget',
    limits: forgetLimits,
    body: { email: 'string?', userId: 'string?' },
    handle: (world, call) => unforget(world, call.body),
  },
];
