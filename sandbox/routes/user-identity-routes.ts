import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { keyOf } from '../api-key-check.ts';
import { findUser, identityRefusal, isEmail } from '../identity.ts';
import type { IdentityFault, Who } from '../identity.ts';
import { absorbUser, mergedFields, moveHistory } from '../merge-users.ts';
import type { ArrayMerge } from '../merge-users.ts';
import type { ApiCall, Route, World } from '../world.ts';

interface UpdateEmailBody {
  newEmail: string;
  currentEmail?: string | null;
  currentUserId?: string | null;
}

interface MergeBody {
  sourceEmail?: string | null;
  sourceUserId?: string | null;
  destinationEmail?: string | null;
  destinationUserId?: string | null;
  arrayMerge?: ArrayMerge[] | null;
}

/** For email-based projects alone; with both identifiers the email wins (documented). */
function updateEmail(world: World, { newEmail, currentEmail, currentUserId }: UpdateEmailBody): Answer {
  if (world.settings.projectType !== 'email') {
    return refuse(400, 'BadParams', 'updateEmail is for email-based projects; use users/update with dataFields.email');
  }
  const who: Who = currentEmail ? { email: currentEmail } : { userId: currentUserId ?? undefined };
  const found = findUser(world, who, false);
  if ('fault' in found) return identityRefusal(found.fault);
  const target = findUser(world, { email: newEmail }, true);
  if ('fault' in target) return identityRefusal(target.fault);
  const { profile } = found;
  if (target.profile && target.profile !== profile) {
    return refuse(400, 'EmailAlreadyExists', `A user with email ${target.email} already exists`);
  }
  if (!profile) return refuse(400, 'UnknownEmailError', `No user exists with email ${currentEmail ?? ''}`);
  const before = { email: profile.email };
  world.state.users.identify(profile, { email: target.email });
  profile.updatedAt = world.now();
  moveHistory(world, before, profile);
  return success();
}

/** The one identifier of a side of a merge, or the refusal of none or two. */
function sideOf(side: string, email: string | null | undefined, userId: string | null | undefined): Who | Answer {
  if (Boolean(email) === Boolean(userId)) {
    return refuse(400, 'BadParams', `Specify either ${side}Email or ${side}UserId, but not both`);
  }
  return email ? { email } : { userId: userId ?? undefined };
}

const isFault = (found: object): found is { fault: IdentityFault } => 'fault' in found;

/** Source into destination; an unknown destination renames the source (documented). */
function merge(world: World, call: ApiCall): Answer {
  const body = call.body as MergeBody;
  if (keyOf(world, call)?.kind !== 'server') {
    return refuse(403, 'Forbidden', 'Merging known user profiles needs a server-side key');
  }
  const from = sideOf('source', body.sourceEmail, body.sourceUserId);
  if ('status' in from) return from;
  const to = sideOf('destination', body.destinationEmail, body.destinationUserId);
  if ('status' in to) return to;
  const source = findUser(world, from, false);
  if (isFault(source)) return identityRefusal(source.fault);
  const destination = findUser(world, to, false);
  // an unknown destination is no fault here; findUser would not let a userId make a user in an email-based project
  if (isFault(destination) && destination.fault.reason !== 'unknown') return identityRefusal(destination.fault);
  const { profile } = source;
  if (!profile) return refuse(400, 'BadParams', 'The source user does not exist');
  if (isFault(destination) || !destination.profile) {
    const before = { email: profile.email, userId: profile.userId };
    const email = to.email?.trim().toLowerCase();
    if (email !== undefined && !isEmail(email))
      return refuse(400, 'InvalidEmailAddressError', `Invalid email: ${email}`);
    world.state.users.identify(profile, { email, userId: to.userId });
    moveHistory(world, before, profile);
    return success();
  }
  if (destination.profile === profile) return refuse(400, 'BadParams', 'Source and destination are the same user');
  const merged = mergedFields(destination.profile.dataFields, profile.dataFields, body.arrayMerge ?? []);
  if ('failedField' in merged) {
    return refuse(400, 'BadParams', `dedupeBy needs an array of objects in ${merged.failedField}`);
  }
  destination.profile.dataFields = merged.fields;
  absorbUser(world, destination.profile, profile);
  return success();
}

/** Changes of who a user is: a new email, and two users becoming one. */
export const userIdentityRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/users/updateEmail',
    body: { newEmail: 'string', currentEmail: 'string?', currentUserId: 'string?' },
    clientKeys: true,
    handle: (world, call) => updateEmail(world, call.body as unknown as UpdateEmailBody),
  },
  {
    method: 'POST',
    path: '/api/users/merge',
    limits: [{ count: 50, per: 'second' }],
    body: {
      sourceEmail: 'string?',
      sourceUserId: 'string?',
      destinationEmail: 'string?',
      destinationUserId: 'string?',
      arrayMerge: { each: { field: 'string', dedupeBy: 'string?' }, optional: true },
    },
    clientKeys: true,
    handle: merge,
  },
];
