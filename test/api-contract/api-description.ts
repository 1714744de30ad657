import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import type { RateLimit } from '../../connector/define.ts';
import type { Json, JsonObject } from '../../errors/json.ts';

type Schema = JsonObject;

interface Parameter {
  name: string;
  in: 'query' | 'path' | 'body' | 'header';
  required?: boolean;
  schema?: Schema;
  type?: string;
  format?: string;
  enum?: Json[];
  items?: Schema;
}

interface SwaggerOperation {
  description?: string;
  parameters?: Parameter[];
  responses?: Record<string, { schema?: Schema }>;
}

/** The parts of a Swagger 2.0 document that are looked at. */
export interface Swagger {
  paths: Record<string, Record<string, SwaggerOperation>>;
  definitions: Record<string, Schema>;
}

/** A call as it would be made, before it is written into an address. */
export interface Call {
  method: string;
  /** with parameters in braces */
  path: string;
  pathValues: Record<string, Json>;
  query: Record<string, Json | undefined>;
  body: JsonObject | undefined;
}

export interface ApiDescription {
  /** `METHOD /path/{}` of every operation */
  operations: readonly string[];
  /**
   * What is wrong with a call, as stable texts such as `request CreateCampaignRequest: required listIds`, which name the place
   * in the description and not the value.
   */
  checkCall: (call: Call) => string[];
  /** The published limit of an operation as a text such as `4 per 60000 ms and project`; null where there is none. */
  publishedLimit: (call: Pick<Call, 'method' | 'path'>) => string | null;
  /** What is wrong with an answer of this status; nothing where the description has no model for it. */
  checkAnswer: (call: Pick<Call, 'method' | 'path'>, status: number, body: Json) => string[];
}

/** An operation without the names of its path parameters, which are no part of the address. */
export const operationName = ({ method, path }: Pick<Call, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path.replace(/\{[^{}]*\}/g, '{}')}`;

/**
 * Reads Swagger 2.0 as far as Iterable uses it. Bodies of requests are closed: a field that the model does not have is a
 * fault. Answers are open, for Iterable adds fields without notice.
 */
export function readApiDescription({ paths, definitions }: Swagger): ApiDescription {
  const operations = new Map<string, SwaggerOperation & { path: string }>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      operations.set(operationName({ method, path }), { ...operation, path });
    }
  }
  const requests = createChecker(definitions, true);
  const answers = createChecker(definitions, false);

  return {
    operations: [...operations.keys()],
    checkCall(call) {
      const name = operationName(call);
      const operation = operations.get(name);
      if (operation === undefined) return [`${name} does not exist`];
      const { parameters = [] } = operation;
      return [
        ...checkParameters(name, parameters, call.query, requests),
        ...checkPath(name, operation, call, requests),
        ...checkBody(name, parameters, call.body, requests),
      ];
    },
    publishedLimit(call) {
      const text = operations.get(operationName(call))?.description ?? '';
      const found = /<b>Rate limit<\/b>: (\d+) requests?\/(second|minute), per (project|API key|organization)/.exec(
        text,
      );
      if (found === null) return null;
      const [, calls, period, scope = ''] = found;
      return limitText({
        calls: Number(calls),
        perMs: period === 'minute' ? 60_000 : 1000,
        scope: scopes[scope] ?? 'project',
      });
    },
    checkAnswer(call, status, body) {
      const name = operationName(call);
      const responses = operations.get(name)?.responses ?? {};
      const schema = (responses[String(status)] ?? responses['200'])?.schema;
      return schema === undefined ? [] : answers(`${name} ${status}`, schema, body);
    },
  };
}

const scopes: Record<string, RateLimit['scope']> = { 'API key': 'key', organization: 'organisation' };

export const limitText = ({ calls, perMs, scope }: RateLimit): string => `${calls} per ${perMs} ms and ${scope}`;

type Check = (at: string, schema: Schema, value: Json) => string[];

function createChecker(definitions: Record<string, Schema>, isClosed: boolean): Check {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
  addFormats.default(ajv);
  const models = Object.fromEntries(
    Object.entries(definitions).map(([name, model]) => [
      slug(name),
      placed(isClosed && model.properties !== undefined ? { ...model, additionalProperties: false } : model, name),
    ]),
  );
  ajv.addSchema({ $id: 'api', definitions: models });
  const compiled = new Map<string, ValidateFunction>();
  return (at, schema, value) => {
    const check = compiled.get(at) ?? ajv.compile(placed(schema, at));
    compiled.set(at, check);
    if (check(value)) return [];
    return [...new Set((check.errors ?? []).map((error) => faultText(isClosed ? 'request' : 'answer', error)))];
  };
}

// names of models hold blanks and signs that cannot stand in a reference
const slug = (name: string): string => name.replace(/[^\w]+/g, '_');

const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema whose parts know their place, e.g. `CampaignDetails.createdAt`, so that a fault can name it. */
function placed(schema: Schema, place: string): Schema {
  const { $ref, properties, items, additionalProperties } = schema;
  return {
    ...schema,
    place,
    ...(typeof $ref === 'string'
      ? { $ref: `api#/definitions/${slug(decodeURIComponent($ref.replace('#/definitions/', '')))}` }
      : {}),
    ...(isSchema(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, inner]) => [
              key,
              isSchema(inner) ? placed(inner, `${place}.${key}`) : inner,
            ]),
          ),
        }
      : {}),
    ...(isSchema(items) ? { items: placed(items, `${place}[]`) } : {}),
    ...(isSchema(additionalProperties) ? { additionalProperties: placed(additionalProperties, `${place}.*`) } : {}),
  };
}

function faultText(kind: string, { keyword, params, parentSchema }: ErrorObject): string {
  const place = (parentSchema as { place?: string } | undefined)?.place ?? 'somewhere';
  const detail =
    params.additionalProperty ?? params.missingProperty ?? params.type ?? params.format ?? params.limit ?? '';
  return `${kind} ${place}: ${keyword} ${String(detail)}`.trim();
}

const isGiven = (value: Json | undefined): value is Json => value !== undefined && value !== null;

function checkParameters(name: string, parameters: readonly Parameter[], query: Call['query'], check: Check): string[] {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  const unknown = Object.keys(query).filter(
    (key) => isGiven(query[key]) && !known.some((parameter) => parameter.name === key),
  );
  return [
    ...unknown.map((key) => `${name} query ${key} is unknown`),
    ...known.flatMap((parameter) => {
      const value = query[parameter.name];
      const at = `${name} query ${parameter.name}`;
      if (!isGiven(value)) return parameter.required === true ? [`${at} is missing`] : [];
      return check(at, valueSchema(parameter), value);
    }),
  ];
}

function checkPath(
  name: string,
  { parameters = [], path }: SwaggerOperation & { path: string },
  call: Call,
  check: Check,
): string[] {
  const theirs = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, key = '']) => key);
  const ours = [...call.path.matchAll(/\{([^{}]*)\}/g)].map(([, key = '']) => key);
  return theirs.flatMap((key, place) => {
    const parameter = parameters.find((known) => known.in === 'path' && known.name === key);
    const value = call.pathValues[ours[place] ?? ''];
    const at = `${name} path ${key}`;
    if (!isGiven(value)) return [`${at} is missing`];
    if (parameter === undefined) return [];
    // a path is text: a number may stand where text is described
    return check(at, valueSchema(parameter), parameter.type === 'string' ? String(value) : value);
  });
}

function checkBody(
  name: string,
  parameters: readonly Parameter[],
  body: JsonObject | undefined,
  check: Check,
): string[] {
  const described = parameters.find((parameter) => parameter.in === 'body');
  if (described?.schema === undefined) return body === undefined ? [] : [`${name} takes no body`];
  if (body === undefined) return [`${name} body is missing`];
  // as it goes over the wire: keys without a value are left out
  return check(`${name} body`, described.schema, JSON.parse(JSON.stringify(body)) as JsonObject);
}

const valueSchema = ({ type, format, enum: values, items }: Parameter): Schema => ({
  ...(type === undefined ? {} : { type }),
  ...(format === undefined ? {} : { format }),
  ...(values === undefined ? {} : { enum: values }),
  ...(items === undefined ? {} : { items }),
});
