import { ConnectorError } from '../errors/connector-error.ts';
import type { Json } from '../errors/json.ts';
import { argumentCountFault, functionsByName, mappingFunctions } from './mapping/functions.ts';
import { formatPath } from './mapping/parse-path.ts';
import { parseTemplate } from './mapping/parse-template.ts';
import { joinPath } from './mapping/resolve.ts';
import { scopeRoots } from './mapping/scope.ts';
import type { PathExpression, Pill } from './mapping/template.ts';
import { nearestName } from './nearest-name.ts';
import type { KnownSchema, PillEnvironment } from './pill-environment.ts';
import type { Mapping, Problem } from './recipe.ts';
import { lookUpSchema } from './schema-path.ts';

/** What a path refers to, or why it refers to nothing. */
export type PillLookup = { known: KnownSchema } | { fault: string; hint: string };

const anything: KnownSchema = { schema: undefined, root: undefined };
const text: KnownSchema = { schema: { type: 'string' }, root: undefined };
const wholeNumber: KnownSchema = { schema: { type: 'integer' }, root: undefined };

/** Faults of all pills in a mapping: syntax, functions, and references that nothing stands behind at this place. */
export function checkPills(mapping: Mapping, path: string, environment: PillEnvironment): Problem[] {
  if (typeof mapping === 'string') return checkText(mapping, path, environment);
  if (typeof mapping !== 'object' || mapping === null) return [];
  if (Array.isArray(mapping)) {
    return mapping.flatMap((item, index) => checkPills(item, `${path}[${String(index)}]`, environment));
  }
  return Object.entries(mapping).flatMap(([key, value]) =>
    value === undefined ? [] : checkPills(value, joinPath(path, key), environment),
  );
}

function checkText(value: string, path: string, environment: PillEnvironment): Problem[] {
  if (!value.includes('{{')) return [];
  try {
    const { parts } = parseTemplate(value, path);
    return parts.flatMap((part) => (part.kind === 'pill' ? checkPill(part, path, environment) : []));
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return [{ code: error.code, path, message: error.message, hint: error.hint }];
  }
}

function checkPill(pill: Pill, path: string, environment: PillEnvironment): Problem[] {
  const isGuarded = pill.calls.some((call) => functionsByName.get(call.name)?.takesMissing === true);
  const problems = pill.head.kind === 'path' ? checkReference(pill.head, isGuarded, path, environment) : [];
  for (const call of pill.calls) {
    problems.push(...checkCall(call.name, call.args.length, path));
    for (const arg of call.args) {
      if (arg.kind === 'path') problems.push(...checkReference(arg, isGuarded, path, environment));
    }
  }
  return problems;
}

function checkCall(name: string, argumentCount: number, path: string): Problem[] {
  const entry = functionsByName.get(name);
  if (entry === undefined) {
    const near = nearestName(
      name,
      mappingFunctions.map((known) => known.name),
    );
    const hint = near === undefined ? 'The functions are listed in docs/mapping.md.' : `Did you mean ${near}?`;
    return [{ code: 'ITC_FUNCTION_UNKNOWN', path, message: `There is no function ${name}.`, hint }];
  }
  const message = argumentCountFault(entry, argumentCount);
  const hint = `For example ${entry.example.text}.`;
  return message === undefined ? [] : [{ code: 'ITC_FUNCTION_ARGUMENT', path, message, hint }];
}

function checkReference(
  reference: PathExpression,
  isGuarded: boolean,
  path: string,
  environment: PillEnvironment,
): Problem[] {
  const found = lookUpPill(reference, environment, isGuarded);
  if ('known' in found) return [];
  const message = `${formatPath(reference)}: ${found.fault}`;
  return [{ code: 'ITC_PILL_UNKNOWN', path, message, hint: found.hint }];
}

/**
 * Finds what a path refers to at one place of a document.
 * @param isGuarded whether a function takes care of a missing value, so that a step which may not have run can be used
 */
export function lookUpPill(reference: PathExpression, environment: PillEnvironment, isGuarded: boolean): PillLookup {
  const { root, keys } = reference;
  switch (root) {
    case 'trigger':
      return below(environment.trigger, reference, 0);
    case 'steps':
      return lookUpStep(reference, environment, isGuarded);
    case 'item':
    case 'index': {
      const loop = environment.loops.at(-1);
      if (loop === undefined)
        return { fault: 'there is no for-each around this step.', hint: 'Use it within a for-each.' };
      return below(root === 'item' ? loop.item : wholeNumber, reference, 0);
    }
    case 'loops':
      return lookUpLoop(reference, environment);
    case 'event':
      return below(closed({ id: text.schema, receivedAt: text.schema }), reference, 0);
    case 'job':
      return below(closed({ id: text.schema }), reference, 0);
    default: {
      const near = nearestName(root, scopeRoots);
      const proposal = environment.allIds.has(root) ? formatPath({ root: 'steps', keys: [root, ...keys] }) : near;
      const hint = `A pill begins with ${scopeRoots.join(', ')}.`;
      return { fault: 'nothing has this name.', hint: proposal === undefined ? hint : `Did you mean ${proposal}?` };
    }
  }
}

function closed(properties: Record<string, Json | undefined>): KnownSchema {
  return { schema: { type: 'object', properties, additionalProperties: false }, root: undefined };
}

const unnamed: PillLookup = { fault: 'no step is named.', hint: 'Write the id of the step after a dot.' };

function lookUpStep(reference: PathExpression, environment: PillEnvironment, isGuarded: boolean): PillLookup {
  const [key] = reference.keys;
  if (key === undefined) return unnamed;
  const id = String(key);
  const sure = environment.steps.get(id);
  if (sure !== undefined) return below(sure, reference, 1);
  const uncertain = environment.uncertain.get(id);
  if (uncertain !== undefined) {
    if (isGuarded) return below(uncertain.known, reference, 1);
    return {
      fault: `the step ${id} ${uncertain.reason}.`,
      hint: 'Move this step, or give a value with `| default: …`.',
    };
  }
  if (environment.allIds.has(id)) {
    return { fault: `the step ${id} runs later or in another place.`, hint: 'Use the output of an earlier step.' };
  }
  const near = nearestName(id, [...environment.steps.keys()]);
  const known = [...environment.steps.keys()].slice(0, 30).join(', ');
  const all = known === '' ? 'No step runs before this one.' : `Earlier steps are ${known}.`;
  return { fault: `there is no step ${id}.`, hint: near === undefined ? all : `Did you mean steps.${near}?` };
}

function lookUpLoop(reference: PathExpression, environment: PillEnvironment): PillLookup {
  const [key] = reference.keys;
  if (key === undefined) return unnamed;
  const id = String(key);
  const loop = environment.loops.find((candidate) => candidate.id === id);
  if (loop === undefined) {
    const hint = 'Name one of the for-each steps around this one.';
    return { fault: `the step ${id} is no for-each around this step.`, hint };
  }
  if (reference.keys[1] === 'item') return below(loop.item, reference, 2);
  return below(closed({ item: {}, index: wholeNumber.schema }), reference, 1);
}

function below({ schema, root }: KnownSchema, reference: PathExpression, skipped: number): PillLookup {
  const found = lookUpSchema(schema, reference.keys.slice(skipped), root);
  if (found.found) return { known: found.schema === undefined ? anything : { schema: found.schema, root } };
  const at = skipped + found.at;
  const key = reference.keys[at] ?? '';
  const parent = formatPath({ root: reference.root, keys: reference.keys.slice(0, at) });
  const near = nearestName(String(key), found.known);
  switch (found.why) {
    case 'unknown_key': {
      const fields = found.known.slice(0, 30).join(', ');
      const hint = near === undefined ? `The fields of ${parent} are ${fields}.` : `Did you mean ${near}?`;
      return { fault: `${parent} has no field ${String(key)}.`, hint };
    }
    case 'no_position':
      return { fault: `${parent} is a list.`, hint: `Take an item with ${parent}[0], or use the function map.` };
    case 'no_list':
      return { fault: `${parent} is not a list.`, hint: 'Leave out the position.' };
    case 'no_fields':
      return { fault: `${parent} has no fields.`, hint: `Use ${parent} itself.` };
  }
}
