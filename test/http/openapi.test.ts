import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import request from 'supertest';

import { createApp } from '../../connector/http/create-app.ts';
import { describeRoutes } from '../../connector/http/openapi.ts';
import { routes } from '../../connector/http/routes.ts';
import { stubRuntime } from './stub-runtime.ts';

interface Operation {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
}
const document = describeRoutes(routes, '1.2.3') as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('covers every route and nothing else', () => {
    const described = operations.map(({ path, method }) => `${method} ${path}`).sort();
    expect(described).toEqual(routes.map(({ path, method }) => `${method} ${path}`).sort());
  });

  it('gives every operation its own id', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('declares a parameter for every brace of a path and none besides', () => {
    for (const { path, operation } of operations) {
      const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(declared.sort()).toEqual(braces.sort());
    }
  });

  it('holds only schemas that compile as JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const { operation } of operations) {
      const answers = Object.values(operation.responses).flatMap(({ content }) => Object.values(content));
      const bodies = Object.values(operation.requestBody?.content ?? {});
      const parameters = operation.parameters;
      for (const { schema } of [...answers, ...bodies, ...parameters]) {
        if ('$ref' in schema) expect(schema.$ref).toBe('#/components/schemas/Error');
        else expect(() => ajv.compile(schema)).not.toThrow();
      }
    }
  });

  it('asks for a token or a session everywhere but at the health checks and where one signs in', () => {
    const open = operations.filter(({ operation }) => operation.security.length === 0).map(({ path }) => path);
    expect([...new Set(open)]).toEqual([
      '/ready',
      '/health',
      '/session',
      '/session/link',
      '/session/single-sign-on',
      '/session/single-sign-on/return',
    ]);
  });

  it('is served without a token, next to a docs page that loads nothing from elsewhere', async () => {
    const app = createApp(stubRuntime());
    const { body } = await request(app).get('/api/v1/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    const page = await request(app).get('/api/v1/docs').expect(200);
    expect(page.text).not.toMatch(/https?:\/\//);
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    for (const [, address = ''] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
      await request(app).get(address).expect(200);
  });
});
