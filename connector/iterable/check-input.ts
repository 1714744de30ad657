import type { z } from 'zod';

import type { StepAction } from '../define-web-action.ts';
import type { Action, Effect, Endpoint, IdentityPlace } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

/** Path of a fault as a person writes it: `users[3].dataFields`, `dataFields["a.b"]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = String(part);
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

/** What a value is, without the value. */
export function typeText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (value === '') return 'empty text';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'text', number: 'a number', boolean: 'a boolean', object: 'an object' }[typeof value as string] ??
    typeof value
  );
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined,
    input,
  );

/** The coded error of one fault: where, what was expected, what was found (as a type). */
export function inputError(input: unknown, issue: z.core.$ZodIssue, more = 0): ConnectorError {
  const path = pathText(issue.path);
  const found = typeText(valueAt(input, issue.path));
  const isUnknownKey = issue.code === 'unrecognized_keys';
  const message = isUnknownKey
    ? `Unknown field ${issue.keys.map((key) => `\`${path === '' ? key : `${path}.${key}`}\``).join(', ')}.`
    : `\`${path || 'input'}\`: ${expectation(issue)}, found ${found}.${more > 0 ? ` ${more} more field${more > 1 ? 's are' : ' is'} wrong.` : ''}`;
  return new ConnectorError('ITC_INPUT_INVALID', message, {
    details: {
      path: isUnknownKey ? [path, issue.keys[0]].filter((part) => part !== '').join('.') : path,
      found: isUnknownKey ? 'an unknown field' : found,
    },
  });
}

// zod repeats what it received; the type found is said once, in our words
const expectation = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return `Expected ${issue.expected === 'record' ? 'an object' : issue.expected}`;
  if (issue.code === 'custom' && issue.message === 'Invalid input') return 'This value is not accepted';
  return issue.message.replace(/^Invalid input: e/, 'E').replace(/, received .*$/, '');
};

/** The input after zod, or what is wrong with it. */
export function checkInput(
  action: Pick<Action, 'input'>,
  input: unknown,
): { input: unknown; issues: null } | { input: null; issues: z.core.$ZodIssue[] } {
  const checked = action.input.safeParse(input);
  return checked.success ? { input: checked.data, issues: null } : { input: null, issues: checked.error.issues };
}

/** What a call of the action does with this checked input. */
export function resolveAction(
  action: Action,
  input: unknown,
): { effect: Effect; idempotent: boolean; endpoint: Endpoint; identity: IdentityPlace } {
  return {
    effect: effectOf(action, input),
    idempotent: isIdempotent(action, input),
    endpoint: typeof action.endpoint === 'function' ? action.endpoint(input) : action.endpoint,
    identity: typeof action.identity === 'function' ? action.identity(input) : action.identity,
  };
}

/** What both kinds of steps tell about a call of theirs. */
type CallNature = Pick<StepAction, 'input' | 'effect' | 'idempotent' | 'onUnknownOutcome'>;

const effectOf = ({ effect }: CallNature, input: unknown): Effect =>
  typeof effect === 'function' ? effect(input) : effect;
const isIdempotent = ({ idempotent }: CallNature, input: unknown): boolean =>
  typeof idempotent === 'function' ? idempotent(input) : idempotent;

/**
 * Effect, idempotence and what to do when the outcome is unknown, from an unchecked input: for the intent that is
 * recorded before a call. An input that does not pass is never sent, and counts as the most careful kind.
 */
export function describeCall(
  action: CallNature,
  input: unknown,
): { effect: Effect; idempotent: boolean; onUnknownOutcome: Action['onUnknownOutcome'] } {
  const { effect, idempotent, onUnknownOutcome } = action;
  // most actions say it without a look at the input
  if (typeof effect !== 'function' && typeof idempotent !== 'function') return { effect, idempotent, onUnknownOutcome };
  const checked = checkInput(action, input);
  if (checked.issues === null) {
    const { input: known } = checked;
    return { effect: effectOf(action, known), idempotent: isIdempotent(action, known), onUnknownOutcome };
  }
  return {
    effect: typeof effect === 'function' ? 'send' : effect,
    idempotent: typeof idempotent === 'function' ? false : idempotent,
    onUnknownOutcome,
  };
}
