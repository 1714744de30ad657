import type { z } from 'zod';

import type { Json, JsonObject } from '../errors/json.ts';

/** What a call does in Iterable: nothing, a change, or a message to a person. */
export type Effect = 'read' | 'write' | 'send';

/** What is known after a call: accepted, refused for good, to be tried again, or not known at all. */
export type Outcome = 'success' | 'rejected' | 'retry' | 'unknown';

/** How a project tells people apart (Iterable, "Project types"): set on the connection, the API does not tell. */
export type ProjectType = 'email' | 'userId' | 'hybrid';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A published rate limit of Iterable; `scope` says what shares it. */
export interface RateLimit {
  /** calls per period */
  calls: number;
  /** length of the period in milliseconds */
  perMs: number;
  scope: 'key' | 'project' | 'organisation';
}

/**
 * A pure function of an action's or trigger's checked input. Written as a method so that a list can hold
 * declarations of different inputs; each one is still checked against its own schema where it is written.
 */
export type OfInput<A extends readonly unknown[], R> = { call(...args: A): R }['call'];

export interface Endpoint {
  method: HttpMethod;
  /** begins with `/api/`; parameters in braces are percent-encoded by the client, e.g. `/api/users/{email}` */
  path: string;
  /** published limit of this endpoint; leave out where Iterable publishes none */
  limit?: RateLimit;
  /** a second published limit over a longer time, e.g. 1,000 calls a day; both must have room */
  cap?: RateLimit;
  /** time for the whole answer where Iterable is known to take longer than 30 seconds; milliseconds */
  timeoutMs?: number;
}

/** What the pure function of an action returns: the call, as data. */
export interface RequestParts {
  path?: Record<string, string | number>;
  query?: Record<string, Json | undefined>;
  body?: JsonObject;
}

/** What the pure function may know besides its input. */
export interface RequestContext {
  projectType: ProjectType;
  /** stable for one step of one job, so that a repeated call can be recognised by Iterable (`id` of track calls); at most 512 bytes */
  stepKey: string;
  /** what the declared read before the call gave; undefined for actions without one and in a preview */
  current?: JsonObject;
}

/** The identifier that counts in the project; at least one is there. */
export interface Person {
  email?: string;
  userId?: string;
}

/**
 * A read that comes before the call, for endpoints that overwrite what is stored. Read and call run under the order of
 * the person, so that two such changes of one person never interleave in this process.
 */
export interface ReadFirst {
  request: (person: Person) => { endpoint: Endpoint & { method: 'GET' }; parts: RequestParts };
  /** one name of the person that the answer is about, the same whichever identifier found them */
  person: (answer: JsonObject) => string | undefined;
}

/**
 * Where the person is named in the request; the runtime applies the project type there.
 * `user` = body.email/userId, `recipient` = body.recipientEmail/recipientUserId, `items` = email/userId in each item of the batch,
 * `nested_user` = body.user.email/userId, `query` = query.email/userId, `none` = the call concerns no person, or names one
 * in a way that has nothing to do with the project type.
 */
export type IdentityPlace = 'user' | 'recipient' | 'items' | 'nested_user' | 'query' | 'none';

/**
 * Iterable's answer forms (reference: "Response envelopes"): decides how success is read from an HTTP 200.
 * `text` = JSON or text or nothing, where Iterable does not document the form; `plain` = text that is never read as JSON,
 * so that a user ID such as `1e5` stays one (see `readText`).
 */
export type AnswerForm = 'envelope' | 'bulk' | 'object' | 'text' | 'plain';

/** How many items one call carries. Iterable's figures: 1,000 users and 4 MB for bulkUpdate. */
export interface Batch {
  /** the key of the array, the same in the input and in the request body */
  items: string;
  maxItems: number;
  maxBytes: number;
  /**
   * true where one call may hold several items of one person, because Iterable refuses the person and not the row.
   * Otherwise they go into different calls, since the answer names people and not places.
   */
  repeatsPeople?: boolean;
}

export interface Example<I = unknown> {
  /** what this example shows; one sentence */
  title?: string;
  input: I;
  /** Iterable's answer to the read before the call, for actions with `readFirst` */
  current?: JsonObject;
  /** Iterable's answer to it */
  output: Json;
}

export interface AntiExample {
  input: unknown;
  /** why this is refused; shown in the docs */
  reason: string;
}

/**
 * An action: data plus one pure function. See docs/adding-an-action.md.
 * `I` is what a recipe maps, after zod has checked it.
 */
export interface Action<S extends z.ZodType = z.ZodType> {
  /** snake_case, public, never renamed */
  name: string;
  /** the folder below actions/ */
  resource: string;
  title: string;
  summary: string;
  /** page of Iterable's documentation */
  docs: string;
  /** what the project or the key must have first, e.g. a feature that Iterable switches on, or a JWT key; one sentence for the user */
  requires?: string;
  effect: Effect | OfInput<[input: z.output<S>], Effect>;
  /** true where repeating the same call changes nothing more */
  idempotent: boolean | OfInput<[input: z.output<S>], boolean>;
  /** what happens when no answer came: sends are held for a person unless the call may be repeated */
  onUnknownOutcome: 'retry' | 'hold' | 'fail';
  endpoint: Endpoint | OfInput<[input: z.output<S>], Endpoint>;
  identity: IdentityPlace;
  /** true where the named person's profile is written, so that the second identifier is kept with it */
  writesProfile?: boolean;
  answer: AnswerForm;
  /** strict object; each field has `.meta(field({ title, help, ... }))` */
  input: S;
  /** loose: Iterable adds keys without notice */
  output: z.ZodType;
  batch?: Batch;
  /** names of the input fields whose keys the user designs (data fields) */
  dataFields?: readonly string[];
  /** top-level fields, of the same name in input and body, that hold secrets: masked in every record of the call */
  secrets?: readonly string[];
  /** a read that comes before the call, where the call overwrites: its answer reaches `request` as `context.current` */
  readFirst?: ReadFirst;
  /**
   * what an empty `{}` answer means: `not_found` for reads and deletions of one thing (Iterable answers 200 `{}` for an
   * unknown user); refusals that say the same count alike
   */
  emptyAnswer?: 'not_found';
  /** the output that a `plain` answer becomes; undefined for text that cannot be one */
  readText?: (text: string) => JsonObject | undefined;
  /** what to do when the thing asked for does not exist; `continue` (the default) answers `{ found: false }` */
  ifNotFound?: OfInput<[input: z.output<S>], 'continue' | 'fail'>;
  /** the call as data; null, only for actions with `readFirst`, when everything is already as asked for */
  request: OfInput<[input: z.output<S>, context: RequestContext], RequestParts | null>;
  examples: readonly [Example<z.input<S>>, ...Example<z.input<S>>[]];
  antiExamples: readonly [AntiExample, ...AntiExample[]];
}

/** Hints for the form of one input field; kept in zod's meta so that form, JSON Schema and docs come from one object. */
export interface FieldHints {
  title: string;
  help?: string;
  example?: Json;
  /** optional, yet shown at once */
  sticky?: boolean;
  /** optional and rarely used: behind "more fields" */
  advanced?: boolean;
  picklist?: { name: string; args?: Record<string, string | number | boolean> };
  control?: 'text' | 'textarea' | 'number' | 'boolean' | 'date' | 'dataFields' | 'items';
}

export interface PicklistOption {
  value: string | number;
  label: string;
  /** second line of the choice: medium, state, type */
  note?: string;
}

/** A pick list: a read-only call whose pages are read to the end. */
export interface Picklist {
  name: string;
  title: string;
  endpoint: Endpoint & { method: 'GET' };
  /** names of the arguments, e.g. `medium`, with a sentence each */
  args: Record<string, string>;
  /** query of page `page` (from 1); a pick list that is not paged ignores it */
  query: (args: Record<string, string>, page: number) => Record<string, Json | undefined>;
  /** options of one answer, filtered by the arguments */
  read: (answer: JsonObject, args: Record<string, string>) => PicklistOption[];
  /** whether another page follows */
  more: (answer: JsonObject) => boolean;
}

export type TriggerSource = 'system_webhook' | 'journey_webhook';

/** What arrived, after parsing: the form triggers look at. */
export interface IncomingEvent {
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
  /** the parsed body (JSON, form fields or query) */
  payload: Json;
}

/** A trigger: what can start a recipe. */
export interface Trigger<S extends z.ZodType = z.ZodType> {
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
  /** default output schema, loose: unknown keys allowed */
  output: z.ZodType;
  /** sample payload for a config, to map against before the first event arrives */
  sample: OfInput<[config: z.output<S>], JsonObject>;
  examples: readonly [{ config: z.input<S>; payload: JsonObject }, ...{ config: z.input<S>; payload: JsonObject }[]];
  antiExamples: readonly [{ config: unknown; reason: string }, ...{ config: unknown; reason: string }[]];
}

/** Keeps the input type while writing a declaration; the registry checks it at start-up. */
export function defineAction<S extends z.ZodType>(action: Action<S>): Action<S> {
  return action;
}

/** Keeps the config type while writing a declaration; the registry checks it at start-up. */
export function defineTrigger<S extends z.ZodType>(trigger: Trigger<S>): Trigger<S> {
  return trigger;
}

export function definePicklist(picklist: Picklist): Picklist {
  return picklist;
}

/** Form hints in zod's meta under one key, next to the JSON Schema words `title` and `description`. */
export function field(hints: FieldHints): Record<string, unknown> {
  const { title, help, example, ...form } = hints;
  return {
    title,
    ...(help === undefined ? {} : { description: help }),
    ...(example === undefined ? {} : { examples: [example] }),
    ...(Object.keys(form).length === 0 ? {} : { form }),
  };
}
