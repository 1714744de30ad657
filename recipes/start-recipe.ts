import { ConnectorError } from '../errors/connector-error.ts';
import type { Json, JsonObject } from '../errors/json.ts';
import { compileStep } from './compile-step.ts';
import { evaluate } from './condition.ts';
import type { JobEnd, PagePlace, RowPage, RunContext, StartRecipe, StepAnswer, StepRequest } from './job-machine.ts';
import { applyClear } from './mapping/apply-clear.ts';
import { kindOf } from './mapping/mapping-function.ts';
import { resolveCompiled } from './mapping/resolve.ts';
import type { CompiledMapping } from './mapping/resolve.ts';
import { readOwn } from './mapping/scope.ts';
import type { LoopRound, Scope } from './mapping/scope.ts';
import type {
  ActionStep,
  ForEachPageStep,
  ForEachStep,
  IfStep,
  Recipe,
  RespondStep,
  Step,
  StopStep,
} from './recipe.ts';
import { recipeLimits } from './recipe-limits.ts';

type StepsRun = Generator<StepRequest, JobEnd | undefined, StepAnswer>;

/** One place of a run: the scope of pills there, and what is before the step id in the path of a step. */
interface Place {
  recipe: Recipe;
  context: RunContext;
  scope: Scope & { steps: Map<string, Json> };
  prefix: string;
}

/**
 * Runs a recipe for one payload: yields each step and takes its answer. Pure, so the same answers always lead to the same steps;
 * a fault of the recipe ends the job and is never thrown.
 */
export const startRecipe: StartRecipe = function* (recipe, trigger, context = {}) {
  const place: Place = {
    recipe,
    context,
    prefix: '',
    scope: {
      trigger: trigger.payload,
      event: { id: trigger.eventId, receivedAt: trigger.receivedAt },
      job: { id: trigger.jobId ?? null },
      steps: new Map(),
      loops: new Map(),
    },
  };
  try {
    return (yield* runSteps(recipe.steps, 'steps', place)) ?? { status: 'succeeded' };
  } catch (cause) {
    const error = cause instanceof ConnectorError ? cause : new ConnectorError('ITC_STEP_FAILED', undefined, { cause });
    return { status: 'failed', reason: error.message, error: error.toJSON() };
  }
};

function* runSteps(steps: Step[], at: string, place: Place): StepsRun {
  for (const [index, step] of steps.entries()) {
    if (step.skip === true) continue;
    const end = yield* runStep(step, `${at}[${String(index)}]`, place);
    if (end !== undefined) return end;
  }
  return undefined;
}

function runStep(step: Step, at: string, place: Place): StepsRun {
  if ('use' in step) return runAction(step, at, place);
  if ('if' in step) return runIf(step, at, place);
  if ('forEach' in step) return runForEach(step, at, place);
  if ('forEachPage' in step) return runForEachPage(step, at, place);
  return 'stop' in step ? runStop(step, at, place) : runRespond(step, at, place);
}

function resolveAt(mapping: CompiledMapping, place: Place, schema?: Json): Json | undefined {
  return applyClear(resolveCompiled(mapping, place.scope), schema);
}

function* runAction(step: ActionStep, at: string, place: Place): StepsRun {
  const schema = place.context.inputSchemaOf?.(step.use);
  const answer = yield {
    kind: 'action',
    path: place.prefix + step.id,
    stepId: step.id,
    action: step.use,
    connection: step.connection ?? place.recipe.connection,
    input: resolveAt(compileStep(step, step.with ?? {}, `${at}.with`), place, schema) as JsonObject,
    maxAttempts: step.maxAttempts ?? recipeLimits.defaultAttempts,
    ...(step.onUnknownOutcome === undefined ? {} : { onUnknownOutcome: step.onUnknownOutcome }),
    ...(step.ignoreUnsubscribes === undefined ? {} : { ignoreUnsubscribes: step.ignoreUnsubscribes }),
  };
  if (answer.outcome === 'success') {
    place.scope.steps.set(step.id, answer.output);
    return undefined;
  }
  if (answer.outcome === 'rejected' && step.onRejected === 'continue') {
    // the answer to a refused call has another form than the schema that pills were checked against
    place.scope.steps.set(step.id, null);
    return undefined;
  }
  return failed(place.prefix + step.id, answer);
}

function* runIf(step: IfStep, at: string, place: Place): StepsRun {
  const holds = evaluate(step.if, place.scope, `${at}.if`);
  const chosen = holds ? 'then' : step.else === undefined ? 'none' : 'else';
  const answer = yield record(step, place, { branch: chosen });
  // a recorded choice stands, whatever the condition would give now
  const branch = readBranch(answer.output) ?? chosen;
  place.scope.steps.set(step.id, { branch });
  if (branch === 'then') return yield* runSteps(step.then, `${at}.then`, place);
  return branch === 'else' ? yield* runSteps(step.else ?? [], `${at}.else`, place) : undefined;
}

function readBranch(output: Json): string | undefined {
  const branch = readOwn(output, ['branch']);
  return branch === 'then' || branch === 'else' || branch === 'none' ? branch : undefined;
}

function record(step: Step, { prefix }: Place, output: Json): StepRequest {
  return { kind: 'record', path: prefix + step.id, stepId: step.id, output };
}

function* runForEach(step: ForEachStep, at: string, place: Place): StepsRun {
  const items = readItems(step, at, place);
  const size = step.batchSize ?? 1;
  for (let from = 0; from < items.length; from += size) {
    const item = step.batchSize === undefined ? (items[from] ?? null) : items.slice(from, from + size);
    const round = { item, index: from / size };
    const end = yield* runSteps(step.steps, `${at}.steps`, enterRound(step.id, round, place));
    if (end !== undefined) return end;
  }
  const output = { count: items.length };
  yield record(step, place, output);
  place.scope.steps.set(step.id, output);
  return undefined;
}

function* runForEachPage(step: ForEachPageStep, at: string, place: Place): StepsRun {
  const { use, with: input = {}, connection } = step.forEachPage;
  const own = place.prefix + step.id;
  const schema = place.context.inputSchemaOf?.(use);
  const opened = yield {
    kind: 'action',
    path: `${own}.rows`,
    stepId: step.id,
    action: use,
    connection: connection ?? place.recipe.connection,
    input: resolveAt(compileStep(step, input, `${at}.forEachPage.with`), place, schema) as JsonObject,
    maxAttempts: step.maxAttempts ?? recipeLimits.defaultAttempts,
    asRows: true,
  };
  if (opened.outcome !== 'success') return failed(`${own}.rows`, opened);
  const { file } = opened.output as { file: string };
  const size = step.pageSize ?? recipeLimits.defaultPageSize;
  const output = { pages: 0, rows: 0, badRows: 0 };
  let from: PagePlace | null = { row: 0, offset: 0 };
  for (let index = 0; from !== null; index++) {
    const path = `${own}[${String(index)}]`;
    if (index === recipeLimits.pages) {
      const most = `There are more than ${String(recipeLimits.pages)} pages.`;
      throw new ConnectorError('ITC_INPUT_INVALID', most, { details: { path: `${at}.pageSize` } });
    }
    const answer: StepAnswer = yield { kind: 'page', path, stepId: step.id, file, from, size };
    if (answer.outcome !== 'success') return failed(path, answer);
    const { rows, badRows, next } = answer.output as unknown as RowPage;
    const round = { item: rows, index };
    const end = yield* runSteps(rows.length === 0 ? [] : step.steps, `${at}.steps`, enterRound(step.id, round, place));
    if (end !== undefined) return end;
    output.pages += rows.length === 0 ? 0 : 1;
    output.rows += rows.length;
    output.badRows += badRows;
    from = next;
  }
  yield record(step, place, output);
  place.scope.steps.set(step.id, output);
  return undefined;
}

function failed(path: string, answer: StepAnswer): JobEnd {
  const error = answer.error ?? new ConnectorError('ITC_STEP_FAILED').toJSON();
  return { status: 'failed', reason: `Step ${path}: ${error.message}`, error };
}

function readItems(step: ForEachStep, at: string, place: Place): Json[] {
  const path = `${at}.forEach`;
  const found = resolveAt(compileStep(step, step.forEach, path), place) ?? [];
  const fail = (message: string): never => {
    throw new ConnectorError('ITC_INPUT_INVALID', `${path} ${message}`, { details: { path, found: kindOf(found) } });
  };
  if (!Array.isArray(found)) return fail(`must give a list, but gave ${kindOf(found)}.`);
  return found.length > recipeLimits.forEachItems
    ? fail(`gave ${String(found.length)} items, more than ${String(recipeLimits.forEachItems)}.`)
    : found;
}

function enterRound(id: string, round: LoopRound, place: Place): Place {
  const { scope } = place;
  return {
    ...place,
    prefix: `${place.prefix}${id}[${String(round.index)}].`,
    scope: {
      trigger: scope.trigger,
      event: scope.event,
      job: scope.job,
      steps: new Map(),
      outer: scope,
      loops: new Map(scope.loops).set(id, round),
      round,
    },
  };
}

function* runStop(step: StopStep, at: string, place: Place): StepsRun {
  const { as, reason } = step.stop;
  const found = reason === undefined ? undefined : resolveAt(compileStep(step, reason, `${at}.stop.reason`), place);
  const text = found === undefined || found === null ? undefined : textOf(found);
  yield record(step, place, { as, reason: text ?? null });
  if (as === 'stopped') return { status: 'stopped', ...(text === undefined ? {} : { reason: text }) };
  const error = new ConnectorError('ITC_RECIPE_STOPPED', text, { details: { path: at } });
  return { status: 'failed', reason: error.message, error: error.toJSON() };
}

function textOf(value: Json): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 2000);
}

function* runRespond(step: RespondStep, at: string, place: Place): StepsRun {
  const { status = 200, body = {} } = step.respond;
  const found = resolveAt(compileStep(step, body, `${at}.respond.body`), place) ?? {};
  yield { kind: 'respond', path: place.prefix + step.id, stepId: step.id, status, body: found };
  return undefined;
}
