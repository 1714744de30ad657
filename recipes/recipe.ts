import type { ErrorCode } from '../errors/error-catalogue.ts';
import type { Json } from '../errors/json.ts';

/** A value in a recipe: a literal, or text with pills `{{ … }}`, at any depth. */
export type Mapping = Json;

/** One comparison; data, never code. `left` and `right` are mappings. */
export interface Comparison {
  left: Mapping;
  op: ComparisonOperator;
  right?: Mapping;
}

export const comparisonOperators = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'greater_than',
  'less_than',
  'in',
  'is_present',
  'is_blank',
  'is_true',
  'is_false',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition };

interface StepBase {
  id: string;
  comment?: string;
  /** a skipped step stays in the document and is not run */
  skip?: boolean;
}

export interface ActionStep extends StepBase {
  use: string;
  with?: Record<string, Mapping>;
  /** name of another connection than the recipe's */
  connection?: string;
  /** overrides the action's own rule for a lost answer */
  onUnknownOutcome?: 'hold' | 'retry' | 'fail';
  /** `continue` records a refused call and goes on; default `stop` */
  onRejected?: 'stop' | 'continue';
  /** a message goes also to people who unsubscribed; a dead address or a complaint stops it all the same */
  ignoreUnsubscribes?: boolean;
  /** tries of a step whose outcome is `retry`; default 8 */
  maxAttempts?: number;
}

export interface IfStep extends StepBase {
  if: Condition;
  then: Step[];
  else?: Step[];
}

export interface ForEachStep extends StepBase {
  /** a pill that gives an array */
  forEach: Mapping;
  /** batch form: steps run once per group of at most this many items; `item` is then an array */
  batchSize?: number;
  steps: Step[];
}

export interface ForEachPageStep extends StepBase {
  /** an action that answers in rows, and its input: all rows are brought to a file first, then taken page by page */
  forEachPage: { use: string; with?: Record<string, Mapping>; connection?: string };
  /** rows in a page, which `item` then lists; default 1,000 */
  pageSize?: number;
  /** tries of bringing the rows; default 8 */
  maxAttempts?: number;
  steps: Step[];
}

export interface StopStep extends StepBase {
  stop: { as: 'stopped' | 'failed'; reason?: Mapping };
}

export interface RespondStep extends StepBase {
  respond: { status?: number; body?: Mapping };
}

export type Step = ActionStep | IfStep | ForEachStep | ForEachPageStep | StopStep | RespondStep;

/** A recipe document, version 1. The same form in YAML and JSON. */
export interface Recipe {
  /** snake_case, unique */
  name: string;
  title?: string;
  description?: string;
  /** name of the connection whose webhooks start it and whose key its actions use */
  connection: string;
  trigger: {
    use: string;
    with: Record<string, Json>;
    /** what happens to a job whose payload breaks a mapped field of the saved schema; default warn */
    onDrift?: 'warn' | 'hold';
  };
  steps: Step[];
}

/** A fault in a recipe document, with the path where it stands. */
export interface Problem {
  code: ErrorCode;
  /** JSON path in the document, e.g. `steps[0].with.email` */
  path: string;
  message: string;
  hint: string;
}
