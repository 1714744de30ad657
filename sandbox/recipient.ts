import type { SentMessage } from './project-state.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

type Addressed = Pick<SentMessage, 'email' | 'userId'>;

/** Whether a message went to a user. */
export const isTo = ({ email, userId }: Addressed, profile: Profile): boolean =>
  (email !== undefined && email === profile.email) || (userId !== undefined && userId === profile.userId);

/** The user that a message went to, while there is one. */
export function recipientOf({ state: { users } }: World, { email, userId }: Addressed): Profile | undefined {
  const byEmail = email === undefined ? undefined : users.findByEmail(email);
  return byEmail ?? (userId === undefined ? undefined : users.findByUserId(userId));
}
