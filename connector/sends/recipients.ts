import type { Json, JsonObject } from '../../errors/json.ts';
import { isObject } from '../iterable/decode-error.ts';
import type { PreparedCall } from '../iterable/prepare-call.ts';
import type { PersonNames } from '../store/store.ts';
import { hasName, personNames } from './person-names.ts';

/** The channels of targeted sends, by the medium in the path. */
const channels: Record<string, string> = {
  email: 'email',
  sms: 'sms',
  push: 'push',
  inApp: 'in_app',
  webPush: 'web_push',
  whatsApp: 'whatsapp',
};

/** The channel of a message to one person; null for calls that do not name theirs: journeys, proofs, campaigns to lists. */
export function channelOf({ endpoint }: Pick<PreparedCall, 'endpoint'>): string | null {
  const medium = /^\/api\/(\w+)\/target$/.exec(endpoint.path)?.[1];
  return medium === undefined ? null : (channels[medium] ?? null);
}

/** The person whom a call reaches; null where it reaches a list, or somebody whom it does not name. */
export function recipientOf({ identity, parts }: Pick<PreparedCall, 'identity' | 'parts'>): PersonNames | null {
  const { body = {}, query = {} } = parts;
  const names = (from: Record<string, Json | undefined>, [email, userId] = ['email', 'userId']): PersonNames | null => {
    const found = personNames(from[email ?? ''], from[userId ?? '']);
    return hasName(found) ? found : null;
  };
  switch (identity) {
    case 'recipient':
      return names(body, ['recipientEmail', 'recipientUserId']);
    case 'user':
      return names(body);
    case 'query':
      return names(query);
    case 'nested_user':
      return names(isObject(body['user']) ? (body['user'] as JsonObject) : {});
    default:
      return null;
  }
}
