import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { fieldRefusal } from './field-types.ts';
import { adoptUser, findUser, identityRefusal, isEmail, whoOf } from './identity.ts';
import type { JsonObject } from './json-value.ts';
import type { Profile } from './profile.ts';
import type { World } from './world.ts';
import { checkUserFields, tooLongField, withoutNewFields, writeDataFields } from './write-data-fields.ts';

/** One user of a body. */
export interface UserRow {
  email?: string | null;
  userId?: string | null;
  preferUserId?: boolean | null;
  dataFields?: JsonObject | null;
  mergeNestedObjects?: boolean | null;
}

/**
 * Checks the update of one user, new or known, and writes nothing yet: gives the refusal, or the function that writes it
 * and gives the profile. `own` are fields that the endpoint sets itself, which createNewFields does not concern.
 */
export function checkedUpdate(
  world: World,
  user: UserRow & { createNewFields?: boolean | null },
  own: JsonObject = {},
): Answer | (() => Profile) {
  const found = findUser(world, whoOf(user), true);
  if ('fault' in found) return identityRefusal(found.fault);
  const given = user.dataFields ?? {};
  const long = tooLongField(given);
  if (long !== undefined) return refuse(400, 'BadParams', `The value of field ${long} is too long`);
  const kept = user.createNewFields === false ? withoutNewFields(world, given).kept : given;
  const dataFields = { ...kept, ...own };
  const check = checkUserFields(world, [dataFields]);
  const misfit = fieldRefusal(world.state.projectId, check, true);
  if (misfit) return misfit;
  const newEmail = typeof dataFields.email === 'string' ? dataFields.email.trim().toLowerCase() : undefined;
  if (newEmail !== undefined && world.settings.projectType === 'hybrid') {
    const owner = world.state.users.findByEmail(newEmail);
    if (!isEmail(newEmail)) return refuse(400, 'InvalidEmailAddressError', `Invalid email: ${newEmail}`);
    if (owner && owner !== found.profile) return refuse(400, 'EmailAlreadyExists', `A user with ${newEmail} exists`);
  }
  return () => {
    const profile = adoptUser(world, found);
    writeDataFields(world, profile, dataFields, { deep: user.mergeNestedObjects === true, check });
    return profile;
  };
}
