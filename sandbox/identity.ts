import { createHash } from 'node:crypto';
import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

export interface Who {
  email?: string | undefined;
  userId?: string | undefined;
  preferUserId?: boolean | undefined;
}

/** The identifiers of a body, where null stands for an absent one. */
export function whoOf({
  email,
  userId,
  preferUserId,
}: {
  email?: string | null | undefined;
  userId?: string | null | undefined;
  preferUserId?: boolean | null | undefined;
}): Who {
  return { email: email ?? undefined, userId: userId ?? undefined, preferUserId: preferUserId ?? undefined };
}

export type IdentityReason = 'missing' | 'invalid' | 'unknown' | 'forgotten' | 'conflict';

export interface IdentityFault {
  reason: IdentityReason;
  by: 'email' | 'userId';
  value: string;
}

/** A user as a call names it: the profile when there is one, and the identifiers it shall have after a write. */
export interface Found {
  profile?: Profile | undefined;
  email?: string | undefined;
  userId?: string | undefined;
}

const emailLayout = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;
const userIdLayout = /^[\x20-\x7e]{0,51}[\x21-\x7e]$/;

export const isEmail = (value: string): boolean => emailLayout.test(value);

/** What the forgotten lists hold: SHA-256 hex of the trimmed, lowercased identifier (a userId is lowercased too). */
export function forgottenHash(identifier: string): string {
  return createHash('sha256').update(identifier.trim().toLowerCase()).digest('hex');
}

const isForgotten = (hashes: Set<string>, identifier: string | undefined): boolean =>
  hashes.size > 0 && identifier !== undefined && hashes.has(forgottenHash(identifier));

const fail = (reason: IdentityReason, by: IdentityFault['by'], value: string): { fault: IdentityFault } => ({
  fault: { reason, by, value },
});

/**
 * Looks a user up by the rules of the project type. Nothing is written. With `mayCreate` an unknown user is no fault as
 * long as the project type lets the given identifier make one.
 */
export function findUser(world: World, who: Who, mayCreate: boolean): Found | { fault: IdentityFault } {
  const { state, settings } = world;
  const email = who.email?.trim().toLowerCase();
  const { userId } = who;
  if (email === undefined && userId === undefined) return fail('missing', 'email', '');
  if (email !== undefined && !isEmail(email)) return fail('invalid', 'email', email);
  if (userId !== undefined && !userIdLayout.test(userId)) return fail('invalid', 'userId', userId);
  if (isForgotten(state.forgottenEmails, email)) return fail('forgotten', 'email', email ?? '');
  if (isForgotten(state.forgottenUserIds, userId)) return fail('forgotten', 'userId', userId ?? '');

  const byEmail = email === undefined ? undefined : state.users.findByEmail(email);
  const byUserId = userId === undefined ? undefined : state.users.findByUserId(userId);
  if (settings.projectType === 'email') {
    if (email !== undefined)
      return byEmail || mayCreate ? { profile: byEmail, email, userId } : fail('unknown', 'email', email);
    if (byUserId) return { profile: byUserId, userId };
    if (!mayCreate || who.preferUserId !== true) return fail('unknown', 'userId', userId ?? '');
    return { email: `${forgottenHash(userId ?? '').slice(0, 24)}@placeholder.email`, userId };
  }
  if (settings.projectType === 'userId') {
    if (userId !== undefined)
      return byUserId || mayCreate ? { profile: byUserId, email, userId } : fail('unknown', 'userId', userId);
    return byEmail ? { profile: byEmail, email } : fail('unknown', 'email', email ?? '');
  }
  if (byEmail && byUserId && byEmail !== byUserId) return fail('conflict', 'email', email ?? '');
  if (byEmail?.userId !== undefined && userId !== undefined && byEmail.userId !== userId) {
    return fail('conflict', 'email', email ?? '');
  }
  const profile = byUserId ?? byEmail;
  if (profile || mayCreate) return { profile, email, userId };
  return userId === undefined ? fail('unknown', 'email', email ?? '') : fail('unknown', 'userId', userId);
}

/** The profile of a found user, made when it is new, with the identifiers of the call written to it. */
export function adoptUser(world: World, found: Found, signupSource = 'API'): Profile {
  const profile = found.profile ?? world.state.users.create(world.now(), signupSource);
  world.state.users.identify(profile, found);
  return profile;
}

/** The answer of a single call (not a bulk one) to an identity fault. */
export function identityRefusal({ reason, by, value }: IdentityFault): Answer {
  if (reason === 'missing') return refuse(400, 'BadParams', 'Either email or userId must be specified');
  if (reason === 'forgotten') return refuse(409, 'ForgottenUserError', 'Contact is GDPR forgotten');
  if (reason === 'conflict') return refuse(409, 'Conflict', 'The email and the userId belong to different users');
  if (by === 'email') {
    return reason === 'invalid'
      ? refuse(400, 'InvalidEmailAddressError', `Invalid email: ${value}`)
      : refuse(400, 'UnknownEmailError', `No user exists with email ${value}`);
  }
  return reason === 'invalid'
    ? refuse(400, 'InvalidUserIdError', `Invalid userId: ${value}`)
    : refuse(400, 'UnknownUserIdError', `No user exists with userId ${value}`);
}
