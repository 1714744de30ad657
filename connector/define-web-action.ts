import type { z } from 'zod';

import type { JsonObject } from '../errors/json.ts';
import type { HttpMethod, OfInput } from './define-call.ts';
import type { Action, AntiExample, Effect, Example } from './define.ts';

/** A header whose value is a named secret; the name is all that a recipe ever holds. */
export interface SecretHeader {
  name: string;
  /** name of a secret kept with `itc secrets set` */
  secret: string;
  /** stands before the secret, e.g. `Bearer ` */
  prefix: string;
}

/** What the pure function of a web action returns: one call to another system, as data. */
export interface WebRequest {
  method: HttpMethod;
  url: string;
  headers: readonly { name: string; value: string }[];
  secretHeaders: readonly SecretHeader[];
  body: string | undefined;
  /** name of the secret that signs the body by Standard Webhooks */
  signWith?: string;
  /** JSON Schema that an answer must fit */
  answerSchema?: JsonObject;
  timeoutMs: number;
}

/** A step that calls a system other than Iterable: data plus one pure function, as an action is. */
export interface WebAction<S extends z.ZodType = z.ZodType> {
  /** snake_case, public, never renamed */
  name: string;
  resource: 'web';
  title: string;
  summary: string;
  /** page that tells more */
  docs: string;
  effect: Effect | OfInput<[input: z.output<S>], Effect>;
  idempotent: boolean | OfInput<[input: z.output<S>], boolean>;
  onUnknownOutcome: Action['onUnknownOutcome'];
  /** strict object; each field has `.meta(field({ title, help, ... }))` */
  input: S;
  output: z.ZodType;
  dataFields?: readonly string[];
  secrets?: readonly string[];
  request: OfInput<[input: z.output<S>], WebRequest>;
  /** JSON Schema of what this input will give, where the input tells more than `output` */
  outputOf?: (input: JsonObject) => JsonObject | undefined;
  examples: readonly [Example<z.input<S>>, ...Example<z.input<S>>[]];
  antiExamples: readonly [AntiExample, ...AntiExample[]];
}

/** What a step can use: an action of Iterable or a call to another system. */
export type StepAction = Action | WebAction;

export const isWebAction = (action: StepAction): action is WebAction => action.resource === 'web';

/** Keeps the input type while writing a declaration; the registry checks it at start-up. */
export function defineWebAction<S extends z.ZodType>(action: WebAction<S>): WebAction<S> {
  return action;
}
