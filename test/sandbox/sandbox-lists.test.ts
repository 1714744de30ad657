import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

describe('lists of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());

  test('A list is made, listed with a time in milliseconds, sized, read as text and deleted.', async () => {
    const { listId } = (await call(sandbox, '/api/lists', { name: 'List One' })).body as { listId: number };
    const { lists } = (await call(sandbox, '/api/lists')).body as { lists: unknown[] };
    expect(lists).toContainEqual({ id: listId, name: 'List One', listType: 'Standard', createdAt: expect.any(Number) });
    const subscribers = [{ email: 'one@example.com' }, { email: 'Two@example.com' }];
    await call(sandbox, '/api/lists/subscribe', { listId, subscribers });
    expect(await call(sandbox, `/api/lists/${listId}/size`)).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      text: '2',
    });
    expect(await call(sandbox, `/api/lists/getUsers?listId=${listId}`)).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      text: 'one@example.com\ntwo@example.com\n',
    });
    const remove = () => call(sandbox, `/api/lists/${listId}`, undefined, { method: 'DELETE' });
    const { projectId } = sandbox.state;
    expect((await remove()).body).toEqual({
      msg: `List ${listId} in Project ${projectId} was successfully deleted.`,
      code: 'Success',
      params: null,
    });
    expect(await remove()).toMatchObject({
      status: 400,
      body: {
        msg: `Unable to delete list ${listId} in Project ${projectId}, which does not exist.`,
        code: 'BadParams',
      },
    });
  });

  test('Subscribing reports bad and forgotten rows and counts the others.', async () => {
    await call(sandbox, '/api/users/forget', { email: 'mixedcase@example.com' });
    const subscribers = [{ email: 'MixedCase@Example.com' }, { email: 'bad@' }, { email: 'ok@example.com' }];
    expect((await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers })).body).toMatchObject({
      successCount: 1,
      failCount: 2,
      invalidEmails: ['bad@'],
      failedUpdates: { invalidEmails: ['bad@'], forgottenEmails: ['mixedcase@example.com'], notFoundEmails: [] },
    });
  });

  test('An unknown list is a 400 whose code says Success when written to.', async () => {
    const body = { listId: 999999999, subscribers: [{ email: 'a@example.com' }] };
    expect(await call(sandbox, '/api/lists/subscribe', body)).toMatchObject({
      status: 400,
      body: {
        msg: 'error.lists.invalidListId(999999999)',
        code: 'Success',
        params: { projectId: String(sandbox.state.projectId), listId: '999999999' },
      },
    });
    expect(await call(sandbox, '/api/lists/getUsers?listId=42')).toMatchObject({
      status: 400,
      body: { msg: 'Invalid email list id', code: 'BadParams', params: { listId: '42' } },
    });
  });

  test('An empty array of subscribers answers zeros.', async () => {
    const answer = await call(sandbox, '/api/lists/subscribe', { listId: 1001, subscribers: [] });
    expect(answer).toMatchObject({ status: 200, body: { successCount: 0, failCount: 0, invalidEmails: [] } });
  });

  test('Unsubscribing somebody who is not on the list counts as success.', async () => {
    const body = { listId: 1001, subscribers: [{ email: 'stranger@example.com' }] };
    expect((await call(sandbox, '/api/lists/unsubscribe', body)).body).toMatchObject({ successCount: 1, failCount: 0 });
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('updateExistingUsersOnly leaves unknown users out in userId-based projects.', async () => {
    sandbox.settings.projectType = 'userId';
    const body = { listId: 1001, subscribers: [{ userId: 'new' }], updateExistingUsersOnly: true };
    expect((await call(sandbox, '/api/lists/subscribe', body)).body).toMatchObject({
      successCount: 0,
      failCount: 1,
      failedUpdates: { notFoundUserIds: ['new'] },
    });
  });
});
