import type { Json } from '../errors/json.ts';
import { checkForm } from './check-literal.ts';
import { checkPills, lookUpPill } from './check-pills.ts';
import { unaryOperators } from './condition.ts';
import { functionsByName } from './mapping/functions.ts';
import { parseTemplate } from './mapping/parse-template.ts';
import { nearestName } from './nearest-name.ts';
import { selfRooted } from './pill-environment.ts';
import type { KnownSchema, PillEnvironment } from './pill-environment.ts';
import type { ActionStep, Condition, ForEachStep, IfStep, Problem, Recipe, Step } from './recipe.ts';
import type { RecipeCheckContext } from './recipe-check-context.ts';
import { itemSchema, schemaTypes } from './schema-path.ts';
import { stepIds } from './step-ids.ts';

const branchOutput: Json = {
  type: 'object',
  properties: { branch: { enum: ['then', 'else', 'none'] } },
  additionalProperties: false,
};
const countOutput: Json = { type: 'object', properties: { count: { type: 'integer' } }, additionalProperties: false };
const noOutput: Json = { type: 'object', properties: {}, additionalProperties: false };

/** The faults of a recipe against what is known of its actions, trigger and connections, in the order of the document. */
export function checkRecipe(recipe: Recipe, context: RecipeCheckContext): Problem[] {
  return new RecipeCheck(recipe, context).run();
}

class RecipeCheck {
  readonly #recipe: Recipe;
  readonly #context: RecipeCheckContext;
  readonly #problems: Problem[] = [];
  readonly #seen = new Set<string>();
  readonly #canRespond: boolean;

  constructor(recipe: Recipe, context: RecipeCheckContext) {
    this.#recipe = recipe;
    this.#context = context;
    // an unknown trigger is one fault; its consequences are not told as well
    const source = context.trigger(recipe.trigger.use)?.source ?? 'journey_webhook';
    this.#canRespond = source === 'journey_webhook';
  }

  run(): Problem[] {
    const environment: PillEnvironment = {
      trigger: this.#checkStart(),
      steps: new Map(),
      uncertain: new Map(),
      allIds: new Set(stepIds(this.#recipe.steps)),
      loops: [],
    };
    this.#checkSteps(this.#recipe.steps, 'steps', environment);
    return this.#problems;
  }

  #report(code: Problem['code'], path: string, message: string, hint: string): void {
    this.#problems.push({ code, path, message, hint });
  }

  #checkStart(): KnownSchema {
    const { connection, trigger } = this.#recipe;
    this.#checkConnection(connection, 'connection');
    const known = this.#context.trigger(trigger.use);
    if (known === undefined) {
      const hint = proposal(trigger.use, this.#context.triggerNames, 'List the triggers with `itc triggers list`.');
      this.#report('ITC_TRIGGER_UNKNOWN', 'trigger.use', `There is no trigger ${trigger.use}.`, hint);
      return selfRooted(undefined);
    }
    this.#problems.push(...checkForm(trigger.with, known.configSchema, 'trigger.with', known.configFaults));
    return selfRooted(known.outputSchema(trigger.with));
  }

  #checkConnection(name: string, path: string): void {
    if (this.#context.hasConnection(name)) return;
    const hint = 'List the connections with `itc connect list`.';
    this.#report('ITC_CONNECTION_UNKNOWN', path, `There is no connection ${name}.`, hint);
  }

  /** Checks steps in order and answers what pills after them can refer to. */
  #checkSteps(steps: readonly Step[], path: string, before: PillEnvironment): PillEnvironment {
    return steps.reduce((environment, step, index) => {
      const at = `${path}[${String(index)}]`;
      if (this.#seen.has(step.id)) {
        const hint = 'Give every step its own id.';
        this.#report('ITC_RECIPE_STEP_ID', `${at}.id`, `The step id ${step.id} is used twice.`, hint);
      }
      this.#seen.add(step.id);
      const after = this.#checkStep(step, at, environment);
      return step.skip === true ? withUncertain(environment, after, 'is switched off') : after;
    }, before);
  }

  #checkStep(step: Step, at: string, environment: PillEnvironment): PillEnvironment {
    if ('use' in step) return this.#checkAction(step, at, environment);
    if ('if' in step) return this.#checkIf(step, at, environment);
    if ('forEach' in step) return this.#checkForEach(step, at, environment);
    if ('stop' in step) {
      if (step.stop.reason !== undefined) this.#pills(step.stop.reason, `${at}.stop.reason`, environment);
      return withStep(environment, step.id, noOutput);
    }
    if (!this.#canRespond) {
      const hint = 'Remove the step: Iterable does not read the answer to a system webhook.';
      this.#report('ITC_RECIPE_FIELD', `${at}.respond`, 'Only recipes of a journey webhook can respond.', hint);
    }
    if (step.respond.body !== undefined) this.#pills(step.respond.body, `${at}.respond.body`, environment);
    return withStep(environment, step.id, noOutput);
  }

  #pills(mapping: Json, path: string, environment: PillEnvironment): void {
    this.#problems.push(...checkPills(mapping, path, environment));
  }

  #checkAction(step: ActionStep, at: string, environment: PillEnvironment): PillEnvironment {
    if (step.connection !== undefined) this.#checkConnection(step.connection, `${at}.connection`);
    const input = step.with ?? {};
    const action = this.#context.action(step.use);
    if (action === undefined) {
      const hint = proposal(step.use, this.#context.actionNames, 'List the actions with `itc actions list`.');
      this.#report('ITC_ACTION_UNKNOWN', `${at}.use`, `There is no action ${step.use}.`, hint);
    } else this.#problems.push(...checkForm(input, action.inputSchema, `${at}.with`, action.inputFaults));
    this.#pills(input, `${at}.with`, environment);
    return withStep(environment, step.id, action?.outputOf?.(input) ?? action?.outputSchema);
  }

  #checkIf(step: IfStep, at: string, environment: PillEnvironment): PillEnvironment {
    this.#checkCondition(step.if, `${at}.if`, environment);
    const inside = withStep(environment, step.id, branchOutput);
    const afterThen = this.#checkSteps(step.then, `${at}.then`, inside);
    const afterElse = this.#checkSteps(step.else ?? [], `${at}.else`, inside);
    // after a branch that always ends the job, only the other one can have come here
    if (endsJob(step.then)) return afterElse;
    if (endsJob(step.else ?? [])) return afterThen;
    const reason = `runs only in one branch of ${step.id}`;
    return withUncertain(withUncertain(inside, afterThen, reason), afterElse, reason);
  }

  #checkCondition(condition: Condition, at: string, environment: PillEnvironment): void {
    const list = 'all' in condition ? condition.all : 'any' in condition ? condition.any : undefined;
    if (list !== undefined) {
      const name = 'all' in condition ? 'all' : 'any';
      list.forEach((part, i) => {
        this.#checkCondition(part, `${at}.${name}[${String(i)}]`, environment);
      });
    } else if ('not' in condition) this.#checkCondition(condition.not, `${at}.not`, environment);
    else if ('op' in condition) {
      this.#pills(condition.left, `${at}.left`, environment);
      if (condition.right !== undefined) this.#pills(condition.right, `${at}.right`, environment);
      else if (!unaryOperators.has(condition.op)) {
        this.#report(
          'ITC_RECIPE_FIELD',
          `${at}.right`,
          `The operator ${condition.op} needs a right side.`,
          'Add `right`.',
        );
      }
    }
  }

  #checkForEach(step: ForEachStep, at: string, environment: PillEnvironment): PillEnvironment {
    this.#pills(step.forEach, `${at}.forEach`, environment);
    const list = schemaOf(step.forEach, environment);
    const types = schemaTypes(list.schema, list.root);
    if (types !== undefined && !types.has('array')) {
      const hint = 'Give a pill whose value is a list.';
      this.#report('ITC_INPUT_INVALID', `${at}.forEach`, 'A for-each needs a list, but this is none.', hint);
    }
    const one = itemSchema(list.schema, list.root);
    const schema = step.batchSize === undefined ? one : { type: 'array', ...(one === undefined ? {} : { items: one }) };
    const loops = [...environment.loops, { id: step.id, item: { schema, root: list.root } }];
    this.#checkSteps(step.steps, `${at}.steps`, { ...environment, loops });
    // outputs of a round are gone after the loop
    return withStep(environment, step.id, countOutput);
  }
}

function proposal(name: string, known: readonly string[] | undefined, otherwise: string): string {
  const near = nearestName(name, known ?? []);
  return near === undefined ? otherwise : `Did you mean ${near}?`;
}

function withStep(environment: PillEnvironment, id: string, output: Json | undefined): PillEnvironment {
  return { ...environment, steps: new Map(environment.steps).set(id, selfRooted(output)) };
}

/** Takes over the steps that are new in `after` as ones that may not have run. */
function withUncertain(before: PillEnvironment, after: PillEnvironment, reason: string): PillEnvironment {
  const uncertain = new Map(before.uncertain);
  for (const [id, entry] of after.uncertain) if (!uncertain.has(id)) uncertain.set(id, entry);
  for (const [id, known] of after.steps) if (!before.steps.has(id)) uncertain.set(id, { reason, known });
  return { ...before, uncertain };
}

function endsJob(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.skip === true) return false;
    return 'stop' in step || ('if' in step && endsJob(step.then) && endsJob(step.else ?? []));
  });
}

const functionResults = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
  object: 'object',
} as const;

/** The schema of what a mapping gives, as far as it is known before the run. */
function schemaOf(mapping: Json, environment: PillEnvironment): KnownSchema {
  if (typeof mapping !== 'string') return selfRooted({ type: Array.isArray(mapping) ? 'array' : typeof mapping });
  try {
    const { parts } = parseTemplate(mapping);
    const [pill] = parts;
    if (parts.length !== 1 || pill?.kind !== 'pill') return selfRooted({ type: 'string' });
    const last = pill.calls.at(-1);
    if (last !== undefined) {
      const kind = functionsByName.get(last.name)?.returns ?? 'any';
      return selfRooted(kind === 'any' ? undefined : { type: functionResults[kind] });
    }
    if (pill.head.kind !== 'path') return selfRooted(undefined);
    const found = lookUpPill(pill.head, environment, false);
    return 'known' in found ? found.known : selfRooted(undefined);
  } catch {
    // the syntax is reported with the pills
    return selfRooted(undefined);
  }
}
