import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { actions, picklists } from '../../actions/index.ts';
import { defineAction, field } from '../../connector/define.ts';
import { readApiDescription, type Swagger } from './api-description.ts';
import { checkApi } from './check-api.ts';
import { applyExceptions } from './exceptions.ts';
import { sampleInputs } from './sample-inputs.ts';

const swagger: Swagger = {
  paths: {
    '/api/lists': {
      post: {
        description: 'Creates.<b>Rate limit</b>: 4 requests/minute, per project.',
        parameters: [{ in: 'body', name: 'body', required: true, schema: { $ref: '#/definitions/New List - a' } }],
        responses: { 200: { schema: { $ref: '#/definitions/Made' } } },
      },
    },
    '/api/lists/{listId}/size': {
      get: {
        parameters: [
          { in: 'path', name: 'listId', type: 'integer', required: true },
          { in: 'query', name: 'unit', type: 'string', enum: ['user', 'device'], required: true },
          { in: 'query', name: 'ids', type: 'array', items: { type: 'integer' } },
        ],
        responses: { 200: { schema: { type: 'string' } } },
      },
    },
  },
  definitions: {
    'New List - a': {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, at: { $ref: '#/definitions/At' } },
    },
    At: { type: 'object', properties: { second: { type: 'integer', format: 'int32' } } },
    Made: { type: 'object', required: ['listId'], properties: { listId: { type: 'integer', format: 'int32' } } },
  },
};
const description = readApiDescription(swagger);
const create = { method: 'POST', path: '/api/lists', pathValues: {}, query: {} };
const size = { method: 'GET', path: '/api/lists/{id}/size', body: undefined };

describe('The check against the API description', () => {
  test.each([
    ['an unknown path', { ...create, path: '/api/list', body: {} }, ['POST /api/list does not exist']],
    ['a missing body', { ...create, body: undefined }, ['POST /api/lists body is missing']],
    ['a missing field', { ...create, body: {} }, ['request New List - a: required name']],
    [
      'an unknown field',
      { ...create, body: { name: 'x', nmae: 1 } },
      ['request New List - a: additionalProperties nmae'],
    ],
    ['a wrong type', { ...create, body: { name: 7 } }, ['request New List - a.name: type string']],
    [
      'a number that does not fit, inside another model',
      { ...create, body: { name: 'x', at: { second: 1_930_000_000_000 } } },
      ['request At.second: format int32'],
    ],
    [
      'an unknown and a missing query parameter',
      { ...size, pathValues: { id: 7 }, query: { page: 1 } },
      ['GET /api/lists/{}/size query page is unknown', 'GET /api/lists/{}/size query unit is missing'],
    ],
    [
      'a value outside the list and a wrong path value',
      { ...size, pathValues: { id: 'seven' }, query: { unit: 'people' } },
      ['request GET /api/lists/{}/size query unit: enum', 'request GET /api/lists/{}/size path listId: type integer'],
    ],
    [
      'a body where none is taken',
      { ...size, pathValues: { id: 7 }, query: { unit: 'user' }, body: { a: 1 } },
      ['GET /api/lists/{}/size takes no body'],
    ],
  ])('The check finds %s.', (_, call, faults) => {
    expect(description.checkCall(call)).toEqual(faults);
  });

  test('A right call has no faults, and values that are not given are not sent.', () => {
    expect(description.checkCall({ ...create, body: { name: 'x', at: { second: 7 } } })).toEqual([]);
    expect(
      description.checkCall({ ...size, pathValues: { id: 7 }, query: { unit: 'user', ids: [1, 2], page: undefined } }),
    ).toEqual([]);
  });

  test('Answers are checked against their model, may have more fields, and need none where no model is described.', () => {
    expect(description.checkAnswer(create, 200, { listId: 7, more: 1 })).toEqual([]);
    expect(description.checkAnswer(create, 200, { id: 7 })).toEqual(['answer Made: required listId']);
    expect(description.checkAnswer(create, 202, { listId: 3_000_000_000 })).toEqual([
      'answer Made.listId: format int32',
    ]);
    expect(description.checkAnswer({ method: 'GET', path: '/api/nowhere' }, 200, {})).toEqual([]);
  });

  test('Published limits are read from the texts of the description.', () => {
    expect(description.publishedLimit(create)).toBe('4 per 60000 ms and project');
    expect(description.publishedLimit(size)).toBeNull();
  });

  test('An exception covers its faults only, and one that covers nothing is told.', () => {
    const known = [{ reason: 'Known.', faults: ['a: b', 'c*', 'gone'] }];
    expect(applyExceptions(['a: b', 'a: bc', 'cde'], known)).toEqual({ faults: ['a: bc'], unused: ['gone'] });
  });

  test('A declaration that does not fit the description is reported with the name of its action.', async () => {
    const good = actions.find(({ name }) => name === 'create_list')!;
    const faulty = defineAction({
      ...good,
      input: z.strictObject({ title: z.string().meta(field({ title: 'Title' })) }),
      request: (input) => ({ body: { title: input.title } }),
      examples: [{ input: { title: 'x' }, output: { listId: 1 } }],
      effect: 'write',
      idempotent: false,
      endpoint: { method: 'POST', path: '/api/lists' },
      identity: 'none',
    });
    const report = await checkApi({
      description,
      actions: [faulty],
      picklists,
      exceptions: [{ reason: 'Old.', faults: ['gone'] }],
      seed: 1,
      runs: 1,
    });
    expect(report.faults).toEqual([
      'request New List - a: required name (create_list)',
      'request New List - a: additionalProperties title (create_list)',
      'POST /api/lists limit: published 4 per 60000 ms and project, declared none (create_list)',
    ]);
    expect(report.unusedExceptions).toEqual(['gone']);
    expect(report.withoutAction).toEqual(['GET /api/lists/{}/size']);
  });

  test('The same seed gives the same inputs.', () => {
    const action = actions.find(({ name }) => name === 'create_campaign')!;
    const { inputs } = sampleInputs(action, { seed: 3, runs: 3 });
    expect(sampleInputs(action, { seed: 3, runs: 3 }).inputs).toEqual(inputs);
    expect(inputs.length).toBeGreaterThan(20);
    expect(inputs.every((input) => action.input.safeParse(input).success)).toBe(true);
  });
});
