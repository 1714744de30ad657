import type { IncomingMessage, ServerResponse } from 'node:http';

import type { AddressRanges } from '../security/source-allowlist.ts';
import type { ConnectionRecord } from '../store/store.ts';
import { readHookAddress, type HookAddress } from './hook-address.ts';
import type { HookCall } from './hook-call.ts';
import type { PrepareRecipe, RecipeLookup } from './hook-recipes.ts';
import type { IntakeLimits } from './intake-limits.ts';

export interface OpenCallParts {
  /** in memory, always current; a changed connection is a new record */
  connections: {
    byHookToken(token: string): ConnectionRecord | undefined;
    byName?(name: string): ConnectionRecord | undefined;
  };
  recipes: RecipeLookup;
  prepare: PrepareRecipe;
  limits: IntakeLimits;
  trustedProxies: AddressRanges;
  allowance: HookCall['allowance'];
  iterableRanges: HookCall['iterableRanges'];
  now: () => number;
}

/** What stands behind an address: `call` is null where there is no such trigger, `connection` where there is no such connection. */
export interface OpenedCall {
  connection: ConnectionRecord | null;
  call: HookCall | null;
}

const noBody = Buffer.alloc(0);
const nothing: OpenedCall = { connection: null, call: null };

/** A name can be guessed, so it leads only to a connection that asks for a secret. */
function named(
  { isConsent, connectionToken }: HookAddress,
  { connections }: OpenCallParts,
): ConnectionRecord | undefined {
  const connection = isConsent ? connections.byName?.(connectionToken) : undefined;
  return connection?.allowUnauthenticated === false ? connection : undefined;
}

/** Finds connection and recipe by address alone: bodies of journey webhooks may hold anything, so they decide nothing. */
export function openCall(request: IncomingMessage, response: ServerResponse, parts: OpenCallParts): OpenedCall {
  const address = readHookAddress(request.url ?? '');
  if (address === null) return nothing;
  const connection = parts.connections.byHookToken(address.connectionToken) ?? named(address, parts);
  if (connection === undefined) return nothing;
  const isJourney = address.journeyToken !== null;
  const record = address.journeyToken === null ? undefined : parts.recipes.byJourneyToken(address.journeyToken);
  const recipe = record === undefined || record.connectionId !== connection.id ? null : parts.prepare(record);
  if (isJourney && recipe?.trigger.source !== 'journey_webhook') return { connection, call: null };
  const call: HookCall = {
    request,
    response,
    kind: isJourney ? 'journey_webhook' : 'system_webhook',
    connection,
    recipe,
    query: address.query,
    receivedAtMs: parts.now(),
    limits: parts.limits,
    trustedProxies: parts.trustedProxies,
    allowance: parts.allowance,
    iterableRanges: parts.iterableRanges,
    bodyForm: 'none',
    body: noBody,
    payload: null,
    eventName: null,
    workflowId: null,
    provesSecret: false,
  };
  return { connection, call };
}
