import { ConnectorError, type ErrorJson } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { JobEnd, StartTrigger, StepAnswer, StepRequest } from '../../recipes/job-machine.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { isJobEnd } from '../../recipes/resume-recipe.ts';
import { startRecipe } from '../../recipes/start-recipe.ts';
import { isWebAction, type StepAction } from '../define-web-action.ts';
import type { Effect, Outcome } from '../define.ts';
import { describeCall } from '../iterable/check-input.ts';
import type { ActionPreview, PreviewedRequest } from '../iterable/preview-request.ts';
import { readRows } from '../jobs/row-files.ts';
import type { Exchange, StepRecord } from '../store/store.ts';
import type { Runtime } from './runtime.ts';

/** Which steps call Iterable in a test; the others only show their request. */
export type TestCalls = 'none' | 'reads' | 'all' | readonly string[];

export interface RecipeTest {
  recipe: Recipe;
  trigger: StartTrigger;
  calls: TestCalls;
  /** by step id: what a step that does not call counts as having given; without one its example does */
  outputs: Readonly<Record<string, Json>>;
  /** ends the test after the first run of this step */
  until?: string | undefined;
}

/** What one run of a step came to in a test. */
export interface TestedStep {
  path: string;
  stepId: string;
  kind: StepRecord['kind'];
  action: string | null;
  effect: Effect | null;
  /** with every pill resolved */
  input: Json;
  /** what a call would send; empty where the input does not allow one */
  requests: PreviewedRequest[];
  /** what the step would do in this connector; null where the requests say it */
  instead: string | null;
  /** where the output comes from: `called` = Iterable answered just now, `given` = with the test, `example` = of the action, `own` = no call is needed */
  source: 'called' | 'given' | 'example' | 'own';
  outcome: Outcome;
  output: Json;
  error: ErrorJson | null;
  exchanges: Exchange[];
}

export interface RecipeTestResult {
  /** null when it ended before the recipe did: at the wanted step, or at the most steps of a test */
  end: JobEnd | null;
  steps: TestedStep[];
}

/** More runs of steps than anybody reads; a for-each over a long list is cut there. */
const mostTestedSteps = 200;

type ActionRequest = Extract<StepRequest, { kind: 'action' }>;
type PageRequest = Extract<StepRequest, { kind: 'page' }>;
type Ports = Pick<Runtime, 'registry' | 'previewAction' | 'runAction'>;

/** Runs a recipe for one payload without keeping anything: no job, no ledger. Calls Iterable only for the steps that `calls` names. */
export async function testRecipe(test: RecipeTest, ports: Ports): Promise<RecipeTestResult> {
  const inputSchemaOf = (name: string): Json | undefined =>
    ports.registry.findStep(name) === undefined
      ? undefined
      : (ports.registry.describeAction(name).input as unknown as Json);
  const run = startRecipe(test.recipe, test.trigger, { inputSchemaOf });
  const steps: TestedStep[] = [];
  let next: StepRequest | JobEnd = run.next().value;
  while (!isJobEnd(next)) {
    const tested = await testStep(next, test, ports);
    steps.push(tested);
    if (tested.stepId === test.until || steps.length === mostTestedSteps) return { end: null, steps };
    next = run.next(answerOf(tested)).value;
  }
  return { end: next, steps };
}

/** A refusal by a preview stays visible at its step, and the test goes on to show the steps after it. */
const answerOf = ({ source, outcome, output, error }: TestedStep): StepAnswer =>
  source === 'called'
    ? { outcome, output, ...(error === null ? {} : { error }) }
    : { outcome: 'success', output: output ?? null };

function testStep(step: StepRequest, test: RecipeTest, ports: Ports): Promise<TestedStep> | TestedStep {
  if (step.kind === 'action') return testAction(step, test, ports);
  return step.kind === 'page' ? testPage(step, test, ports) : testPlain(step);
}

/** A test brings no rows: those that are given with it, or the ones of the action's example, are the only page. */
async function testPage({ path, stepId, file }: PageRequest, test: RecipeTest, ports: Ports): Promise<TestedStep> {
  const given = Object.hasOwn(test.outputs, stepId) ? test.outputs[stepId] : undefined;
  const action = ports.registry.findAction(file);
  const { text } = (action?.examples[0].output ?? {}) as { text?: string };
  const rows = Array.isArray(given) ? given : (await readRows(text ?? '', action?.rows ?? 'ndjson')).rows;
  const plain = testPlain({ kind: 'record', path, stepId, output: { rows, badRows: 0, next: null } as Json });
  return { ...plain, source: Array.isArray(given) ? 'given' : 'example' };
}

function testPlain(step: Exclude<StepRequest, ActionRequest | PageRequest>): TestedStep {
  const { path, stepId, kind } = step;
  const output: Json = step.kind === 'respond' ? { status: step.status, body: step.body } : step.output;
  const nothing = { action: null, effect: null, input: null, requests: [], instead: null, error: null, exchanges: [] };
  return { ...nothing, path, stepId, kind, source: 'own', outcome: 'success', output };
}

async function testAction(step: ActionRequest, test: RecipeTest, ports: Ports): Promise<TestedStep> {
  const { path, stepId, kind, connection, input } = step;
  const base = { path, stepId, kind, action: step.action, input, exchanges: [] };
  const action = ports.registry.findStep(step.action);
  if (action === undefined) {
    const error = new ConnectorError('ITC_ACTION_UNKNOWN', `There is no action named ${step.action}.`).toJSON();
    return {
      ...base,
      effect: null,
      requests: [],
      instead: null,
      source: 'example',
      outcome: 'rejected',
      output: null,
      error,
    };
  }
  const { effect } = describeCall(action, input);
  const { error, ...shown } = await preview(action, step, ports);
  if (step.asRows === true) {
    const outcome = error === null ? 'success' : 'rejected';
    return { ...base, ...shown, effect, source: 'example', outcome, output: { file: action.name }, error };
  }
  if (error === null && doesCall(test.calls, stepId, effect)) {
    const { outcome, output, error: refusal, exchanges } = await ports.runAction(action, connection, input);
    return { ...base, ...shown, effect, source: 'called', outcome, output, error: refusal, exchanges };
  }
  const given = Object.hasOwn(test.outputs, stepId) ? test.outputs[stepId] : undefined;
  return {
    ...base,
    ...shown,
    effect,
    source: given === undefined ? 'example' : 'given',
    outcome: error === null ? 'success' : 'rejected',
    output: given ?? exampleOutput(action),
    error,
  };
}

function doesCall(calls: TestCalls, stepId: string, effect: Effect): boolean {
  if (calls === 'reads') return effect === 'read';
  return typeof calls === 'string' ? calls === 'all' : calls.includes(stepId);
}

async function preview(
  action: StepAction,
  { connection, input }: ActionRequest,
  ports: Ports,
): Promise<ActionPreview & { error: ErrorJson | null }> {
  try {
    return { ...(await ports.previewAction(action, connection, input)), error: null };
  } catch (cause) {
    if (cause instanceof ConnectorError) return { requests: [], instead: null, error: cause.toJSON() };
    throw cause;
  }
}

/** The first example of an action as a step gives it: actions that may find nothing say so in `found`. */
function exampleOutput(action: StepAction): Json {
  const { output } = action.examples[0];
  const isObject = typeof output === 'object' && output !== null && !Array.isArray(output);
  const mayFindNothing = !isWebAction(action) && action.emptyAnswer !== undefined;
  return mayFindNothing && isObject ? { found: true, ...output } : output;
}
