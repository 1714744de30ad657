import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { IncomingEvent, Trigger } from '../define.ts';
import { redactHeaders } from '../security/redact-headers.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';
import type { KeepEventParts } from './keep-event.ts';
import type { ReadCall } from './read-calls.ts';
import { startedJobs } from './started-jobs.ts';

export interface KeepCallsParts extends Pick<KeepEventParts, 'recipes' | 'prepare' | 'newId' | 'learn' | 'onJobs'> {
  store: Pick<Store, 'appendEvents'>;
  /** decides the identity of calls, which belong to no single recipe */
  callTrigger: Trigger | undefined;
  dedupWindowMs: number;
}

/** Puts the calls of one request and the jobs they start on disk, all or none; resolves once they are there, with how many of them were there before. */
export async function keepCalls(
  calls: readonly ReadCall[],
  {
    request,
    connection,
    receivedAtMs,
  }: { request: IncomingMessage; connection: ConnectionRecord; receivedAtMs: number },
  parts: KeepCallsParts,
): Promise<{ duplicates: number }> {
  if (calls.length === 0) return { duplicates: 0 };
  const recipes = parts.recipes.enabledOf(connection.id);
  const receivedAt = new Date(receivedAtMs).toISOString();
  const headers = redactHeaders(request.headers);
  const kept = calls.map(({ eventName, payload }) => {
    const event: IncomingEvent = { kind: 'tracking_call', eventName, workflowId: null, payload };
    const id = parts.newId('evt');
    const body = Buffer.from(JSON.stringify(payload));
    const learned = parts.learn?.({ ...event, id, connectionId: connection.id, receivedAt, json: body });
    return { event, id, body, learned };
  });
  const stored = await parts.store.appendEvents(
    kept.map(({ event, id, body }) => ({
      id,
      connectionId: connection.id,
      connection: connection.name,
      kind: event.kind,
      eventName: event.eventName,
      workflowId: null,
      receivedAt,
      deliveryKey: identityOf(event, parts.callTrigger) ?? id,
      dedupWindowMs: parts.dedupWindowMs,
      method: 'POST',
      contentType: 'application/json',
      headers,
      query: '',
      recipeId: null,
      body,
      jobs: startedJobs(event, recipes, parts),
    })),
  );
  for (const [place, { duplicateOf }] of stored.entries()) if (duplicateOf === null) kept[place]?.learned?.();
  const jobs = stored.flatMap((event) => event.jobs);
  if (jobs.length > 0) parts.onJobs?.(jobs);
  return { duplicates: stored.filter(({ duplicateOf }) => duplicateOf !== null).length };
}

/** A call without a message id cannot be told from another one, so it is a call of its own. */
function identityOf(event: IncomingEvent, trigger: Trigger | undefined): string | null {
  const fields = trigger?.deliveryKey(event);
  return fields === undefined ? null : hash('sha256', JSON.stringify([event.kind, fields]), 'hex');
}
