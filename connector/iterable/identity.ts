import type { Action, Effect, ProjectType, RequestParts } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { isObject } from './decode-error.ts';

export interface IdentityRules {
  projectType: ProjectType;
  /** profile writes keep a second identifier */
  writesProfile: boolean;
  effect: Effect;
}

interface Names {
  email: string;
  userId: string;
}
const plainNames: Names = { email: 'email', userId: 'userId' };
const recipientNames: Names = { email: 'recipientEmail', userId: 'recipientUserId' };
// data fields of a device, an event or a purchase are no profile fields
const profileFields = new Set(['dataFields', 'user.dataFields']);

/**
 * Applies the project type of the connection at the place that the action declares. Pure.
 * @returns the parts to send; for `items`, faults by index instead of a throw, so that one bad row does not sink a batch
 * Throws ITC_IDENTITY_MISSING or ITC_IDENTITY_TYPE, naming the field.
 */
export function applyIdentity(
  action: Pick<Action, 'identity' | 'batch' | 'dataFields'>,
  rules: IdentityRules,
  parts: RequestParts,
): { parts: RequestParts; faults: Map<number, ConnectorError> } {
  const faults = new Map<number, ConnectorError>();
  const keepsAddress = (action.dataFields ?? []).some((path) => profileFields.has(path.replace(/^\w+\[\]\./, '')));
  const nameOne = (given: Record<string, Json | undefined>, names: Names, at: string): JsonObject =>
    nameOnePerson(given, names, { ...rules, keepsAddress }, at);
  switch (action.identity) {
    case 'none':
      return { parts, faults };
    case 'query':
      return { parts: { ...parts, query: nameOne(parts.query ?? {}, plainNames, '') }, faults };
    case 'user':
      return { parts: { ...parts, body: nameOne(parts.body ?? {}, plainNames, '') }, faults };
    case 'recipient':
      return { parts: { ...parts, body: nameOne(parts.body ?? {}, recipientNames, '') }, faults };
    case 'nested_user': {
      const user = nameOne(isObject(parts.body?.user) ? parts.body.user : {}, plainNames, 'user.');
      return { parts: { ...parts, body: { ...parts.body, user } }, faults };
    }
    case 'items': {
      const key = action.batch?.items ?? 'items';
      const items = parts.body?.[key];
      const named = (Array.isArray(items) ? items : []).map((item, index): Json => {
        try {
          return nameOne(isObject(item) ? item : {}, plainNames, `${key}[${index}].`);
        } catch (error) {
          if (!(error instanceof ConnectorError)) throw error;
          faults.set(index, error);
          return item;
        }
      });
      return { parts: { ...parts, body: { ...parts.body, [key]: named } }, faults };
    }
  }
}

function nameOnePerson(
  given: Record<string, Json | undefined>,
  names: Names,
  rules: IdentityRules & { keepsAddress: boolean },
  at: string,
): JsonObject {
  const email = readId(given[names.email]);
  const userId = readId(given[names.userId]);
  const { [names.email]: _email, [names.userId]: _userId, ...rest } = given;
  const { projectType, writesProfile, effect, keepsAddress } = rules;

  if (email === undefined && userId === undefined) {
    const path = `${at}${projectType === 'userId' ? names.userId : names.email}`;
    const which = { email: names.email, userId: names.userId, hybrid: `${names.email} or ${names.userId}` }[
      projectType
    ];
    throw new ConnectorError('ITC_IDENTITY_MISSING', `\`${path}\` has no value, and the action needs a person.`, {
      hint: `Map \`${at}${which}\`: the connection is of the project type ${projectType}.`,
      details: { path, found: 'nothing' },
    });
  }
  if (userId !== undefined && (userId.length > 52 || /\s$/.test(userId))) {
    throw new ConnectorError(
      'ITC_IDENTITY_TYPE',
      `\`${at}${names.userId}\` is no user ID: it has ${userId.length} characters or ends in a blank.`,
      {
        hint: 'A user ID has at most 52 characters and no blank at the end.',
        details: { path: `${at}${names.userId}`, found: `text of ${userId.length} characters` },
      },
    );
  }
  const person = (found: { email?: string | undefined; userId?: string | undefined }): JsonObject => ({
    ...(found.email === undefined ? {} : { [names.email]: found.email }),
    ...(found.userId === undefined ? {} : { [names.userId]: found.userId }),
    ...rest,
  });

  if (projectType === 'hybrid') {
    return userId !== undefined && !writesProfile ? person({ userId }) : person({ email, userId });
  }
  if (projectType === 'email') {
    if (email !== undefined) return person({ email, userId: writesProfile ? userId : undefined });
    if (writesProfile || effect === 'read') return person({ userId });
    throw wrongKind(projectType, at, names.email, names.userId);
  }
  if (userId === undefined) {
    // a read by address finds the user in every project type
    if (effect === 'read') return person({ email });
    throw wrongKind(projectType, at, names.userId, names.email);
  }
  return writesProfile && keepsAddress && email !== undefined
    ? withEmailField(person({ userId }), email)
    : person({ userId });
}

/** In a userId project the address is an ordinary profile field; one that is mapped on purpose wins. */
function withEmailField(body: JsonObject, email: string): JsonObject {
  const fields = isObject(body.dataFields) ? body.dataFields : {};
  return { ...body, dataFields: fields.email === undefined ? { ...fields, email } : fields };
}

const readId = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

function wrongKind(projectType: ProjectType, at: string, wanted: string, given: string): ConnectorError {
  return new ConnectorError(
    'ITC_IDENTITY_TYPE',
    `\`${at}${wanted}\` has no value: the connection is of the project type ${projectType}, and only \`${at}${given}\` is given.`,
    {
      hint: `Map \`${at}${wanted}\`, or correct the project type of the connection.`,
      details: { path: `${at}${wanted}`, found: given },
    },
  );
}
