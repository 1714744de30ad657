import type { Json } from '../../errors/json.ts';
import type {
  JobEnd,
  RecipeRun,
  RunContext,
  StartTrigger,
  StepAnswer,
  StepRequest,
} from '../../recipes/job-machine.ts';
import type { Recipe, Step } from '../../recipes/recipe.ts';
import { startRecipe } from '../../recipes/start-recipe.ts';

/** The event that starts a run in tests. */
export const trigger = (payload: Json): StartTrigger => ({
  payload,
  eventId: 'evt_1',
  receivedAt: '2031-03-04T05:06:40.000Z',
  jobId: 'job_1',
});

/** A recipe of these steps alone. */
export const recipeOf = (...steps: Step[]): Recipe => ({
  name: 'demo',
  connection: 'main',
  trigger: { use: 'x', with: {} },
  steps,
});

/** A step that calls the action `note`. */
export const act = (id: string, fields: Record<string, Json> = {}, more: object = {}): Step => ({
  id,
  use: 'note',
  with: fields,
  ...more,
});

export type Answerer = (request: StepRequest) => StepAnswer;

/** Takes every step well; what is recorded is answered as it is. */
export const success: Answerer = (request) => ({
  outcome: 'success',
  output: request.kind === 'record' ? request.output : { code: 'Success', of: request.path },
});

/** more than any run of a test asks for */
const mostRequests = 250_000;

/** Drives a run to its end. */
export function finish(
  run: RecipeRun,
  answer: Answerer,
  from = run.next(),
): { requests: StepRequest[]; end: JobEnd; paths: string[] } {
  const requests: StepRequest[] = [];
  let next = from;
  while (next.done !== true) {
    if (requests.push(next.value) > mostRequests) throw new Error('The run does not end.');
    next = run.next(answer(next.value));
  }
  return { requests, end: next.value, paths: requests.map(({ path }) => path) };
}

/** Runs a recipe for one payload from its start to its end. */
export function runOf(recipe: Recipe, payload: Json, answer: Answerer = success, context?: RunContext) {
  return finish(startRecipe(recipe, trigger(payload), context), answer);
}

/** What the actions among the steps were given. */
export const inputs = (requests: StepRequest[]): unknown[] =>
  requests.flatMap((request) => (request.kind === 'action' ? [request.input] : []));
