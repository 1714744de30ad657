import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

describe('snippets of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => Date.UTC(2031, 0, 10) });
  });
  afterEach(() => sandbox.close());

  const create = (body: object) => call(sandbox, '/api/snippets', { name: 'footer', content: 'Bye {{name}}', ...body });
  const put = (identifier: string, body: object) =>
    call(sandbox, `/api/snippets/${identifier}`, body, { method: 'PUT' });
  const read = (identifier: string) => call(sandbox, `/api/snippets/${encodeURIComponent(identifier)}`);

  test('A snippet is created once with 201 and read by id, by name and in the list.', async () => {
    expect(await create({ variables: ['name'] })).toMatchObject({ status: 201, body: { snippetId: 5001 } });
    expect((await create({})).status).toBe(400);
    const snippet = {
      id: 5001,
      name: 'footer',
      content: 'Bye {{name}}',
      description: '',
      variables: ['name'],
      createdBy: 'editor@example.com',
      updatedBy: 'editor@example.com',
      createdAt: '2031-01-10T00:00:00.000Z',
      updatedAt: '2031-01-10T00:00:00.000Z',
      projectId: sandbox.state.projectId,
    };
    expect((await read('5001')).body).toEqual({ snippet });
    expect((await read('footer')).body).toEqual({ snippet });
    expect((await call(sandbox, '/api/snippets')).body).toEqual({ snippets: [snippet] });
  });

  test('An identifier of digits alone is an id, even when a snippet has that name.', async () => {
    await create({ name: '2031' });
    expect((await read('2031')).status).toBe(404);
    expect((await put('2031', { content: 'x' })).status).toBe(404);
    expect((await call(sandbox, '/api/snippets/2031', undefined, { method: 'DELETE' })).status).toBe(404);
    expect((await read('5001')).body).toMatchObject({ snippet: { name: '2031' } });
  });

  test('A PUT by name makes or changes a snippet, by id it only changes one.', async () => {
    expect((await put('header', { content: 'Hi' })).status).toBe(201);
    expect(await put('header', { content: 'Hello', createdByUserId: 'ada@example.com' })).toMatchObject({
      status: 200,
      body: { snippetId: 5001 },
    });
    expect((await put('5001', { content: 'Hello again' })).status).toBe(200);
    expect((await read('header')).body).toMatchObject({ snippet: { content: 'Hello again' } });
    expect((await call(sandbox, '/api/snippets/header', undefined, { method: 'DELETE' })).body).toEqual({
      snippetId: 5001,
    });
    expect((await read('header')).status).toBe(404);
  });

  test.each([
    ['a name with other characters', { name: 'a/b' }],
    ['a name over a hundred characters', { name: 'n'.repeat(101) }],
    ['a script', { content: '<script src="https://x.example/a.js"></script>' }],
    ['an inline handler', { content: '<img onload="x()">' }],
    ['a javascript address', { content: '<a href="javascript:x()">x</a>' }],
    ['braces left open', { content: '{{name' }],
    ['a variable that is no identifier', { variables: ['first name'] }],
    ['no content', { content: null }],
  ])('A snippet with %s is refused.', async (_, body) => {
    expect((await create(body)).status).toBe(400);
    expect(sandbox.state.snippets).toEqual([]);
  });

  test('A snippet may carry a script of JSON data.', async () => {
    const content = '<script type="application/ld+json">{"a":1}</script>';
    expect((await create({ content })).status).toBe(201);
  });
});
