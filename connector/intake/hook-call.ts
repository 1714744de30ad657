import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { HookSource } from '../define.ts';
import type { AddressRanges } from '../security/source-allowlist.ts';
import type { ConnectionRecord } from '../store/store.ts';
import type { Allowance } from './allowance.ts';
import type { IntakeLimits } from './intake-limits.ts';
import type { HookRecipe } from './hook-recipes.ts';

/** How a body is read: `query` for a GET, `none` for a call without a body. */
export type BodyForm = 'json' | 'form' | 'query' | 'none';

/** What one webhook call is known to be, filled in as the guards pass. */
export interface HookCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly kind: HookSource;
  readonly connection: ConnectionRecord;
  /** the recipe that the address of a journey webhook belongs to */
  readonly recipe: HookRecipe | null;
  /** without the question mark */
  readonly query: string;
  readonly receivedAtMs: number;
  readonly limits: IntakeLimits;
  readonly trustedProxies: AddressRanges;
  readonly allowance: Allowance;
  /** the addresses that Iterable sends webhooks from; null = not known */
  readonly iterableRanges: (region: ConnectionRecord['region']) => AddressRanges | null;
  bodyForm: BodyForm;
  body: Buffer;
  payload: Json;
  eventName: string | null;
  workflowId: string | null;
  /** it came with the newest secret, which no accepted call carried before */
  provesSecret: boolean;
}

/** One question asked of a call: null lets it pass, an error is its answer. */
export type Guard = (call: HookCall) => ConnectorError | null;
