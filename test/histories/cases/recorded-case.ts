import type { JsonObject } from '../../../errors/json.ts';
import type { Recipe, Step } from '../../../recipes/recipe.ts';
import type { Fault } from '../../../sandbox/fault-plan.ts';

/** What is sent to start a job: a system webhook unless it says otherwise. */
export interface Arrival {
  by?: 'webhook' | 'journey' | 'call' | 'clock';
  body?: JsonObject;
}

/** A job to record. */
export interface RecordedCase {
  name: string;
  /** name of a ready-made recipe, or the steps of one of its own */
  recipe: string | Step[];
  /** left out, a new list subscriber starts it */
  trigger?: Recipe['trigger'];
  arrival?: Arrival;
  faults?: Fault[];
  /** the call to this path never answers, and the process is killed meanwhile, so often */
  killed?: { path: string; times: number };
  /** a person releases the job each time that it is held, so often */
  released?: number;
  /** the job failed: the history is that of the job that goes on from there, perhaps with these steps */
  goesOn?: { with?: Step[] };
}
