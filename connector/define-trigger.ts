import type { z } from 'zod';

import type { Json, JsonObject } from '../errors/json.ts';
import type { OfInput } from './define-call.ts';

/** Where events come from: two kinds of webhooks of Iterable, calls of tracking SDKs, and the clock. */
export const triggerSources = ['system_webhook', 'journey_webhook', 'tracking_call', 'schedule'] as const;
export type TriggerSource = (typeof triggerSources)[number];
/** The sources that Iterable itself calls. */
export type HookSource = Extract<TriggerSource, `${string}_webhook`>;

/** What arrived, after parsing: the form triggers look at. */
export interface IncomingEvent {
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
  /** the parsed body (JSON, form fields or query) */
  payload: Json;
}

/** A trigger: what can start a recipe. */
export interface Trigger<S extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  name: string;
  title: string;
  summary: string;
  docs: string;
  source: TriggerSource;
  /** strict object */
  config: S;
  /** whether an event starts a recipe with this config; pure */
  matches: OfInput<[config: z.output<S>, event: IncomingEvent], boolean>;
  /**
   * What makes two deliveries the same event; undefined means the raw body decides.
   * Iterable sends no delivery id (reference: "Delivery semantics"), so this is composed from fields.
   */
  deliveryKey: (event: IncomingEvent) => readonly Json[] | undefined;
  /** whom an event is about, where the jobs of one person must run in the order of their events; left out or null = no order */
  orderKey?: (event: IncomingEvent) => Json;
  /** default output schema, loose: unknown keys allowed */
  output: O;
  /** sample payload for a config, to map against before the first event arrives */
  sample: OfInput<[config: z.output<S>], JsonObject>;
  examples: readonly [{ config: z.input<S>; payload: JsonObject }, ...{ config: z.input<S>; payload: JsonObject }[]];
  antiExamples: readonly [{ config: unknown; reason: string }, ...{ config: unknown; reason: string }[]];
}

/** Keeps the types of config and output while writing a declaration; the registry checks it at start-up. */
export function defineTrigger<S extends z.ZodType, O extends z.ZodType>(trigger: Trigger<S, O>): Trigger<S, O> {
  return trigger;
}
