import type { IncomingEvent, Trigger } from '../define.ts';
import type { LearnableEvent } from '../learning/event-slice.ts';
import type { RespondAnswer } from '../respond-waiters.ts';
import { redactHeaders } from '../security/redact-headers.ts';
import type { NewEvent, Store } from '../store/store.ts';
import { deliveryIdentity } from './delivery-identity.ts';
import type { HookCall } from './hook-call.ts';
import type { PrepareRecipe, RecipeLookup } from './hook-recipes.ts';
import { startedJobs } from './started-jobs.ts';

export interface KeepEventParts {
  store: Pick<Store, 'appendEvent'>;
  recipes: Pick<RecipeLookup, 'enabledOf'>;
  prepare: PrepareRecipe;
  /** decides the identity of system webhooks, which belong to no single recipe */
  systemTrigger: Trigger | undefined;
  /** a prefixed id that sorts by time */
  newId: (prefix: string) => string;
  /** the answer of a recipe with a `respond` step; left out, every call is answered at once */
  waitForRespond?: (eventId: string, timeoutMs: number) => Promise<RespondAnswer | null>;
  /** looks at an event at hand; what it answers is called once the event is on disk and was not there before. Quick, and never throws */
  learn?: (event: LearnableEvent) => () => void;
  /** told after an event with jobs is on disk, so that a worker need not poll */
  onJobs?: (jobIds: readonly string[]) => void;
}

export interface KeptEvent {
  id: string;
  duplicateOf: string | null;
  /** what the recipe answers, if it does and did so in time */
  responded: RespondAnswer | null;
}

/** Puts the event and the jobs it starts on disk; resolves once both are there. */
export async function keepEvent(call: HookCall, parts: KeepEventParts): Promise<KeptEvent> {
  const { event, answer, learned } = readCall(call, parts);
  // nobody needs it any more, and what waits for the disk is copied by every collection of garbage
  call.payload = null;
  const stored = await parts.store.appendEvent(event);
  if (stored.duplicateOf === null) learned?.();
  if (stored.jobs.length > 0) parts.onJobs?.(stored.jobs);
  const responded = answer === undefined || stored.duplicateOf !== null ? null : await answer;
  return { id: stored.id, duplicateOf: stored.duplicateOf, responded };
}

interface ReadCall {
  event: NewEvent;
  /** what the recipe will answer, if it does */
  answer: Promise<RespondAnswer | null> | undefined;
  learned: (() => void) | undefined;
}

/** All that needs the payload. */
function readCall(call: HookCall, parts: KeepEventParts): ReadCall {
  const { kind, eventName, workflowId, payload, connection, request, limits } = call;
  const event: IncomingEvent = { kind, eventName, workflowId, payload };
  const candidates = call.recipe === null ? parts.recipes.enabledOf(connection.id) : [call.recipe.record];
  const jobs = startedJobs(event, candidates, parts);
  const id = parts.newId('evt');
  const isAnswered = jobs.length > 0 && call.recipe?.responds === true;
  const receivedAt = instantText(call.receivedAtMs);
  const json = call.bodyForm === 'json' && call.body.length > 0 ? call.body : null;
  return {
    event: {
      id,
      connectionId: connection.id,
      connection: connection.name,
      kind,
      eventName,
      workflowId,
      receivedAt,
      // a call that carries nothing to be told apart by is an event of its own
      deliveryKey: deliveryIdentity(call, event, call.recipe?.trigger ?? parts.systemTrigger) ?? id,
      dedupWindowMs: kind === 'system_webhook' ? limits.dedupWindowMs : limits.journeyDedupWindowMs,
      method: request.method ?? '',
      contentType: request.headers['content-type'] ?? '',
      headers: redactHeaders(request.headers, connection.secretHeader),
      query: call.query,
      recipeId: call.recipe?.record.id ?? null,
      body: call.body,
      jobs,
    },
    // asked for before the job exists, so that its answer cannot come too early
    answer: isAnswered ? parts.waitForRespond?.(id, limits.respondTimeoutMs) : undefined,
    // written out: as a spread of the event it took 5 µs and left garbage that grew old, more than all of learning
    learned: parts.learn?.({
      id,
      connectionId: connection.id,
      kind,
      eventName,
      workflowId,
      receivedAt,
      json,
      payload,
    }),
  };
}

let lastInstant = { ms: NaN, text: '' };

/** ISO 8601 in UTC; made once per millisecond, in which a dozen calls may come. */
function instantText(ms: number): string {
  if (lastInstant.ms !== ms) lastInstant = { ms, text: new Date(ms).toISOString() };
  return lastInstant.text;
}
