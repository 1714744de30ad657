import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from './json-value.ts';
import type { JsonObject } from './json-value.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

export interface ArrayMerge {
  field: string;
  dedupeBy?: string | null;
}

const listOf = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value];

/**
 * The destination's array with the source's items after it. A source item goes when the destination has an equal one, or,
 * with dedupeBy, an object with the same value there. A value that is no array counts as an array of one. Undefined when
 * dedupeBy is given for an array of something else than objects, which fails the whole merge (documented).
 */
export function mergedArray(destination: unknown, source: unknown, dedupeBy?: string | null): unknown[] | undefined {
  const kept = listOf(destination);
  const added = listOf(source);
  if (dedupeBy && ![...kept, ...added].every(isJsonObject)) return undefined;
  const same = (a: unknown, b: unknown): boolean =>
    dedupeBy && isJsonObject(a) && isJsonObject(b)
      ? dedupeBy in a && dedupeBy in b && isDeepStrictEqual(a[dedupeBy], b[dedupeBy])
      : isDeepStrictEqual(a, b);
  return [...kept, ...added.filter((item) => !kept.some((other) => same(other, item)))];
}

/**
 * The data fields of a merged profile: the destination's win, arrays named in `arrayMerge` are joined. `failedField` is the
 * one that cannot be.
 */
export function mergedFields(
  destination: JsonObject,
  source: JsonObject,
  arrayMerge: readonly ArrayMerge[],
): { fields: JsonObject } | { failedField: string } {
  const joined: JsonObject = {};
  for (const { field, dedupeBy } of arrayMerge) {
    const items = mergedArray(destination[field], source[field], dedupeBy);
    if (!items) return { failedField: field };
    if (items.length > 0) joined[field] = items;
  }
  return { fields: { ...source, ...destination, ...joined } };
}

/** Hands events, messages and pending things of one identity to another: all data of a user is migrated (documented). */
export function moveHistory(
  { state }: World,
  from: Pick<Profile, 'email' | 'userId'>,
  to: Pick<Profile, 'email' | 'userId'>,
): void {
  const isOf = (entry: { email?: string | undefined; userId?: string | undefined }): boolean =>
    (from.email !== undefined && entry.email === from.email) ||
    (from.userId !== undefined && entry.userId === from.userId);
  for (const entry of [...state.events.items, ...state.messages.items, ...state.journeyEntries.items]) {
    if (isOf(entry)) Object.assign(entry, { email: to.email, userId: to.userId });
  }
}

/** Merges the source's lists, subscriptions, tokens and history into the destination and deletes the source. */
export function absorbUser(world: World, destination: Profile, source: Profile): void {
  const union = <T>(a: readonly T[] = [], b: readonly T[] = []): T[] => [...new Set([...a, ...b])];
  for (const list of world.state.lists.values()) {
    if (list.members.has(source.key)) list.members.add(destination.key);
  }
  for (const name of [
    'unsubscribedChannelIds',
    'unsubscribedMessageTypeIds',
    'subscribedMessageTypeIds',
  ] as const satisfies (keyof Profile)[]) {
    destination[name] = union(destination[name], source[name]);
  }
  const own = new Set(destination.devices?.map(({ token }) => token));
  destination.devices = [
    ...(destination.devices ?? []),
    ...(source.devices ?? []).filter(({ token }) => !own.has(token)),
  ];
  destination.browserTokens = union(destination.browserTokens, source.browserTokens);
  destination.updatedAt = world.now();
  moveHistory(world, source, destination);
  world.removeUser(source);
}
