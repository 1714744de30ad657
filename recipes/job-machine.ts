import type { Outcome } from '../connector/define.ts';
import type { ErrorJson } from '../errors/connector-error.ts';
import type { Json, JsonObject } from '../errors/json.ts';
import type { Recipe } from './recipe.ts';

/**
 * What the machine asks for next. `path` names one run of a step within a job and is stable across restarts:
 * the step id, with the loop position of each surrounding for-each, e.g. `each[3].notify`.
 */
export type StepRequest =
  | {
      kind: 'action';
      path: string;
      stepId: string;
      action: string;
      connection: string;
      input: JsonObject;
      onUnknownOutcome?: 'hold' | 'retry' | 'fail';
      ignoreUnsubscribes?: boolean;
      maxAttempts: number;
      /** the answer goes to a file, and the output is its reference: `{ file }` */
      asRows?: true;
    }
  | { kind: 'page'; path: string; stepId: string; file: string; from: PagePlace; size: number }
  | { kind: 'respond'; path: string; stepId: string; status: number; body: Json }
  | { kind: 'record'; path: string; stepId: string; output: Json };

/** Where a page begins: after `row` rows, at byte `offset` of its file. */
export interface PagePlace {
  row: number;
  offset: number;
}

/** The output of a `page` request. */
export interface RowPage {
  rows: JsonObject[];
  /** rows that could not be read and are left out */
  badRows: number;
  /** null behind the last row */
  next: PagePlace | null;
}

/** What the runtime hands back after a step is recorded. */
export interface StepAnswer {
  outcome: Outcome;
  output: Json;
  error?: ErrorJson;
}

/** How a job ends. `held` ends the run of the machine, not the job: a person decides, then it runs again from the ledger. */
export interface JobEnd {
  status: 'succeeded' | 'failed' | 'stopped';
  reason?: string;
  error?: ErrorJson;
}

/** The pure run of one recipe for one payload: yields steps in order, takes their answers, returns the end. */
export type RecipeRun = Generator<StepRequest, JobEnd, StepAnswer>;

/** What started the job. */
export interface StartTrigger {
  payload: Json;
  eventId: string;
  receivedAt: string;
  /** for the pill `job.id` */
  jobId?: string;
}

/** What the machine is told about actions. */
export interface RunContext {
  /** JSON Schema of an action's input: tells how `{{ clear }}` empties a field; without it null is sent */
  inputSchemaOf?: (action: string) => Json | undefined;
}

export type StartRecipe = (recipe: Recipe, trigger: StartTrigger, context?: RunContext) => RecipeRun;
