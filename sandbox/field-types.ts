import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { isJsonObject } from './json-value.ts';
import type { JsonObject } from './json-value.ts';

const datePatterns = [
  /^\d{4}-\d{2}-\d{2}$/,
  /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}( [+-]\d{2}:\d{2})?$/,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/,
];

/** One row of data to be checked: `scope` is 'user' or an event name. */
export interface TypedRow {
  scope: string;
  dataFields: JsonObject;
}

export interface TypeCheck {
  /** scope -> field -> type of the fields that the project does not know yet */
  created: Map<string, Map<string, string>>;
  errors: Map<string, JsonObject>;
  /** 'user' or the event name that would have more fields than a project may have */
  full?: string | undefined;
}

/** Documented soft limits: fields of all users of a project, and of one custom event. */
const mostFields = (scope: string): number => (scope === 'user' ? 1000 : 8000);

function typeOf(field: string, value: unknown): string | undefined {
  if (typeof value === 'string') return datePatterns.some((pattern) => pattern.test(value)) ? 'date' : 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  if (Array.isArray(value))
    return value.length === 0
      ? undefined
      : typeOf(
          field,
          value.find((item) => item !== null),
        );
  if (!isJsonObject(value)) return undefined;
  return field.endsWith('_geo_location') && 'lat' in value && 'lon' in value ? 'geo_location' : 'object';
}

// what an existing field of the first type takes besides its own
const alsoTakes: Record<string, readonly string[]> = {
  string: ['date'],
  double: ['long'],
  object: ['geo_location'],
};

const incomingTypes: Record<string, string[]> = {
  string: ['string', 'keyword'],
  date: ['date', 'string', 'keyword'],
  long: ['long', 'double'],
};

function* leaves(dataFields: JsonObject, prefix = ''): Generator<[field: string, value: unknown]> {
  for (const [name, value] of Object.entries(dataFields)) {
    const field = prefix + name;
    yield [field, value];
    if (isJsonObject(value) && !field.endsWith('_geo_location')) yield* leaves(value, `${field}.`);
    if (Array.isArray(value)) for (const item of value) if (isJsonObject(item)) yield* leaves(item, `${field}.`);
  }
}

/**
 * Compares rows with the field types that the first value of each field has fixed, rows of one call among each other
 * included. Writes nothing: a call with errors must leave the project as it was, and a bulk call is refused as a whole.
 */
export function checkFieldTypes(known: Map<string, Map<string, string>>, rows: readonly TypedRow[]): TypeCheck {
  const created: TypeCheck['created'] = new Map();
  const errors: TypeCheck['errors'] = new Map();
  for (const { scope, dataFields } of rows) {
    const types = known.get(scope);
    for (const [field, value] of leaves(dataFields)) {
      const incoming = typeOf(field, value);
      if (incoming === undefined) continue;
      const expected = types?.get(field) ?? created.get(scope)?.get(field);
      if (expected === undefined) {
        const fresh = created.get(scope) ?? new Map<string, string>();
        created.set(scope, fresh.set(field, incoming));
      } else if (expected !== incoming && alsoTakes[expected]?.includes(incoming) !== true) {
        errors.set(scope === 'user' ? field : `${scope}:::${field}`, {
          incomingTypes: incomingTypes[incoming] ?? [incoming],
          expectedType: expected,
          category: scope === 'user' ? 'user' : 'custom event',
          offendingValue: value,
          _type: 'UnexpectedType',
        });
      }
    }
  }
  const full = [...created].find(
    ([scope, fields]) => (known.get(scope)?.size ?? 0) + fields.size > mostFields(scope),
  )?.[0];
  return { created, errors, full };
}

/** Fixes the types of fields that a passed check found new. */
export function learnFieldTypes(known: Map<string, Map<string, string>>, created: TypeCheck['created']): void {
  for (const [scope, fields] of created) {
    const types = known.get(scope) ?? new Map<string, string>();
    for (const [field, type] of fields) types.set(field, type);
    known.set(scope, types);
  }
}

/** The 400 of a check that did not pass; a single call names each mismatched field in its text too, as recorded. */
export function fieldRefusal(projectId: number, { errors, full }: TypeCheck, single: boolean): Answer | undefined {
  if (full !== undefined) {
    const msg = `Project ${projectId}: More than ${mostFields(full)} unique fields for ${full}`;
    return refuse(400, 'UniqueFieldsLimitExceeded', msg);
  }
  if (errors.size === 0) return undefined;
  const sentences = single
    ? [...errors].map(([field, error]) => {
        const types = (error.incomingTypes as string[]).join(', ');
        return ` Field '${field}' already exists for type '${String(error.category)}' and has a data type of '${String(error.expectedType)}' but possible types '${types}' in the request.`;
      })
    : [];
  const msg = `Project ${projectId}: The request does not have the same data types as the data previously submitted.${sentences.join('')}`;
  return refuse(400, 'RequestFieldsTypesMismatched', msg, { validationErrors: Object.fromEntries(errors) });
}
