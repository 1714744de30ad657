import type { Profile } from './profile.ts';

/**
 * All profiles with an index by email and by userId. Where several profiles share an identifier (allowed for userId in
 * email-based projects and for email in userId-based ones) the index points at the one written last.
 */
export class UserDirectory {
  #profiles = new Map<number, Profile>();
  #byEmail = new Map<string, Profile>();
  #byUserId = new Map<string, Profile>();
  #nextKey = 1;

  constructor(profiles: readonly Profile[] = []) {
    for (const profile of profiles) {
      this.#index(profile);
      this.#nextKey = Math.max(this.#nextKey, profile.key + 1);
    }
  }

  get size(): number {
    return this.#profiles.size;
  }

  all(): Profile[] {
    return [...this.#profiles.values()];
  }

  get(key: number): Profile | undefined {
    return this.#profiles.get(key);
  }

  /** `email` must already be trimmed and lowercased. */
  findByEmail(email: string): Profile | undefined {
    return this.#byEmail.get(email);
  }

  /** userIds are case-sensitive. */
  findByUserId(userId: string): Profile | undefined {
    return this.#byUserId.get(userId);
  }

  /** Every profile with this userId; more than one is possible in email-based projects. */
  allWithUserId(userId: string): Profile[] {
    return this.all().filter((profile) => profile.userId === userId);
  }

  create(at: number, signupSource: string): Profile {
    const profile: Profile = {
      key: this.#nextKey++,
      dataFields: {},
      createdAt: at,
      updatedAt: at,
      signupSource,
      unsubscribedChannelIds: [],
      unsubscribedMessageTypeIds: [],
      subscribedMessageTypeIds: [],
    };
    this.#profiles.set(profile.key, profile);
    return profile;
  }

  identify(profile: Profile, identity: { email?: string | undefined; userId?: string | undefined }): void {
    if (identity.email !== undefined && identity.email !== profile.email) {
      if (profile.email !== undefined) this.#release(this.#byEmail, profile.email, profile);
      profile.email = identity.email;
    }
    if (identity.userId !== undefined && identity.userId !== profile.userId) {
      if (profile.userId !== undefined) this.#release(this.#byUserId, profile.userId, profile);
      profile.userId = identity.userId;
    }
    this.#index(profile);
  }

  remove(profile: Profile): void {
    this.#profiles.delete(profile.key);
    if (profile.email !== undefined) this.#release(this.#byEmail, profile.email, profile);
    if (profile.userId !== undefined) this.#release(this.#byUserId, profile.userId, profile);
  }

  #index(profile: Profile): void {
    this.#profiles.set(profile.key, profile);
    if (profile.email !== undefined) this.#byEmail.set(profile.email, profile);
    if (profile.userId !== undefined) this.#byUserId.set(profile.userId, profile);
  }

  #release(index: Map<string, Profile>, identifier: string, profile: Profile): void {
    if (index.get(identifier) === profile) index.delete(identifier);
  }
}
