import { json, refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyShape } from '../body-shape.ts';
import { adoptUser, findUser, identityRefusal, whoOf } from '../identity.ts';
import type { Found, IdentityFault } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import type { Route, World } from '../world.ts';
import { alignmentFault, changeSubscriptions, subscriptionIdFault } from '../write-subscriptions.ts';
import type { SubscriptionChange } from '../write-subscriptions.ts';

interface SubscriptionRow extends SubscriptionChange {
  email?: string | null;
  userId?: string | null;
  campaignId?: number | null;
  validateChannelAlignment?: boolean | null;
}

const source = 'UpdateSubscriptionsAPI';
const ids = { each: 'integer', optional: true } as const;
const shape: BodyShape = {
  email: 'string?',
  userId: 'string?',
  emailListIds: ids,
  unsubscribedChannelIds: ids,
  unsubscribedMessageTypeIds: ids,
  subscribedMessageTypeIds: ids,
  campaignId: 'integer?',
  templateId: 'integer?',
  validateChannelAlignment: 'boolean?',
};

const find = (world: World, { email, userId }: SubscriptionRow): ReturnType<typeof findUser> =>
  findUser(world, whoOf({ email, userId }), true);

function contentFault(world: World, row: SubscriptionRow, found: Found): Answer | undefined {
  const fault = subscriptionIdFault(world, row);
  return fault ?? (row.validateChannelAlignment === false ? undefined : alignmentFault(world, found.profile, row));
}

/** Every array that is given (null counts as not given) overwrites the stored one. */
function updateSubscriptions(world: World, row: SubscriptionRow): Answer {
  const found = find(world, row);
  if ('fault' in found) return identityRefusal(found.fault);
  const fault = contentFault(world, row, found);
  if (fault) return fault;
  changeSubscriptions(world, adoptUser(world, found), row, { source, campaignId: row.campaignId });
  return success();
}

/**
 * Row by row, in an answer of its own shape: `invalid…` for identifiers, `valid…Failures` for rows that fail in spite of a
 * good one. An email and a userId of two users refuse the whole call with 409.
 */
function bulkUpdateSubscriptions(world: World, body: JsonObject): Answer {
  const rows = body.updateSubscriptionsRequests as SubscriptionRow[];
  if (rows.length > world.settings.maxBatchItems) return refuse(400, 'BatchTooLarge', 'Too many users in one call');
  const found = rows.map((row) => ({ row, user: find(world, row) }));
  for (const { user } of found) {
    if ('fault' in user && user.fault.reason === 'conflict') return identityRefusal(user.fault);
  }
  const failed = {
    invalidEmails: [] as string[],
    invalidUserIds: [] as string[],
    validEmailFailures: [] as string[],
    validUserIdFailures: [] as string[],
  };
  const fail = ({ reason, by, value }: Pick<IdentityFault, 'by' | 'value'> & { reason?: IdentityFault['reason'] }) => {
    const invalid = reason === 'invalid' || reason === 'missing' || reason === 'unknown';
    if (by === 'email') failed[invalid ? 'invalidEmails' : 'validEmailFailures'].push(value);
    else failed[invalid ? 'invalidUserIds' : 'validUserIdFailures'].push(value);
  };
  for (const { row } of found) {
    // looked up again: an earlier row may have made this user
    const user = find(world, row);
    if ('fault' in user) fail(user.fault);
    else if (contentFault(world, row, user)) {
      fail(user.email === undefined ? { by: 'userId', value: user.userId ?? '' } : { by: 'email', value: user.email });
    } else changeSubscriptions(world, adoptUser(world, user), row, { source, campaignId: row.campaignId });
  }
  const failCount = Object.values(failed).reduce((sum, { length }) => sum + length, 0);
  return json({ successCount: rows.length - failCount, failCount, ...failed });
}

/** updateSubscriptions, singly and in bulk. */
export const subscriptionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/users/updateSubscriptions',
    body: shape,
    clientKeys: true,
    handle: (world, call) => updateSubscriptions(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/users/bulkUpdateSubscriptions',
    body: { updateSubscriptionsRequests: { each: shape } },
    handle: (world, call) => bulkUpdateSubscriptions(world, call.body),
  },
];
