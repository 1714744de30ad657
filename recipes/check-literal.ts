import type { Json, JsonObject } from '../errors/json.ts';
import { kindOf } from './mapping/mapping-function.ts';
import { joinPath } from './mapping/resolve.ts';
import type { Problem } from './recipe.ts';
import type { ValueFault } from './recipe-check-context.ts';
import { nearestName } from './nearest-name.ts';
import { itemSchema, propertyNames, lookUpSchema, requiredNames, schemaTypes, schemaVariants } from './schema-path.ts';

/**
 * As `checkLiteral`, then the rules that only the declaration itself knows, where the value is complete before the run.
 * @param faultsOf the declaration's own check
 */
export function checkForm(
  value: Record<string, Json>,
  schema: Json,
  path: string,
  faultsOf?: (value: Record<string, Json>) => readonly ValueFault[],
): Problem[] {
  const problems = checkLiteral(value, schema, path);
  if (problems.length > 0 || faultsOf === undefined || hasPills(value)) return problems;
  return faultsOf(value).map((fault) => ({
    code: 'ITC_INPUT_INVALID',
    path: fault.path.reduce<string>(
      (at, key) => (typeof key === 'number' ? `${at}[${String(key)}]` : joinPath(at, String(key))),
      path,
    ),
    message: fault.message,
    hint: 'Give another value.',
  }));
}

function hasPills(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return isOpen(value);
  return Object.values(value).some((item) => item !== undefined && hasPills(item));
}

/** Texts with pills have a value only when the recipe runs. */
function isOpen(value: Json): boolean {
  return typeof value === 'string' && value.includes('{{');
}

function isRecord(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const typeWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/**
 * Faults of the values that a document gives to a form: unknown and missing fields, and literals that the schema refuses. Values
 * with pills are left to the run.
 */
export function checkLiteral(value: Json, schema: Json | undefined, path: string, root = schema): Problem[] {
  if (isOpen(value) || schema === undefined) return [];
  const problem = (message: string, hint: string): Problem[] => [{ code: 'ITC_INPUT_INVALID', path, message, hint }];
  const types = schemaTypes(schema, root);
  if (types !== undefined && !types.has(typeFor(value, types))) {
    const wanted = [...types].map((type) => typeWords[type] ?? type).join(' or ');
    return problem(`The value must be ${wanted}, but is ${kindOf(value)}.`, `Give ${wanted}, or map a pill.`);
  }
  if (isRecord(value)) return checkRecord(value, schema, path, root);
  if (Array.isArray(value)) {
    const items = itemSchema(schema, root);
    return value.flatMap((item, index) => checkLiteral(item, items, `${path}[${String(index)}]`, root));
  }
  const fitting = (schemaVariants(schema, root) ?? [{}]).filter((variant) => {
    const own = schemaTypes(variant, root);
    return own === undefined || own.has(typeFor(value, own));
  });
  const faults = fitting.map((variant) => scalarFault(value, variant));
  const fault = faults.includes(undefined) ? undefined : faults[0];
  return fault === undefined ? [] : problem(fault, 'Give another value.');
}

function typeFor(value: Json, types: ReadonlySet<string>): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) && !types.has('number') ? 'integer' : typeof value;
}

function checkRecord(value: JsonObject, schema: Json, path: string, root: Json | undefined): Problem[] {
  const unknown: Problem[] = [];
  const inner = Object.entries(value).flatMap(([key, item]): Problem[] => {
    const at = joinPath(path, key);
    const field = lookUpSchema(schema, [key], root);
    if (field.found) return item === undefined ? [] : checkLiteral(item, field.schema, at, root);
    const message = `There is no field ${key} here.`;
    unknown.push({ code: 'ITC_INPUT_INVALID', path: at, message, hint: proposeName(key, schema, root) });
    return [];
  });
  const missing = requiredNames(schema, root)
    .filter((key) => value[key] === undefined)
    .map((key): Problem => {
      const message = `The required field ${key} is missing.`;
      return { code: 'ITC_INPUT_INVALID', path: joinPath(path, key), message, hint: 'Give a value or map a pill.' };
    });
  return [...unknown, ...inner, ...missing];
}

function proposeName(key: string, schema: Json, root: Json | undefined): string {
  const names = propertyNames(schema, root);
  const near = nearestName(key, names);
  return near === undefined ? `The fields are ${names.slice(0, 30).join(', ')}.` : `Did you mean ${near}?`;
}

function scalarFault(value: string | number | boolean | null, variant: JsonObject): string | undefined {
  if ('const' in variant && variant.const !== value) return 'The value is not the one that is allowed here.';
  if (Array.isArray(variant.enum) && !variant.enum.includes(value)) {
    return `The value must be one of ${variant.enum.slice(0, 50).map(String).join(', ')}.`;
  }
  if (typeof value === 'number') return numberFault(value, variant);
  return typeof value === 'string' ? textFault(value, variant) : undefined;
}

function numberFault(value: number, { minimum, maximum, exclusiveMinimum }: JsonObject): string | undefined {
  if (typeof minimum === 'number' && value < minimum) return `The value must be at least ${String(minimum)}.`;
  if (typeof maximum === 'number' && value > maximum) return `The value must be at most ${String(maximum)}.`;
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
    return `The value must be more than ${String(exclusiveMinimum)}.`;
  }
  return undefined;
}

function textFault(value: string, { minLength, maxLength, pattern }: JsonObject): string | undefined {
  const length = Array.from(value).length;
  if (typeof minLength === 'number' && length < minLength) return 'The text is too short.';
  if (typeof maxLength === 'number' && length > maxLength) {
    return `The text must have at most ${String(maxLength)} characters.`;
  }
  // patterns stand in declarations of this project, never in what users write
  const isForm = typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value.trim());
  return isForm ? undefined : 'The text does not have the form that is expected here.';
}
