import type { Registry } from '../registry.ts';

/** Input and output of every action as one JSON Schema document (2020-12), under `$defs` by `<action>_input` and `<action>_output`. */
export function toJsonSchemas(registry: Registry): Record<string, unknown> {
  const $defs: Schemas = {};
  for (const { name } of registry.actions) {
    const described = registry.describeAction(name);
    for (const side of ['input', 'output'] as const) {
      const key = `${name}_${side}`;
      $defs[key] = { title: `${described.title}: ${side}`, ...partOf(described[side], key, '#/$defs/', $defs) };
    }
  }
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $defs };
}

type Schemas = Record<string, unknown>;

/**
 * The schema as a part of a larger document: without the version and the hints of this project's own forms, and with its definitions moved to
 * where the document keeps them.
 * @param name parts its definitions from those of other schemas
 * @param place how the document refers to them, such as `#/$defs/`
 * @param into the definitions of the document
 */
export function partOf(schema: object, name: string, place: string, into: Schemas): Schemas {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
        if (key === '$schema' || (key === 'form' && isHints(inner))) return [];
        if (key === '$ref' && typeof inner === 'string') return [[key, inner.replace('#/$defs/', `${place}${name}_`)]];
        return [[key, strip(inner)]];
      }),
    );
  };
  const { $defs = {}, ...rest } = strip(schema) as Schemas & { $defs?: Schemas };
  for (const [key, definition] of Object.entries($defs)) into[`${name}_${key}`] = definition;
  return rest;
}

// a property called `form` would be a schema, and schemas have a type or alternatives
const isHints = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !('type' in value) && !('anyOf' in value) && !('properties' in value);

/** An OpenAPI 3.1 document with one operation per action, for tools that make forms or clients from one. */
export function toActionsOpenApi(registry: Registry, version: string): Record<string, unknown> {
  const schemas: Schemas = {};
  const part = (schema: object, name: string): Schemas => partOf(schema, name, '#/components/schemas/', schemas);
  const paths = Object.fromEntries(
    registry.actions.map(({ name }) => {
      const { title, summary, resource, docs, input, output } = registry.describeAction(name);
      const body = {
        type: 'object',
        properties: {
          connection: { type: 'string', description: 'Name of the connection.' },
          input: part(input, `${name}_input`),
          dryRun: { type: 'boolean', description: 'Shows the request and sends nothing.' },
        },
        required: ['connection', 'input'],
      };
      const answer = {
        type: 'object',
        properties: {
          outcome: { type: ['string', 'null'], enum: ['success', 'rejected', 'retry', 'unknown', null] },
          output: { anyOf: [part(output, `${name}_output`), { type: 'null' }] },
          items: { type: ['array', 'null'], items: { type: 'object' } },
          error: { type: ['object', 'null'] },
        },
        required: ['outcome', 'output', 'error'],
      };
      const content = (schema: object) => ({ 'application/json': { schema } });
      return [
        `/api/v1/actions/${name}/run`,
        {
          post: {
            operationId: name,
            summary: title,
            description: summary,
            tags: [resource],
            externalDocs: { url: docs },
            requestBody: { required: true, content: content(body) },
            responses: {
              200: { description: 'What is known after the call.', content: content(answer) },
              default: {
                description: 'The call was refused before anything was sent.',
                content: content({ type: 'object' }),
              },
            },
          },
        },
      ];
    }),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Actions of iterable-connector', version },
    servers: [{ url: 'http://127.0.0.1:3000' }],
    security: [{ token: [] }],
    paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}
