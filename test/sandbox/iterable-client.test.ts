import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  IterableApiError,
  IterableClient,
  IterableRawError,
  IterableResponseValidationError,
  TrackBulkEventsParamsSchema,
  GetUserEventsByEmailParamsSchema,
  UpdateWebhookParamsSchema,
} from '@iterable/api';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';
const done = { msg: '', code: 'Success', params: null };

// Iterable's own client, of which the sandbox knows nothing, as an independent check of its answers: that client parses
// each with a schema of its own. Where the client departs from Iterable's API description, the test says so.
describe("Iterable's own client against the sandbox", () => {
  let sandbox: Sandbox;
  let client: IterableClient;
  beforeEach(async () => {
    sandbox = await startSandbox({ features: ['optInMessageTypes', 'subscriptions'] });
    client = new IterableClient({ apiKey: sandbox.key, baseUrl: sandbox.url });
  });
  afterEach(async () => {
    client.destroy();
    await sandbox.close();
  });
  const list = async (...emails: string[]): Promise<number> => {
    const { listId } = await client.createList({ name: 'Spring' });
    await client.subscribeUserToList({ listId, subscribers: emails.map((email) => ({ email })) });
    return listId;
  };

  describe('users', () => {
    test('updateUser, getUserByEmail and getUserByUserId write and read a profile.', async () => {
      expect(await client.updateUser({ email: ada, userId: 'u/1', dataFields: { plan: 'pro' } })).toEqual(done);
      const read = await client.getUserByEmail({ email: ada });
      expect(read.user).toMatchObject({ email: ada, userId: 'u/1', dataFields: { plan: 'pro' } });
      expect(await client.getUserByUserId({ userId: 'u/1' })).toEqual(read);
    });

    test('getUserByEmail gives no user for an unknown address and an error with its code for a bad one.', async () => {
      expect(await client.getUserByEmail({ email: bob })).toEqual({});
      const failed = await client.getUserByEmail({ email: 'foo@' }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(IterableApiError);
      expect(failed).toMatchObject({ statusCode: 400, code: 'InvalidEmailAddressError' });
    });

    test('Known defect: getUserByUserId demands an email, so a user with only a userId cannot be read.', async () => {
      sandbox.settings.projectType = 'userId';
      await client.updateUser({ userId: 'u-1', dataFields: { plan: 'pro' } });
      await expect(client.getUserByUserId({ userId: 'u-1' })).rejects.toBeInstanceOf(IterableResponseValidationError);
    });

    test('bulkUpdateUsers counts good and bad rows.', async () => {
      const result = await client.bulkUpdateUsers({ users: [{ email: ada, dataFields: { n: 1 } }, { email: 'bad@' }] });
      expect(result).toMatchObject({
        successCount: 1,
        failCount: 1,
        createdFields: ['n'],
        failedUpdates: { invalidEmails: ['bad@'] },
      });
    });

    test('Known defect: the notFound and forgotten groups of a bulk answer are stripped.', async () => {
      await fetch(`${sandbox.url}/api/users/forget`, {
        method: 'POST',
        headers: { 'Api-Key': sandbox.key },
        body: JSON.stringify({ email: ada }),
      });
      const result = await client.bulkUpdateUsers({ users: [{ email: ada }] });
      expect(result.failCount).toBe(1);
      expect(result.failedUpdates).not.toHaveProperty('forgottenEmails');
    });

    test('updateEmail, mergeUsers and both deletions change who exists.', async () => {
      await client.updateUser({ email: ada, userId: 'u-1' });
      await client.updateUser({ email: bob, userId: 'u-2' });
      expect(await client.updateEmail({ currentEmail: ada, newEmail: 'new@example.com' })).toEqual(done);
      expect(await client.mergeUsers({ sourceEmail: 'new@example.com', destinationEmail: bob })).toEqual(done);
      expect(sandbox.state.users.map(({ email }) => email)).toEqual([bob]);
      expect((await client.deleteUserByUserId({ userId: 'u-2' })).code).toBe('Success');
      await client.updateUser({ email: bob });
      expect((await client.deleteUserByEmail({ email: bob })).code).toBe('Success');
      expect(sandbox.state.users).toEqual([]);
    });

    test('updateUserSubscriptions overwrites the arrays it is given.', async () => {
      const unsubscribedChannelIds = [51001];
      expect(await client.updateUserSubscriptions({ email: ada, unsubscribedChannelIds })).toEqual(done);
      expect(sandbox.state.users).toMatchObject([{ email: ada, unsubscribedChannelIds }]);
    });

    test('getUserFields gives names with types.', async () => {
      await client.updateUser({ email: ada, dataFields: { address: { city: 'Porto' } } });
      const { fields } = await client.getUserFields();
      expect(fields).toMatchObject({ email: 'string', address: 'object', 'address.city': 'string' });
    });

    test('getSentMessages reads an empty history.', async () => {
      expect(await client.getSentMessages({ email: ada, limit: 1000, messageMedium: 'Email' })).toEqual({
        messages: [],
      });
    });

    test('Known defect: getSentMessages demands messageMedium, status and sentAt, which Iterable does not send.', async () => {
      await client.sendEmail({ campaignId: 7001001, recipientEmail: ada });
      const failed = await client.getSentMessages({ email: ada }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(IterableResponseValidationError);
      expect(failed).toMatchObject({
        rawResponse: { messages: [{ campaignId: 7001001, templateId: 8001001, createdAt: expect.any(String) }] },
      });
    });
  });

  describe('lists', () => {
    test('createList, getLists, getListSize, getListUsers and getListPreviewUsers agree.', async () => {
      const listId = await list(ada, bob);
      const { lists } = await client.getLists();
      expect(lists).toContainEqual(expect.objectContaining({ id: listId, name: 'Spring', listType: 'Standard' }));
      expect(await client.getListSize({ listId })).toEqual({ size: 2 });
      expect(await client.getListUsers({ listId })).toEqual({ users: [{ email: ada }, { email: bob }] });
      expect(await client.getListPreviewUsers({ listId, size: 1 })).toEqual({ users: [ada] });
    });

    test('unsubscribeUserFromList counts a stranger as success.', async () => {
      const listId = await list(ada);
      const subscribers = [{ email: ada }, { email: 'stranger@example.com' }];
      expect(await client.unsubscribeUserFromList({ listId, subscribers })).toMatchObject({ successCount: 2 });
      expect(await client.getListSize({ listId })).toEqual({ size: 0 });
    });

    test('deleteList deletes, and a list in use is a 409.', async () => {
      const listId = await list();
      expect((await client.deleteList({ listId })).msg).toContain('successfully deleted');
      await expect(client.deleteList({ listId: 1001 })).rejects.toMatchObject({ statusCode: 409 });
    });

    test('An unknown list is an error although its code says Success.', async () => {
      const failed = client.subscribeUserToList({ listId: 42, subscribers: [{ email: ada }] });
      await expect(failed).rejects.toMatchObject({ statusCode: 400, code: 'Success' });
    });

    test('Known defect: the groups of unknown users are stripped from a list answer.', async () => {
      sandbox.settings.projectType = 'hybrid';
      const listId = await list();
      const body = { listId, subscribers: [{ email: ada }], updateExistingUsersOnly: true };
      const result = await client.subscribeUserToList(body);
      expect(result.failCount).toBe(1);
      expect(result.failedUpdates).not.toHaveProperty('notFoundEmails');
    });
  });

  describe('events', () => {
    test('trackEvent with an id answers with it and both reads find the event.', async () => {
      await client.updateUser({ email: ada, userId: 'u-1' });
      const event = { email: ada, eventName: 'a', id: 'e-1', createdAt: 1930000000, dataFields: { n: 1 } };
      expect(await client.trackEvent(event)).toEqual({
        msg: 'Event with id: e-1 tracked.',
        code: 'Success',
        params: { id: 'e-1' },
      });
      const read = await client.getUserEventsByEmail({ email: ada, limit: 200 });
      expect(read.events).toMatchObject([{ eventName: 'a', n: 1, createdAt: '2031-02-27 23:06:40 +00:00' }]);
      expect(await client.getUserEventsByUserId({ userId: 'u-1' })).toEqual(read);
    });

    test('trackBulkEvents counts and names event names that are not allowed.', async () => {
      const events = [
        { email: ada, eventName: 'a' },
        { email: ada, eventName: 'blockedEvent' },
      ];
      expect(await client.trackBulkEvents(TrackBulkEventsParamsSchema.parse({ events }))).toMatchObject({
        successCount: 1,
        failCount: 1,
        disallowedEventNames: ['blockedEvent'],
      });
    });

    test('Known defect: an events limit of 1000 passes the client and is refused by the API at 200.', async () => {
      const params = GetUserEventsByEmailParamsSchema.parse({ email: ada, limit: 1000 });
      await expect(client.getUserEventsByEmail(params)).rejects.toMatchObject({ statusCode: 400, code: 'BadParams' });
    });
  });

  describe('subscriptions', () => {
    test('The four single calls and the bulk call change the list that they name.', async () => {
      sandbox.settings.projectType = 'hybrid';
      const group = { subscriptionGroup: 'emailList' as const, subscriptionGroupId: 1001 };
      const size = () => sandbox.state.lists[0]?.members.length;
      expect(await client.subscribeUserByEmail({ ...group, userEmail: ada })).toEqual(done);
      expect(await client.subscribeUserByUserId({ ...group, userId: 'u/2' })).toEqual(done);
      expect(size()).toBe(2);
      expect(await client.unsubscribeUserByEmail({ ...group, userEmail: ada })).toEqual(done);
      expect(await client.unsubscribeUserByUserId({ ...group, userId: 'u/2' })).toEqual(done);
      expect(size()).toBe(0);
      const users = { users: [ada], usersByUserId: ['u/2'] };
      expect(await client.bulkUpdateSubscriptions({ ...group, action: 'subscribe', ...users })).toEqual(done);
      expect(size()).toBe(2);
    });

    test('A project without the feature answers 404.', async () => {
      sandbox.settings.features = [];
      const call = client.subscribeUserByEmail({
        subscriptionGroup: 'emailList',
        subscriptionGroupId: 1001,
        userEmail: ada,
      });
      await expect(call).rejects.toMatchObject({ statusCode: 404 });
    });
  });

  describe('webhooks, channels and message types', () => {
    test('getWebhooks shows neither token nor headers.', async () => {
      const { id } = sandbox.addWebhook({
        url: 'https://hooks.example.com/in',
        authType: 'OAuth2',
        authToken: 'secret',
      });
      const { webhooks } = await client.getWebhooks();
      expect(webhooks).toEqual([
        {
          id,
          endpoint: 'https://hooks.example.com/in',
          authType: 'OAuth2',
          enabled: true,
          blastSendEnabled: true,
          triggeredSendEnabled: true,
          channelIds: [],
          messageTypeIds: [],
        },
      ]);
    });

    test('Known defect: updateWebhook has parameters of its own invention, which the API refuses.', async () => {
      const { id } = sandbox.addWebhook({ url: 'https://hooks.example.com/in' });
      const params = UpdateWebhookParamsSchema.parse({ webhookId: id, active: false });
      await expect(client.updateWebhook(params)).rejects.toMatchObject({ statusCode: 400, code: 'BadJsonBody' });
    });

    test('updateWebhook works with the body of the API description.', async () => {
      const { id } = sandbox.addWebhook({ url: 'https://hooks.example.com/in' });
      const updated = await client.updateWebhook({ id, enabled: false } as never);
      expect(updated).toMatchObject({ id, enabled: false });
    });

    test('getChannels and getMessageTypes give the seeded project.', async () => {
      const { channels } = await client.getChannels();
      const { messageTypes } = await client.getMessageTypes();
      expect(channels).toHaveLength(12);
      expect(messageTypes).toHaveLength(18);
      const ids = channels.map(({ id }) => id);
      for (const { channelId } of messageTypes) expect(ids).toContain(channelId);
    });
  });

  describe('errors', () => {
    test('A wrong key is an auth error of the API.', async () => {
      const stranger = new IterableClient({ apiKey: 'wrong', baseUrl: sandbox.url });
      await expect(stranger.getLists()).rejects.toMatchObject({ statusCode: 401, code: 'BadApiKey' });
      stranger.destroy();
    });

    test('A 429 is a rate limit error of the API.', async () => {
      for (let n = 0; n < 5; n += 1) await client.getListSize({ listId: 1001 });
      await expect(client.getListSize({ listId: 1001 })).rejects.toMatchObject({
        statusCode: 429,
        code: 'RateLimitExceeded',
      });
    });

    test('An HTML page is a raw error when it is a 502 and a validation error when it says 200.', async () => {
      sandbox.addFault({ match: {}, kind: 'html', times: 1 });
      await expect(client.getLists()).rejects.toBeInstanceOf(IterableRawError);
      sandbox.addFault({ match: {}, kind: 'html', status: 200, times: 1 });
      await expect(client.getLists()).rejects.toBeInstanceOf(IterableResponseValidationError);
    });
  });
});
