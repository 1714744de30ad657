import type { Action, Effect, Endpoint, IdentityPlace, RequestParts } from '../define.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { checkInput, inputError, resolveAction } from './check-input.ts';
import { isObject } from './decode-error.ts';
import { applyIdentity } from './identity.ts';
import type { IterableConnection } from './action-result.ts';

export interface PreparedCall {
  /** after zod */
  input: unknown;
  effect: Effect;
  idempotent: boolean;
  endpoint: Endpoint;
  identity: IdentityPlace;
  parts: RequestParts;
  /** the request function found that everything is already as asked for */
  isDone: boolean;
  /** for batch actions: the items to send, by their place in the input */
  items: PreparedItem[];
  /** for batch actions: items that cannot be sent, by their place in the input */
  faults: Map<number, ConnectorError>;
  /** number of items in the input */
  count: number;
}

export interface PreparedItem {
  readonly index: number;
  readonly body: JsonObject;
  /** the body serialised, where its size was needed before */
  readonly text?: string;
  /** what `identitiesOf` and `keyOf` give, where they were needed before */
  readonly names?: readonly string[];
  readonly key?: string;
}

/**
 * From the input of a step to the parts of its request: check, pure request function, identity.
 * @param current what the declared read before the call gave
 * Throws ITC_INPUT_INVALID, ITC_IDENTITY_MISSING or ITC_IDENTITY_TYPE; faults of single items of a batch are returned.
 */
export function prepareCall(
  action: Action,
  given: unknown,
  connection: Pick<IterableConnection, 'projectType'>,
  stepKey: string,
  current?: JsonObject,
): PreparedCall {
  return prepareChecked(action, checkItems(action, given), connection, stepKey, current);
}

/** An input after its check; items that did not pass are faults, by their place in the given list. */
export interface CheckedItems {
  input: unknown;
  faults: Map<number, ConnectorError>;
  /** places of the items in the given list; empty: as they are */
  places: readonly number[];
}

/** `prepareCall` behind its check. */
export function prepareChecked(
  action: Action,
  { input, faults, places }: CheckedItems,
  connection: Pick<IterableConnection, 'projectType'>,
  stepKey: string,
  current?: JsonObject,
): PreparedCall {
  const call = resolveAction(action, input);
  const { projectType } = connection;
  const raw = action.request(input, { projectType, stepKey, ...(current === undefined ? {} : { current }) });
  if (raw === null) return { input, ...call, parts: {}, isDone: true, items: [], faults, count: 0 };
  const rules = {
    projectType,
    writesProfile: action.writesProfile ?? false,
    effect: call.effect,
  };
  const named = applyIdentity({ ...action, identity: call.identity }, rules, raw);
  const sent = action.batch === undefined ? undefined : named.parts.body?.[action.batch.items];
  const items: PreparedItem[] = [];
  for (const [position, body] of (Array.isArray(sent) ? sent : []).entries()) {
    const index = places[position] ?? position;
    const fault = named.faults.get(position);
    if (fault !== undefined) faults.set(index, fault);
    else if (isObject(body)) items.push({ index, body });
  }
  return { input, ...call, parts: named.parts, isDone: false, items, faults, count: items.length + faults.size };
}

/** The checked input of an action without a batch. Throws ITC_INPUT_INVALID. */
export function requireInput(action: Action, given: unknown): unknown {
  const { input, issues } = checkInput(action, given);
  const issue = issues?.[0];
  if (issue !== undefined) throw inputError(given, issue, (issues?.length ?? 1) - 1);
  return input;
}

/** Checks the input; items of a batch that do not pass are taken out, so that they do not stop the others. */
function checkItems(action: Action, given: unknown): CheckedItems {
  const faults = new Map<number, ConnectorError>();
  const checked = checkInput(action, given);
  if (checked.issues === null) return { input: checked.input, faults, places: [] };
  const key = action.batch?.items;
  for (const issue of checked.issues) {
    const [first, index] = issue.path;
    if (key === undefined || first !== key || typeof index !== 'number') {
      throw inputError(given, issue, checked.issues.length - 1);
    }
    if (!faults.has(index)) faults.set(index, inputError(given, issue));
  }
  const all: unknown = key === undefined || typeof given !== 'object' || given === null ? [] : Reflect.get(given, key);
  const kept = (Array.isArray(all) ? all : [])
    .map((item: unknown, index) => ({ item, index }))
    .filter(({ index }) => !faults.has(index));
  const rest = checkInput(action, { ...(given as object), [key ?? '']: kept.map(({ item }) => item) });
  const issue = rest.issues?.[0];
  if (issue !== undefined) throw inputError(given, issue);
  return { input: rest.input, faults, places: kept.map(({ index }) => index) };
}
