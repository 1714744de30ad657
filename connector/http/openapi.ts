import { z } from 'zod';

import { errorCatalogue } from '../../errors/error-catalogue.ts';
import type { Route } from './route.ts';

type JsonSchema = Record<string, unknown>;

function toSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return rest;
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): JsonSchema[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(property['description'] === undefined ? {} : { description: property['description'] }),
    schema: property,
  }));
}

function errorAnswers(route: Route): Record<string, JsonSchema> {
  const codes = new Set(route.errors);
  if (route.auth === 'caller')
    for (const code of ['ITC_AUTH_REQUIRED', 'ITC_AUTH_WRONG', 'ITC_PERMISSION'] as const) codes.add(code);
  if (route.params ?? route.query ?? route.body) codes.add('ITC_REQUEST_INVALID');
  if (route.body) codes.add('ITC_REQUEST_JSON');
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status, message } = errorCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${message}`]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      String(status),
      {
        description: lines.join('\n\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

function operationId(route: Route): string {
  const words = route.path.split(/[/{}.]+/).filter(Boolean);
  return [route.method, ...words].join('_').replaceAll('-', '_');
}

const file = { type: 'string', format: 'binary' };

function operation(route: Route): JsonSchema {
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    security: route.auth === 'caller' ? [{ adminToken: [] }, { session: [] }] : [],
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { 'application/json': { schema: toSchema(route.body, 'input') } } },
        }),
    ...(route.upload
      ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: file } } } }
      : {}),
    responses: {
      [String(route.status)]: {
        description: route.summary,
        content:
          route.download === undefined
            ? { 'application/json': { schema: toSchema(route.response, 'output') } }
            : Object.fromEntries(route.download.map((type) => [type, { schema: file }])),
      },
      ...errorAnswers(route),
    },
  };
}

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  }),
});

/** The OpenAPI 3.1 document of the routes; the zod schemas are the only source. */
export function describeRoutes(routes: readonly Route[], version: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'iterable-connector',
      version,
      summary: 'Connections, recipes, events and jobs of one connector server.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: toSchema(errorSchema, 'output') },
      securitySchemes: {
        adminToken: { type: 'http', scheme: 'bearer', description: 'The admin token of this server.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'itc_session',
          description: 'The session of the designer; writes also need the header x-itc-designer.',
        },
      },
    },
  };
}
