import { checkFieldTypes, learnFieldTypes } from './field-types.ts';
import type { TypeCheck } from './field-types.ts';
import { isEmail } from './identity.ts';
import type { JsonObject } from './json-value.ts';
import { mergeDataFields } from './merge-data-fields.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';

const longestValue = 32_000;

// members that Iterable keeps in the profile but that are no data fields: subscriptions and what it counts itself
const subscriptionFields = [
  'unsubscribedChannelIds',
  'unsubscribedMessageTypeIds',
  'subscribedMessageTypeIds',
] as const;

/** The name of the first field whose text is longer than Iterable's roughly 32 000 characters, if any. */
export function tooLongField(dataFields: JsonObject): string | undefined {
  return Object.entries(dataFields).find(([, value]) => typeof value === 'string' && value.length > longestValue)?.[0];
}

/** Splits off the top-level fields that the project does not know for users or for an event name; they are dropped when createNewFields is false. */
export function withoutNewFields(
  world: World,
  dataFields: JsonObject,
  scope = 'user',
): { kept: JsonObject; filteredOut: string[] } {
  const known = world.state.fieldTypes.get(scope);
  const entries = Object.entries(dataFields);
  return {
    kept: Object.fromEntries(entries.filter(([name]) => known?.has(name))),
    filteredOut: entries.filter(([name]) => known?.has(name) !== true).map(([name]) => name),
  };
}

/** Type check of user fields for one or many rows; writes nothing. */
export function checkUserFields(world: World, rows: readonly JsonObject[]): TypeCheck {
  return checkFieldTypes(
    world.state.fieldTypes,
    rows.map((dataFields) => ({ scope: 'user', dataFields })),
  );
}

/**
 * Writes checked data fields to a profile. `dataFields.userId` renames the user in email-based projects and
 * `dataFields.email` in the others; the subscription arrays are taken over without any subscribe event, as documented
 * for bulkUpdate.
 */
export function writeDataFields(
  world: World,
  profile: Profile,
  dataFields: JsonObject,
  { deep, check }: { deep: boolean; check?: TypeCheck },
): void {
  const { state, settings } = world;
  if (check) learnFieldTypes(state.fieldTypes, check.created);
  const { email, userId, ...rest } = dataFields;
  if (settings.projectType === 'email' && typeof userId === 'string') state.users.identify(profile, { userId });
  if (settings.projectType !== 'email' && typeof email === 'string' && isEmail(email.trim())) {
    state.users.identify(profile, { email: email.trim().toLowerCase() });
  }
  for (const name of subscriptionFields) {
    const ids = rest[name];
    if (Array.isArray(ids)) profile[name] = ids.filter((id) => typeof id === 'number');
    Reflect.deleteProperty(rest, name);
  }
  const listField = settings.projectType === 'email' ? 'emailListIds' : 'userListIds';
  const listIds = rest[listField];
  if (Array.isArray(listIds)) {
    for (const list of state.lists.values()) {
      if (listIds.includes(list.id)) list.members.add(profile.key);
      else list.members.delete(profile.key);
    }
  }
  Reflect.deleteProperty(rest, listField);
  profile.dataFields = mergeDataFields(profile.dataFields, rest, deep);
  profile.updatedAt = world.now();
}
