import { json, refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isEmail } from '../identity.ts';
import { profileView } from '../profile-view.ts';
import type { Route, World } from '../world.ts';

const hundred = [{ count: 100, per: 'second' }] as const;
const three = [{ count: 3, per: 'second' }] as const;

function byEmail(world: World, given: string | null | undefined): Answer {
  const email = (given ?? '').trim().toLowerCase();
  if (!isEmail(email)) return refuse(400, 'InvalidEmailAddressError', `Invalid email: ${email}`);
  const profile = world.state.users.findByEmail(email);
  // not found is 200 with an empty object (recorded)
  return json(profile ? { user: profileView(world, profile) } : {});
}

function byUserId(world: World, userId: string | null | undefined): Answer {
  if (!userId) return refuse(400, 'InvalidUserIdError', 'Invalid userId: ');
  const profile = world.state.users.findByUserId(userId);
  return profile
    ? json({ user: profileView(world, profile) })
    : refuse(400, 'UnknownUserIdError', `No user exists with userId ${userId}`);
}

/** Reads of users and of what the project knows about them, and deletion. */
export const userReadRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/users/getByEmail',
    limits: hundred,
    handle: (world, call) => byEmail(world, call.query.get('email')),
  },
  {
    method: 'GET',
    path: '/api/users/byUserId',
    limits: hundred,
    handle: (world, call) => byUserId(world, call.query.get('userId')),
  },
  {
    method: 'GET',
    path: '/api/users/byUserId/{userId}',
    limits: hundred,
    handle: (world, call) => byUserId(world, call.params.userId),
  },
  {
    method: 'GET',
    path: '/api/users/getFields',
    limits: three,
    handle: (world) => json({ fields: Object.fromEntries(world.state.fieldTypes.get('user') ?? []) }),
  },
  {
    method: 'GET',
    path: '/api/users/forgotten',
    limits: three,
    handle: (world) =>
      world.settings.projectType === 'userId'
        ? refuse(400, 'BadParams', 'Users of a userId-based project are forgotten by userId')
        : json({ hashedEmails: [...world.state.forgottenEmails] }),
  },
  {
    method: 'GET',
    path: '/api/users/forgottenUserIds',
    limits: three,
    handle: (world) =>
      world.settings.projectType === 'email'
        ? refuse(400, 'BadParams', 'Users of an email-based project are forgotten by email')
        : json({ hashedUserIds: [...world.state.forgottenUserIds] }),
  },
  {
    method: 'GET',
    path: '/api/users/{email}',
    limits: hundred,
    handle: (world, call) => byEmail(world, call.params.email),
  },
  {
    method: 'DELETE',
    path: '/api/users/byUserId/{userId}',
    limits: hundred,
    handle(world, call) {
      const userId = call.params.userId ?? '';
      const profiles = world.state.users.allWithUserId(userId);
      if (profiles.length === 0) return refuse(400, 'BadParams', `No users with userId ${userId} exist`);
      for (const profile of profiles) world.removeUser(profile);
      return success(`All users associated with ${userId} were successfully deleted`);
    },
  },
  {
    method: 'DELETE',
    path: '/api/users/{email}',
    limits: hundred,
    handle(world, call) {
      const email = (call.params.email ?? '').trim().toLowerCase();
      if (!isEmail(email)) return refuse(400, 'InvalidEmailAddressError', `Invalid email: ${email}`);
      if (world.settings.projectType === 'userId') {
        return refuse(400, 'BadParams', 'Users of a userId-based project are deleted by userId');
      }
      const profile = world.state.users.findByEmail(email);
      if (!profile) return refuse(400, 'BadParams', `User does not exist. Email: ${email} UserId: `);
      world.removeUser(profile);
      return success();
    },
  },
];
