import { isWebAction, type StepAction, type WebAction } from './define-web-action.ts';
import type { Action, Effect, IdentityPlace, Picklist, Trigger } from './define.ts';
import { ConnectorError } from '../errors/connector-error.ts';
import type { ErrorCode } from '../errors/error-catalogue.ts';
import {
  checkAction,
  checkPicklist,
  checkTrigger,
  checkWebAction,
  failWith,
  inputSchema,
  outputSchema,
  type FormSchema,
} from './check-declaration.ts';

export interface Declarations {
  actions: readonly Action[];
  triggers: readonly Trigger[];
  picklists: readonly Picklist[];
  /** calls to other systems; left out, there are none */
  webActions?: readonly WebAction[];
}

/** An action as it is shown to users and written to documents: data only. */
export interface ActionDescription {
  name: string;
  resource: string;
  title: string;
  summary: string;
  docs: string;
  /** what the project or the key must have first */
  requires: string | null;
  effect: Effect | 'by_input';
  idempotent: boolean | 'by_input';
  onUnknownOutcome: Action['onUnknownOutcome'];
  identity: IdentityPlace | 'by_input';
  /** null where the input names them */
  method: string | null;
  path: string | null;
  isBatch: boolean;
  dataFields: readonly string[];
  input: FormSchema;
  output: FormSchema;
  examples: Action['examples'];
  antiExamples: Action['antiExamples'];
}

export interface TriggerDescription {
  name: string;
  title: string;
  summary: string;
  docs: string;
  source: Trigger['source'];
  config: FormSchema;
  output: FormSchema;
  examples: Trigger['examples'];
}

/** All declarations, checked; lists are in the order shown to users. */
export interface Registry extends Required<Declarations> {
  /** Throws ITC_ACTION_UNKNOWN. */
  action: (name: string) => Action;
  /** Throws ITC_TRIGGER_UNKNOWN. */
  trigger: (name: string) => Trigger;
  /** Throws ITC_PICKLIST_UNKNOWN. */
  picklist: (name: string) => Picklist;
  findAction: (name: string) => Action | undefined;
  findTrigger: (name: string) => Trigger | undefined;
  /** what a step can use: an action or a call to another system */
  findStep: (name: string) => StepAction | undefined;
  /** Throws ITC_ACTION_UNKNOWN. */
  step: (name: string) => StepAction;
  /** of both kinds; throws ITC_ACTION_UNKNOWN. */
  describeAction: (name: string) => ActionDescription;
  /** Throws ITC_TRIGGER_UNKNOWN. */
  describeTrigger: (name: string) => TriggerDescription;
}

/**
 * Checks every declaration and makes them findable by name.
 * Throws ITC_DECLARATION_INVALID with the file (`actions/users/upsert_user`) and the path of the first fault, so that a
 * faulty declaration stops the start and not a job.
 */
export function loadRegistry({ actions, triggers, picklists, webActions = [] }: Declarations): Registry {
  const picklistsByName = byName(picklists, () => 'picklists');
  for (const picklist of picklists) checkPicklist(picklist);
  const actionsByName = byName(actions, ({ resource }) => `actions/${resource}`);
  for (const action of actions) checkAction(action, picklistsByName);
  const triggersByName = byName(triggers, () => 'triggers');
  for (const trigger of triggers) checkTrigger(trigger, picklistsByName);

  for (const action of webActions) checkWebAction(action);
  const stepsByName = byName<StepAction>([...actions, ...webActions], ({ resource }) => `actions/${resource}`);

  const step = lookup(stepsByName, 'ITC_ACTION_UNKNOWN', 'action');
  const action = lookup(actionsByName, 'ITC_ACTION_UNKNOWN', 'action');
  const trigger = lookup(triggersByName, 'ITC_TRIGGER_UNKNOWN', 'trigger');
  return {
    actions,
    triggers,
    picklists,
    webActions,
    action,
    trigger,
    picklist: lookup(picklistsByName, 'ITC_PICKLIST_UNKNOWN', 'pick list'),
    findAction: (name) => actionsByName.get(name),
    findTrigger: (name) => triggersByName.get(name),
    findStep: (name) => stepsByName.get(name),
    step,
    describeAction: (name) => describeStep(step(name)),
    describeTrigger: (name) => describeTrigger(trigger(name)),
  };
}

function byName<T extends { name: string }>(
  declarations: readonly T[],
  folder: (declaration: T) => string,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const declaration of declarations) {
    const { name } = declaration;
    if (found.has(name)) failWith(`${folder(declaration)}/${name}`)('name', 'another declaration has this name');
    found.set(name, declaration);
  }
  return found;
}

function lookup<T>(declarations: ReadonlyMap<string, T>, code: ErrorCode, word: string): (name: string) => T {
  return (name) => {
    const found = declarations.get(name);
    if (found !== undefined) return found;
    throw new ConnectorError(code, `There is no ${word} \`${name.slice(0, 100)}\`.`, {
      details: { path: name.slice(0, 100) },
    });
  };
}

function describeStep(action: StepAction): ActionDescription {
  const { name, resource, title, summary, docs, onUnknownOutcome, examples, antiExamples } = action;
  const { requires, endpoint, identity, batch }: Partial<Action> = isWebAction(action) ? {} : action;
  const fixed = typeof endpoint === 'object' ? endpoint : null;
  return {
    name,
    resource,
    title,
    summary,
    docs,
    requires: requires ?? null,
    effect: typeof action.effect === 'function' ? 'by_input' : action.effect,
    idempotent: typeof action.idempotent === 'function' ? 'by_input' : action.idempotent,
    onUnknownOutcome,
    identity: typeof identity === 'function' ? 'by_input' : (identity ?? 'none'),
    method: fixed?.method ?? null,
    path: fixed?.path ?? null,
    isBatch: batch !== undefined,
    dataFields: action.dataFields ?? [],
    input: inputSchema(action.input),
    output: outputSchema(action.output),
    examples,
    antiExamples,
  };
}

function describeTrigger(trigger: Trigger): TriggerDescription {
  const { name, title, summary, docs, source, examples } = trigger;
  return {
    name,
    title,
    summary,
    docs,
    source,
    config: inputSchema(trigger.config),
    output: outputSchema(trigger.output),
    examples,
  };
}
