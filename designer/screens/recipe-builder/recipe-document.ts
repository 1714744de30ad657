import type { Json } from '../../api/types.ts';

export type Condition =
  { left: Json; op: string; right?: Json } | { all: Condition[] } | { any: Condition[] } | { not: Condition };

interface StepBase {
  id: string;
  comment?: string;
  skip?: boolean;
}

export interface ActionStep extends StepBase {
  use: string;
  with?: Record<string, Json>;
  connection?: string;
  onUnknownOutcome?: 'hold' | 'retry' | 'fail';
  onRejected?: 'stop' | 'continue';
  maxAttempts?: number;
  ignoreUnsubscribes?: boolean;
}
export interface IfStep extends StepBase {
  if: Condition;
  then: Step[];
  else?: Step[];
}
export interface ForEachStep extends StepBase {
  forEach: Json;
  batchSize?: number;
  steps: Step[];
}
export interface ForEachPageStep extends StepBase {
  forEachPage: Pick<ActionStep, 'use' | 'with' | 'connection'>;
  pageSize?: number;
  maxAttempts?: number;
  steps: Step[];
}
export interface StopStep extends StepBase {
  stop: { as: 'stopped' | 'failed'; reason?: Json };
}
export interface RespondStep extends StepBase {
  respond: { status?: number; body?: Json };
}
export type Step = ActionStep | IfStep | ForEachStep | ForEachPageStep | StopStep | RespondStep;

/** The call that a step makes; undefined for a step that makes none. */
export function callOf(step: Step): Pick<ActionStep, 'use' | 'with' | 'connection'> | undefined {
  if ('use' in step) return step;
  return 'forEachPage' in step ? step.forEachPage : undefined;
}

/** The recipe as the server keeps it: what the builder and the YAML both edit. */
export interface RecipeDocument {
  name: string;
  title?: string;
  description?: string;
  connection: string;
  trigger: { use: string; with: Record<string, Json>; onDrift?: 'warn' | 'hold' };
  steps: Step[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a value is not formed as steps are; null if it can be drawn. */
function stepsFault(value: unknown, path: string): string | null {
  if (!Array.isArray(value)) return `${path} must be a list of steps.`;
  for (const [index, step] of value.entries()) {
    const at = `${path}[${index}]`;
    if (!isObject(step) || typeof step['id'] !== 'string') return `${at} must be a step with an id.`;
    const fault =
      'use' in step
        ? typeof step['use'] === 'string' && (step['with'] === undefined || isObject(step['with']))
          ? null
          : `${at} must name an action in \`use\`, with its fields in \`with\`.`
        : 'if' in step
          ? (conditionFault(step['if'], `${at}.if`) ??
            stepsFault(step['then'], `${at}.then`) ??
            (step['else'] === undefined ? null : stepsFault(step['else'], `${at}.else`)))
          : 'forEach' in step || (isObject(step['forEachPage']) && typeof step['forEachPage']['use'] === 'string')
            ? stepsFault(step['steps'], `${at}.steps`)
            : isObject(step['stop']) || isObject(step['respond'])
              ? null
              : `${at} needs one of use, if, forEach, forEachPage, stop, respond.`;
    if (fault !== null) return fault;
  }
  return null;
}

function conditionFault(value: unknown, path: string): string | null {
  if (!isObject(value)) return `${path} must be a condition.`;
  for (const key of ['all', 'any'] as const) {
    const parts = value[key];
    if (parts === undefined) continue;
    if (!Array.isArray(parts)) return `${path}.${key} must be a list of conditions.`;
    return parts.map((part, index) => conditionFault(part, `${path}.${key}[${index}]`)).find(Boolean) ?? null;
  }
  if ('not' in value) return conditionFault(value['not'], `${path}.not`);
  return typeof value['op'] === 'string' ? null : `${path} needs left, op and right.`;
}

/** Why a value cannot be drawn as a recipe; null if it can. All other faults are the server's to find. */
export function documentFault(value: unknown): string | null {
  if (!isObject(value)) return 'A recipe begins with name, connection, trigger and steps.';
  for (const key of ['name', 'connection'] as const) {
    if (typeof value[key] !== 'string') return `${key} must be a text.`;
  }
  const { trigger } = value;
  if (!isObject(trigger) || typeof trigger['use'] !== 'string' || !isObject(trigger['with'])) {
    return 'trigger must name a trigger in `use`, with its settings in `with`.';
  }
  return stepsFault(value['steps'], 'steps');
}
