import { z } from 'zod';

import type { Json } from '../errors/json.ts';
import type { Condition, Mapping, Recipe, Step } from './recipe.ts';
import { comparisonOperators } from './recipe.ts';
import { recipeLimits } from './recipe-limits.ts';

const name = /^[a-z][a-z0-9_]{0,63}$/;
const nameHint = 'must be 1 to 64 lower-case letters, digits and underscores, beginning with a letter';

const json: z.ZodType<Json> = z.json();
const mapping: z.ZodType<Mapping> = json;
const fields = z.record(z.string(), json);
const text = (most: number) => z.string().max(most);
const refName = z.string().min(1).max(200);

const comparison = z.strictObject({
  left: mapping,
  op: z.enum(comparisonOperators),
  right: mapping.exactOptional(),
});

const innerCondition: z.ZodType<Condition> = z.lazy(() => condition);
const conditions = z.array(innerCondition).min(1).max(100);
const condition = z.union([
  comparison,
  z.strictObject({ all: conditions }),
  z.strictObject({ any: conditions }),
  z.strictObject({ not: innerCondition }),
]);

const base = {
  id: z.string().regex(name, nameHint),
  comment: text(2000).exactOptional(),
  skip: z.boolean().exactOptional(),
};

const innerStep: z.ZodType<Step> = z.lazy(() => step);
const steps = z.array(innerStep).max(recipeLimits.steps);

const actionStep = z.strictObject({
  ...base,
  use: refName,
  with: fields.exactOptional(),
  connection: refName.exactOptional(),
  onUnknownOutcome: z.enum(['hold', 'retry', 'fail']).exactOptional(),
  onRejected: z.enum(['stop', 'continue']).exactOptional(),
  ignoreUnsubscribes: z.boolean().exactOptional(),
  maxAttempts: z.int().min(1).max(recipeLimits.attempts).exactOptional(),
});

const ifStep = z.strictObject({ ...base, if: condition, then: steps, else: steps.exactOptional() });

const forEachStep = z.strictObject({
  ...base,
  forEach: mapping,
  batchSize: z.int().min(1).max(recipeLimits.batchSize).exactOptional(),
  steps,
});

const forEachPageStep = z.strictObject({
  ...base,
  forEachPage: z.strictObject({ use: refName, with: fields.exactOptional(), connection: refName.exactOptional() }),
  pageSize: z.int().min(1).max(recipeLimits.batchSize).exactOptional(),
  maxAttempts: z.int().min(1).max(recipeLimits.attempts).exactOptional(),
  steps,
});

const stopStep = z.strictObject({
  ...base,
  stop: z.strictObject({ as: z.enum(['stopped', 'failed']), reason: mapping.exactOptional() }),
});

const respondStep = z.strictObject({
  ...base,
  respond: z.strictObject({ status: z.int().min(200).max(599).exactOptional(), body: mapping.exactOptional() }),
});

const step = z.union([actionStep, ifStep, forEachStep, forEachPageStep, stopStep, respondStep]);

/** The key that tells the kind of a step, in the order of the alternatives of the schema. */
export const stepKeys = ['use', 'if', 'forEach', 'forEachPage', 'stop', 'respond'] as const;
/** The same for conditions. */
export const conditionKeys = ['op', 'all', 'any', 'not'] as const;

/** The recipe document, strict: an unknown key is a fault. Pills, names and types are checked by `checkRecipe`. */
export const recipeSchema: z.ZodType<Recipe> = z.strictObject({
  name: z.string().regex(name, nameHint),
  title: text(200).exactOptional(),
  description: text(5000).exactOptional(),
  connection: refName,
  trigger: z.strictObject({ use: refName, with: fields, onDrift: z.enum(['warn', 'hold']).exactOptional() }),
  steps: z.array(step).min(1, 'a recipe needs at least one step').max(recipeLimits.steps),
});
