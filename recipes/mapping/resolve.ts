import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { Mapping } from '../recipe.ts';
import { argumentCountFault, functionsByName } from './functions.ts';
import { kindOf, maxTextLength } from './mapping-function.ts';
import { parseTemplate } from './parse-template.ts';
import { readScope } from './scope.ts';
import type { Scope } from './scope.ts';
import type { Expression, FunctionCall, Pill, Template } from './template.ts';

/** Stands for "empty this field" until the schema of the field tells how. */
export const CLEAR: unique symbol = Symbol('clear');

/** A resolved mapping. `undefined` means the field is skipped. */
export type Resolved = Json | typeof CLEAR | undefined | Resolved[] | { [key: string]: Resolved };

/** A mapping whose texts are parsed; resolving it reads no syntax any more. */
export type CompiledMapping =
  | { kind: 'literal'; value: Json }
  | { kind: 'template'; template: Template; path: string }
  | { kind: 'list'; items: CompiledMapping[] }
  | { kind: 'object'; entries: [string, CompiledMapping][] };

/**
 * Parses every text of a mapping once.
 * @param path where the mapping stands in the document, for errors
 * @throws ConnectorError ITC_PILL_SYNTAX
 */
export function compileMapping(mapping: Mapping, path = ''): CompiledMapping {
  if (typeof mapping === 'string') {
    if (!mapping.includes('{{')) return { kind: 'literal', value: mapping };
    return { kind: 'template', template: parseTemplate(mapping, path), path };
  }
  if (typeof mapping !== 'object' || mapping === null) return { kind: 'literal', value: mapping };
  if (Array.isArray(mapping)) {
    const items = mapping.map((item, index) => compileMapping(item, `${path}[${String(index)}]`));
    return items.every((item) => item.kind === 'literal')
      ? { kind: 'literal', value: mapping }
      : { kind: 'list', items };
  }
  const entries = Object.entries(mapping).flatMap(([key, value]): [string, CompiledMapping][] =>
    value === undefined ? [] : [[key, compileMapping(value, joinPath(path, key))]],
  );
  return entries.every(([, value]) => value.kind === 'literal')
    ? { kind: 'literal', value: mapping }
    : { kind: 'object', entries };
}

/** Extends a document path by a key, in brackets where the key is not a plain name. */
export function joinPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/**
 * Puts values in place of pills. A text that is one pill keeps the value's type; a missing pill skips its field; resolved values
 * are shared with the scope and never parsed again.
 * @throws ConnectorError ITC_PILL_SYNTAX, ITC_FUNCTION_UNKNOWN, ITC_FUNCTION_ARGUMENT
 */
export function resolveMapping(mapping: Mapping, scope: Scope, path = ''): Resolved {
  return resolveCompiled(compileMapping(mapping, path), scope);
}

/** As `resolveMapping`, for a mapping that is parsed already. */
export function resolveCompiled(mapping: CompiledMapping, scope: Scope): Resolved {
  switch (mapping.kind) {
    case 'literal':
      return mapping.value;
    case 'template':
      return resolveTemplate(mapping.template, scope, mapping.path);
    case 'list':
      return mapping.items.map((item) => resolveCompiled(item, scope)).filter((item) => item !== undefined);
    case 'object': {
      const entries = mapping.entries.map(([key, value]) => [key, resolveCompiled(value, scope)] as const);
      // defines own properties, so that no key of a user sets a prototype
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    }
  }
}

function resolveTemplate({ parts }: Template, scope: Scope, path: string): Resolved {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'pill') return resolvePill(only, scope, path);
  let text = '';
  for (const part of parts) {
    const value = part.kind === 'text' ? part.text : resolvePill(part, scope, path);
    if (value === undefined || value === null || value === CLEAR) return undefined;
    text += typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (text.length > maxTextLength) throw argumentError('The text would be too long.', path, parts);
  }
  return text;
}

function resolvePill(pill: Pill, scope: Scope, path: string): Json | typeof CLEAR | undefined {
  if (pill.head.kind === 'clear') return CLEAR;
  let value = evaluateExpression(pill.head, scope);
  for (const call of pill.calls) value = applyCall(call, value, scope, pill, path);
  return value;
}

function evaluateExpression(expression: Expression, scope: Scope): Json | undefined {
  return expression.kind === 'literal' ? expression.value : readScope(scope, expression);
}

function applyCall(call: FunctionCall, value: Json | undefined, scope: Scope, pill: Pill, path: string) {
  const entry = functionsByName.get(call.name);
  if (entry === undefined) {
    throw new ConnectorError('ITC_FUNCTION_UNKNOWN', `There is no function ${call.name}.`, { details: { path } });
  }
  const fault = argumentCountFault(entry, call.args.length);
  if (fault !== undefined) throw argumentError(fault, path, [pill]);
  const args = call.args.map((arg) => evaluateExpression(arg, scope));
  if (entry.takesMissing !== true) {
    if (value === undefined || value === null) return value;
    if (args.includes(undefined)) return undefined;
  }
  try {
    return entry.apply(value, args);
  } catch (cause) {
    if (!(cause instanceof ConnectorError)) throw cause;
    throw argumentError(`${call.name}: ${cause.message}`, path, [pill], cause, kindOf(value));
  }
}

function argumentError(message: string, path: string, parts: Template['parts'], cause?: unknown, found?: string) {
  const pills = parts.flatMap((part) => (part.kind === 'pill' ? [part.source] : []));
  return new ConnectorError('ITC_FUNCTION_ARGUMENT', message, {
    details: { path, pill: pills.join(' '), ...(found === undefined ? {} : { found }) },
    ...(cause === undefined ? {} : { cause }),
  });
}
