import type { z } from 'zod';

import type { Action, Trigger } from '../connector/define.ts';
import type { Json } from '../errors/json.ts';
import { pillAt, toMapping, type Mapped, type MappedParts, type Pill, type PillOf } from './pill.ts';
import type { ActionStep, ComparisonOperator, Condition, ForEachPageStep, Recipe, Step } from './recipe.ts';

/** What the pills before and around a step are: the payload of the trigger, the stored event, the job. */
export interface RecipeSources<T> {
  trigger: Pill<T>;
  event: Pill<{ id: string; receivedAt: string }>;
  job: Pill<{ id: string }>;
}

type StepOptions = Pick<
  ActionStep,
  'comment' | 'skip' | 'connection' | 'onUnknownOutcome' | 'onRejected' | 'maxAttempts' | 'ignoreUnsubscribes'
>;
type WriteSteps = () => void;

/** Writes the steps of a recipe in order; each action answers the pills of its output. */
export interface RecipeWriter<T> extends RecipeSources<T> {
  action<S extends z.ZodType, O extends z.ZodType>(
    id: string,
    action: Action<S, O>,
    input: MappedParts<z.input<S>>,
    options?: StepOptions,
  ): Pill<z.output<O>>;
  if(id: string, condition: Condition, then: WriteSteps, otherwise?: WriteSteps): void;
  /** `item` is one item, or a list of at most `batchSize` of them */
  forEach<I>(
    id: string,
    list: PillOf<readonly I[] | null | undefined>,
    steps: (item: Pill<I>, index: Pill<number>) => void,
  ): void;
  forEachBatch<I>(
    id: string,
    list: PillOf<readonly I[] | null | undefined>,
    batchSize: number,
    steps: (items: Pill<I[]>, index: Pill<number>) => void,
  ): void;
  /** `item` is a list of at most `pageSize` rows that the action answered with; which fields they have is known when they come */
  forEachPage<S extends z.ZodType, O extends z.ZodType>(
    id: string,
    action: Action<S, O>,
    input: MappedParts<z.input<S>>,
    steps: (rows: Pill<Record<string, Json>[]>, index: Pill<number>) => void,
    options?: Pick<ForEachPageStep, 'comment' | 'skip' | 'pageSize' | 'maxAttempts'> & { connection?: string },
  ): void;
  stop(id: string, as: 'stopped' | 'failed', reason?: Mapped<string>): void;
  respond(id: string, answer: { status?: number; body?: Mapped<Json> }): void;
}

export interface RecipeDefinition<S extends z.ZodType, O extends z.ZodType> {
  name: string;
  title?: string;
  description?: string;
  connection: string;
  trigger: Trigger<S, O>;
  /** the config of the trigger */
  with: z.input<S>;
  onDrift?: 'warn' | 'hold';
  steps: (recipe: RecipeWriter<z.output<O>>) => void;
}

/** A comparison of a pill, for `if`: `when(user.found, 'is_true')`. */
export function when<T>(left: PillOf<T>, op: ComparisonOperator, right?: Mapped<T>): Condition {
  return { left: toMapping(left), op, ...(right === undefined ? {} : { right: toMapping(right) }) };
}

/**
 * A recipe document from TypeScript, the same as one written in YAML. Pills are checked by the compiler: a field that no declaration
 * has, or a value of another type than the input asks for, does not compile.
 */
export function defineRecipe<S extends z.ZodType, O extends z.ZodType>(definition: RecipeDefinition<S, O>): Recipe {
  const { name, title, description, connection, trigger, with: config, onDrift } = definition;
  let open: Step[] = [];
  const within = (write: WriteSteps): Step[] => {
    const outer = open;
    open = [];
    try {
      write();
      return open;
    } finally {
      open = outer;
    }
  };
  const writer: RecipeWriter<z.output<O>> = {
    trigger: pillAt('trigger'),
    event: pillAt('event'),
    job: pillAt('job'),
    action(id, action, input, options = {}) {
      open.push({ id, use: action.name, with: toMapping(input) as Record<string, Json>, ...options });
      return pillAt(`steps.${id}`);
    },
    if(id, condition, then, otherwise) {
      open.push({
        id,
        if: condition,
        then: within(then),
        ...(otherwise === undefined ? {} : { else: within(otherwise) }),
      });
    },
    forEach(id, list, steps) {
      const inner = within(() => {
        steps(pillAt(`loops.${id}.item`), pillAt(`loops.${id}.index`));
      });
      open.push({ id, forEach: toMapping(list), steps: inner });
    },
    forEachBatch(id, list, batchSize, steps) {
      const inner = within(() => {
        steps(pillAt(`loops.${id}.item`), pillAt(`loops.${id}.index`));
      });
      open.push({ id, forEach: toMapping(list), batchSize, steps: inner });
    },
    forEachPage(id, action, input, steps, { connection, ...options } = {}) {
      const inner = within(() => {
        steps(pillAt(`loops.${id}.item`), pillAt(`loops.${id}.index`));
      });
      const call = { use: action.name, with: toMapping(input) as Record<string, Json> };
      const forEachPage = connection === undefined ? call : { ...call, connection };
      open.push({ id, forEachPage, ...options, steps: inner });
    },
    stop(id, as, reason) {
      open.push({ id, stop: { as, ...(reason === undefined ? {} : { reason: toMapping(reason) }) } });
    },
    respond(id, { status, body }) {
      open.push({
        id,
        respond: {
          ...(status === undefined ? {} : { status }),
          ...(body === undefined ? {} : { body: toMapping(body) }),
        },
      });
    },
  };
  const steps = within(() => {
    definition.steps(writer);
  });
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    connection,
    trigger: { use: trigger.name, with: config as Record<string, Json>, ...(onDrift === undefined ? {} : { onDrift }) },
    steps,
  };
}
