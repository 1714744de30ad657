import type { Json, JsonObject } from '../../errors/json.ts';
import type { StepAction } from '../define-web-action.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import type { Log } from '../log.ts';
import type { EventRecord, JobChange, JobRecord, Store } from '../store/store.ts';
import type { RowFiles } from './row-files.ts';

/** One call of an action on behalf of a step. */
export interface StepCall {
  action: StepAction;
  input: JsonObject;
  /** name of the connection */
  connection: string;
  /** the same for every attempt of one step of one job */
  stepKey: string;
  /** see ActionStep */
  ignoreUnsubscribes?: boolean;
  /** the answer goes to a file, and the output is its reference: `{ file }` */
  asRows?: true;
}

/** What running a job needs from outside. */
export interface JobPorts {
  store: Pick<Store, 'recordSteps' | 'changeJob'>;
  /** undefined where no action has this name (any more) */
  findAction: (name: string) => StepAction | undefined;
  /** counts a step that sends for the job's recipe and a day, once; false = its ceiling is reached. Left out, there is no ceiling */
  countSend?: (jobId: string, path: string, day: string) => Promise<boolean>;
  inputSchemaOf: (name: string) => Json | undefined;
  /** the schema that a person saved for the trigger of this event, if one did; left out, payloads are not compared with one */
  savedSchemaOf?: (event: Omit<EventRecord, 'jobs'>) => Promise<object | null>;
  /** fields that the history of jobs hides for events of this connection, and the seal of what is hidden; left out, none are */
  masking?: {
    fieldsOf: (connection: string) => Promise<readonly string[]>;
    seal: (output: Json, eventId: string, path: string) => string;
    open: (sealed: string, eventId: string, path: string) => Json;
  };
  /** never throws for what Iterable or the input does */
  runAction: (call: StepCall) => Promise<ActionResult>;
  /** the files of the rows that steps brought */
  rows: Pick<RowFiles, 'read' | 'remove'>;
  /** hands the answer of a `respond` step to the webhook call that waits for it, if one still does */
  respond: (eventId: string, answer: { status: number; body: Json }) => void;
  /** told when a change of the job is on disk */
  jobChanged?: (job: JobRecord, change: JobChange) => void;
  /** milliseconds since the epoch */
  now: () => number;
  /** 0 up to 1 */
  random: () => number;
  log: Log;
}
