import { hash } from 'node:crypto';

import type { IncomingEvent, Trigger } from '../define.ts';
import type { HookCall } from './hook-call.ts';

/**
 * Hash of what makes two deliveries the same event: the fields the trigger names, else the raw call. Null for a call that
 * carries nothing at all, for then two calls cannot be told to be one.
 */
export function deliveryIdentity(call: HookCall, event: IncomingEvent, trigger: Trigger | undefined): string | null {
  const fields = trigger?.deliveryKey(event);
  if (fields !== undefined) return hash('sha256', JSON.stringify([call.kind, fields]), 'hex');
  if (call.kind === 'system_webhook') return hashRaw('system', call.body);
  if (call.body.length === 0 && call.query === '') return null;
  // the same body at the addresses of two recipes is two events
  const address = `journey ${call.recipe?.record.id ?? ''} ${call.request.method ?? ''} ${call.query}`;
  return hashRaw(address, call.body);
}

function hashRaw(address: string, body: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${address}\n`, 'utf8'), body]), 'hex');
}
