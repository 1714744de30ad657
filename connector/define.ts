import type { z } from 'zod';

import type { Json, JsonObject } from '../errors/json.ts';
import type { Endpoint, OfInput, RequestParts } from './define-call.ts';
import type { MessageContent } from './define-message.ts';

export type { Endpoint, HttpMethod, OfInput, RateLimit, RequestParts } from './define-call.ts';
export {
  messageKinds,
  type EmailContent,
  type InlineImage,
  type MessageContent,
  type MessageKind,
} from './define-message.ts';
export { definePicklist, type Picklist, type PicklistOption } from './define-picklist.ts';
export {
  defineTrigger,
  triggerSources,
  type HookSource,
  type IncomingEvent,
  type Trigger,
  type TriggerSource,
} from './define-trigger.ts';

/** What a call does in Iterable: nothing, a change, or a message to a person. */
export type Effect = 'read' | 'write' | 'send';

/** What is known after a call: accepted, refused for good, to be tried again, or not known at all. */
export type Outcome = 'success' | 'rejected' | 'retry' | 'unknown';

/** How a project tells people apart (Iterable, "Project types"): set on the connection, the API does not tell. */
export type ProjectType = 'email' | 'userId' | 'hybrid';

/** What the pure function may know besides its input. */
export interface RequestContext {
  projectType: ProjectType;
  /** stable for one step of one job, so that a repeated call can be recognised by Iterable (`id` of track calls); at most 512 bytes */
  stepKey: string;
  /** what the declared read before the call gave, or what was made for the message; undefined for actions without one and in a preview */
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
 * `wrapped` = an object that stands below `params` of an envelope at run time and bare in the API description; both are read.
 * `text` = JSON or text or nothing, where Iterable does not document the form.
 * `plain` = text that is never read as JSON, so that a user ID such as `1e5` stays one: `{ text }`, or what `readText` gives.
 * `page` = an HTML page, given whole as `{ text }`; in all other forms such a page is a fault.
 * `stream` = lines of any number as `{ text }`, which a caller may read while they arrive.
 */
export type AnswerForm = 'envelope' | 'bulk' | 'object' | 'wrapped' | 'text' | 'plain' | 'page' | 'stream';

/** JSON with one object per line, or CSV with a header. */
export type RowForm = 'ndjson' | 'csv';

/** A time in the input that Iterable accepts only so far ahead. */
export interface Horizon {
  /** the key of the field; its checked value is a time in UTC */
  field: string;
  maxDaysAhead: number;
}

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
  /** the body of a call that carries one item and no list, for endpoints of single people; needs `maxItems: 1`. Pure */
  one?: (frame: JsonObject, item: JsonObject) => JsonObject;
  /** items beyond this many are refused, from the checked input. Pure */
  ceiling?: OfInput<[input: unknown], number>;
}

/** The bulk action that takes the same call as one of its items. */
export interface BulkForm {
  /** must have `batch` and one fixed endpoint */
  action: Action;
  /** fields that stand beside the items there; calls go together only where they are the same */
  callFields?: readonly string[];
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
export interface Action<S extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
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
  identity: IdentityPlace | OfInput<[input: z.output<S>], IdentityPlace>;
  /** true where the named person's profile is written, so that the second identifier is kept with it */
  writesProfile?: boolean;
  answer: AnswerForm;
  /** strict object; each field has `.meta(field({ title, help, ... }))` */
  input: S;
  /** loose: Iterable adds keys without notice */
  output: O;
  batch?: Batch;
  /** lets many single calls go out together under load */
  bulkForm?: BulkForm;
  /** checked when the call is made, because a schema has no clock */
  horizon?: Horizon;
  /** names of the input fields whose keys the user designs (data fields) */
  dataFields?: readonly string[];
  /** top-level fields, of the same name in input and body, that hold secrets: masked in every record of the call */
  secrets?: readonly string[];
  /** a read that comes before the call, where the call overwrites: its answer reaches `request` as `context.current` */
  readFirst?: ReadFirst;
  /** content that needs a template and a campaign before the call: their ids reach `request` as `context.current` */
  message?: OfInput<[input: z.output<S>], MessageContent>;
  /**
   * what an empty `{}` answer means: `not_found` for reads and deletions of one thing (Iterable answers 200 `{}` for an
   * unknown user); a 404 and refusals that say the same count alike
   */
  emptyAnswer?: 'not_found';
  /** the output that a `plain` answer becomes; undefined for text that cannot be one */
  readText?: (text: string) => JsonObject | undefined;
  /** the form of the rows of a `stream` answer of a fixed GET endpoint, which a recipe then takes in pages */
  rows?: RowForm;
  /** what to do when the thing asked for does not exist; `continue` (the default) answers `{ found: false }` */
  ifNotFound?: OfInput<[input: z.output<S>], 'continue' | 'fail'>;
  /** the call as data; null, only for actions with `readFirst`, when everything is already as asked for */
  request: OfInput<[input: z.output<S>, context: RequestContext], RequestParts | null>;
  /** what the step gives, from an accepted answer; pure. For facts that Iterable tells in words only */
  read?: (answer: JsonObject) => JsonObject;
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

/** Keeps the types of input and output while writing a declaration; the registry checks it at start-up. */
export function defineAction<S extends z.ZodType, O extends z.ZodType>(action: Action<S, O>): Action<S, O> {
  return action;
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
