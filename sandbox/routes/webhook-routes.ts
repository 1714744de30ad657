import { json, refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findUser, identityRefusal } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import type { WebhookTarget } from '../webhook-target.ts';
import type { Route, World } from '../world.ts';

const authTypes = ['NoAuth', 'Basic', 'OAuth2'] as const;

/** The documented answer: neither authToken nor headers nor the ticked event kinds are shown. */
function view({ id, url, authType, enabled, blastSendEnabled, triggeredSendEnabled }: WebhookTarget): JsonObject {
  return {
    id,
    endpoint: url,
    authType,
    enabled,
    blastSendEnabled,
    triggeredSendEnabled,
    channelIds: [],
    messageTypeIds: [],
  };
}

function update(world: World, body: JsonObject): Answer {
  const target = world.targets.find(({ id, kind }) => kind === 'system' && id === body.id);
  if (!target) return refuse(400, 'BadParams', `Webhook ${String(body.id)} does not exist`);
  const authType = authTypes.find((type) => type === body.authType);
  if (typeof body.authType === 'string' && !authType)
    return refuse(400, 'BadParams', `Unknown authType ${body.authType}`);
  if (authType) target.authType = authType;
  if (typeof body.endpoint === 'string') target.url = body.endpoint;
  if (typeof body.authToken === 'string') target.authToken = body.authToken;
  for (const flag of ['enabled', 'blastSendEnabled', 'triggeredSendEnabled'] as const) {
    const value = body[flag];
    if (typeof value === 'boolean') target[flag] = value;
  }
  if (Array.isArray(body.headers)) {
    target.headers = Object.fromEntries(
      (body.headers as { key: string; value: string }[]).map(({ key, value }) => [key, value]),
    );
  }
  return json(view(target));
}

function triggerWorkflow(world: World, body: JsonObject): Answer {
  const { email, userId, listId, workflowId } = body as {
    email?: string | null;
    userId?: string | null;
    listId?: number | null;
    workflowId: number;
  };
  const dataFields = (body.dataFields as JsonObject | null | undefined) ?? {};
  if (!email && !userId && typeof listId !== 'number') {
    return refuse(400, 'GenericError', 'Must provide either an email or list id');
  }
  const journey = world.state.journeys.find(({ id }) => id === workflowId);
  const listened = world.targets.some((target) => target.workflowId === workflowId);
  if (!journey && !listened) return refuse(400, 'BadParams', `Invalid workflowId: ${workflowId}`);
  if (journey?.enabled === false) return refuse(400, 'BadParams', `Workflow ${workflowId} is not enabled`);
  const at = world.now();
  if (typeof listId === 'number') {
    const list = world.state.lists.get(listId);
    if (!list) return refuse(400, 'BadParams', 'Invalid email list id');
    world.state.journeyEntries.add({ workflowId, listId, dataFields, at });
    for (const key of list.members) world.enterJourney(workflowId, world.state.users.get(key), dataFields);
    return success();
  }
  const found = findUser(world, { email: email ?? undefined, userId: userId ?? undefined }, false);
  if ('fault' in found) return identityRefusal(found.fault);
  const { profile } = found;
  world.state.journeyEntries.add({ workflowId, email: profile?.email, userId: profile?.userId, dataFields, at });
  world.enterJourney(workflowId, profile, dataFields);
  return success();
}

/** The webhooks admin calls and the one that starts a journey. */
export const webhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/webhooks',
    handle: (world) => json({ webhooks: world.targets.filter(({ kind }) => kind === 'system').map(view) }),
  },
  {
    method: 'POST',
    path: '/api/webhooks',
    body: {
      id: 'number',
      endpoint: 'string?',
      enabled: 'boolean?',
      authType: 'string?',
      authToken: 'string?',
      headers: { each: { key: 'string', value: 'string' }, optional: true },
      blastSendEnabled: 'boolean?',
      triggeredSendEnabled: 'boolean?',
    },
    handle: (world, call) => update(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/workflows/triggerWorkflow',
    body: { workflowId: 'number', email: 'string?', userId: 'string?', listId: 'number?', dataFields: 'object?' },
    handle: (world, call) => triggerWorkflow(world, call.body),
  },
];
