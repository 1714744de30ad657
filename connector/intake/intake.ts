import type { IncomingMessage, ServerResponse } from 'node:http';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { IncomingEvent, Trigger, TriggerSource } from '../define.ts';
import type { Log } from '../log.ts';
import type { RespondAnswer } from '../respond-waiters.ts';
import { redactHeaders } from '../security/redact-headers.ts';
import { addressRanges } from '../security/source-allowlist.ts';
import type { ConnectionRecord, NewEvent, NewJob, Store } from '../store/store.ts';
import { answerError, answerJson } from './answer.ts';
import { checkContentType } from './check-content-type.ts';
import { checkHeaders } from './check-headers.ts';
import { checkMethod } from './check-method.ts';
import { checkSecret } from './check-secret.ts';
import { checkShape } from './check-shape.ts';
import { checkSource, sourceOf } from './check-source.ts';
import { deliveryIdentity } from './delivery-identity.ts';
import { readHookAddress } from './hook-address.ts';
import type { Guard, HookCall } from './hook-call.ts';
import { createHookRecipes, type RecipeLookup } from './hook-recipes.ts';
import { defaultLimits, type IntakeLimits } from './intake-limits.ts';
import { createBodyReader } from './read-body.ts';
import { createRejectedCalls } from './rejected-calls.ts';

/** The order in which a call is questioned. Nothing of the body is read before the sender has shown the secret. */
const guardsBeforeBody: readonly Guard[] = [checkMethod, checkHeaders, checkSource, checkSecret, checkContentType];
const guardsAfterBody: readonly Guard[] = [checkShape];

export interface IntakeParts {
  store: Pick<Store, 'appendEvent' | 'appendRejectedCall'>;
  /** in memory, always current; a changed connection is a new record */
  connections: { byHookToken(token: string): ConnectionRecord | undefined };
  recipes: RecipeLookup;
  triggers: readonly Trigger[];
  now: () => number;
  /** a prefixed id that sorts by time */
  newId: (prefix: string) => string;
  log: Pick<Log, 'warn' | 'error'>;
  limits?: Partial<IntakeLimits>;
  /** ranges of the proxies whose X-Forwarded-For is believed */
  trustedProxies?: readonly string[];
  /** the answer of a recipe with a `respond` step; left out, every call is answered at once */
  waitForRespond?: (eventId: string, timeoutMs: number) => Promise<RespondAnswer | null>;
  /** told after an event with jobs is on disk, so that a worker need not poll */
  onJobs?: (jobIds: readonly string[]) => void;
}

/** Handles a request below `/hooks/`; answers false, with nothing done, for any other address. */
export type Intake = (request: IncomingMessage, response: ServerResponse) => boolean;

const noBody = Buffer.alloc(0);

/** The webhook path: guards, then the event and its jobs on disk, then the answer. */
export function createIntake(parts: IntakeParts): Intake {
  const { store, connections, recipes, now, newId, log, waitForRespond, onJobs } = parts;
  const limits: IntakeLimits = { ...defaultLimits, ...parts.limits };
  const trustedProxies = addressRanges(parts.trustedProxies ?? []);
  const bodies = createBodyReader(limits, now);
  const recordRejected = createRejectedCalls({ store, newId, now, log, limits });
  const prepare = createHookRecipes(parts.triggers);
  const systemTrigger = parts.triggers.find(({ source }) => source === 'system_webhook');

  const reject = (
    request: IncomingMessage,
    response: ServerResponse,
    connection: ConnectionRecord | null,
    kind: TriggerSource | null,
    error: ConnectorError,
  ): void => {
    recordRejected(request, connection, sourceOf({ request, trustedProxies }), error);
    answerError(response, error, kind);
    drainRest(request, limits);
  };

  /** The call that an address stands for, or null. */
  const openCall = (request: IncomingMessage, response: ServerResponse): HookCall | ConnectionRecord | null => {
    const address = readHookAddress(request.url ?? '');
    const connection = address === null ? undefined : connections.byHookToken(address.connectionToken);
    if (address === null || connection === undefined) return null;
    const record = address.journeyToken === null ? undefined : recipes.byJourneyToken(address.journeyToken);
    const recipe = record === undefined || record.connectionId !== connection.id ? null : prepare(record);
    if (address.journeyToken !== null && recipe?.trigger.source !== 'journey_webhook') return connection;
    return {
      request,
      response,
      kind: address.journeyToken === null ? 'system_webhook' : 'journey_webhook',
      connection,
      recipe,
      query: address.query,
      receivedAtMs: now(),
      limits,
      trustedProxies,
      bodyForm: 'none',
      body: noBody,
      payload: null,
      eventName: null,
      workflowId: null,
    };
  };

  const jobsFor = (call: HookCall, event: IncomingEvent): { jobs: NewJob[]; isAnsweredByRecipe: boolean } => {
    const jobs: NewJob[] = [];
    let isAnsweredByRecipe = false;
    if (call.recipe !== null) {
      const { record, responds, matches } = call.recipe;
      if (record.enabled && matches(event)) {
        jobs.push({ id: newId('job'), recipeId: record.id, recipe: record.name, version: record.version });
        isAnsweredByRecipe = responds;
      }
      return { jobs, isAnsweredByRecipe };
    }
    for (const record of recipes.enabledOf(call.connection.id)) {
      const recipe = prepare(record);
      if (recipe === null || recipe.trigger.source !== 'system_webhook' || !recipe.matches(event)) continue;
      jobs.push({ id: newId('job'), recipeId: record.id, recipe: record.name, version: record.version });
    }
    return { jobs, isAnsweredByRecipe };
  };

  const keep = async (call: HookCall): Promise<void> => {
    const { kind, eventName, workflowId, payload, connection, request } = call;
    const event: IncomingEvent = { kind, eventName, workflowId, payload };
    const { jobs, isAnsweredByRecipe } = jobsFor(call, event);
    const id = newId('evt');
    const record: NewEvent = {
      id,
      connectionId: connection.id,
      connection: connection.name,
      kind,
      eventName,
      workflowId,
      receivedAt: new Date(call.receivedAtMs).toISOString(),
      deliveryKey: deliveryIdentity(call, event, call.recipe?.trigger ?? systemTrigger) ?? id,
      dedupWindowMs: kind === 'system_webhook' ? limits.dedupWindowMs : limits.journeyDedupWindowMs,
      method: request.method ?? '',
      contentType: request.headers['content-type'] ?? '',
      headers: redactHeaders(request.headers, connection.secretHeader),
      query: call.query,
      body: call.body,
      jobs,
    };
    // asked for before the job exists, so that its answer cannot come too early
    const answer = isAnsweredByRecipe ? waitForRespond?.(id, limits.respondTimeoutMs) : undefined;
    const stored = await store.appendEvent(record);
    if (stored.jobs.length > 0) onJobs?.(stored.jobs);
    const responded = answer === undefined || stored.duplicateOf !== null ? null : await answer;
    if (responded !== null) {
      answerJson(call.response, responded.status, JSON.stringify(responded.body) ?? 'null');
    } else if (stored.duplicateOf === null) {
      answerJson(call.response, 200, `{"id":"${stored.id}"}`);
    } else {
      answerJson(call.response, 200, `{"id":"${stored.id}","duplicateOf":"${stored.duplicateOf}"}`);
    }
  };

  const take = (call: HookCall, body: Buffer): void => {
    const { request, response, connection, kind } = call;
    call.body = body;
    const fault = firstFault(guardsAfterBody, call);
    if (fault !== null) {
      bodies.release(body.length);
      return reject(request, response, connection, kind, fault);
    }
    keep(call)
      .catch((cause: unknown) => {
        const error = storeError(cause);
        log.error('a webhook could not be kept', { connection: connection.name, code: error.code, error: cause });
        answerError(response, error, kind);
      })
      .finally(() => bodies.release(body.length));
  };

  return (request, response) => {
    if (request.url?.startsWith('/hooks/') !== true) return false;
    try {
      const call = openCall(request, response);
      if (call === null || !('request' in call)) {
        reject(request, response, call, null, new ConnectorError('ITC_HOOK_UNKNOWN'));
        return true;
      }
      const fault = firstFault(guardsBeforeBody, call);
      if (fault !== null) {
        reject(request, response, call.connection, call.kind, fault);
        return true;
      }
      bodies.read(request, (error, body) => {
        if (error !== null) return reject(request, response, call.connection, call.kind, error);
        take(call, call.bodyForm === 'query' ? noBody : body);
      });
    } catch (cause) {
      log.error('a webhook call failed inside the connector', { error: cause });
      answerError(response, new ConnectorError('ITC_INTERNAL', undefined, { cause }), null);
    }
    return true;
  };
}

function firstFault(guards: readonly Guard[], call: HookCall): ConnectorError | null {
  for (const guard of guards) {
    const fault = guard(call);
    if (fault !== null) return fault;
  }
  return null;
}

/** The rest of a refused body is thrown away, within bounds, so that the sender gets to read the answer. */
function drainRest(request: IncomingMessage, { maxDrainBytes, bodyTimeoutMs }: IntakeLimits): void {
  if (request.complete) return;
  let drained = 0;
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > maxDrainBytes) request.destroy();
  });
  const timer = setTimeout(() => request.destroy(), bodyTimeoutMs).unref();
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

function storeError(cause: unknown): ConnectorError {
  if (cause instanceof ConnectorError && cause.code === 'ITC_STORE_UNAVAILABLE') return cause;
  return new ConnectorError('ITC_STORE_UNAVAILABLE', undefined, { cause });
}
