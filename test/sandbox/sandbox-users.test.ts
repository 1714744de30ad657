import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, dataFieldsOf } from './sandbox-client.ts';

const ada = 'ada@example.com';
const done = { msg: '', code: 'Success', params: null };
const noFailures = {
  invalidEmails: [],
  invalidUserIds: [],
  notFoundEmails: [],
  notFoundUserIds: [],
  invalidDataEmails: [],
  invalidDataUserIds: [],
  conflictEmails: [],
  conflictUserIds: [],
  forgottenEmails: [],
  forgottenUserIds: [],
};

describe('users of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());

  test('A user update answers the recorded envelope and lowercases the email.', async () => {
    const answer = await call(sandbox, '/api/users/update', {
      email: ' Ada@Example.COM ',
      dataFields: { plan: 'pro' },
    });
    expect(answer).toMatchObject({ status: 200, contentType: 'application/json', body: done });
    expect(await dataFieldsOf(sandbox, ada)).toEqual({ email: ada, plan: 'pro', signupSource: 'API' });
  });

  test('A user is read by query, by path and by userId in the recorded shape.', async () => {
    await call(sandbox, '/api/users/update', { email: ada, userId: 'u/1', dataFields: { name: 'Ada' } });
    const byQuery = await call(sandbox, `/api/users/getByEmail?email=${encodeURIComponent(ada)}`);
    const stamp = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+00:00$/);
    expect(byQuery.body).toEqual({
      user: {
        email: ada,
        userId: 'u/1',
        dataFields: {
          name: 'Ada',
          email: ada,
          userId: 'u/1',
          signupDate: stamp,
          profileUpdatedAt: stamp,
          signupSource: 'API',
          itblInternal: { documentCreatedAt: stamp, documentUpdatedAt: stamp, emailDomain: 'example.com' },
        },
      },
    });
    expect((await call(sandbox, `/api/users/${encodeURIComponent(ada)}`)).body).toEqual(byQuery.body);
    expect((await call(sandbox, '/api/users/byUserId/u%2F1')).body).toEqual(byQuery.body);
    expect((await call(sandbox, '/api/users/byUserId?userId=u%2F1')).body).toEqual(byQuery.body);
  });

  test('An unknown email reads as 200 with an empty object while an invalid one is refused.', async () => {
    expect(await call(sandbox, '/api/users/getByEmail?email=nobody%40example.com')).toMatchObject({
      status: 200,
      body: {},
    });
    expect(await call(sandbox, '/api/users/foo%40')).toMatchObject({
      status: 400,
      body: { msg: 'Invalid email: foo@', code: 'InvalidEmailAddressError', params: null },
    });
    expect((await call(sandbox, '/api/users/byUserId?userId=user-404')).body).toEqual({
      msg: 'No user exists with userId user-404',
      code: 'UnknownUserIdError',
      params: null,
    });
  });

  test('An object replaces the stored one unless mergeNestedObjects merges it deeply.', async () => {
    const update = (dataFields: object, mergeNestedObjects?: boolean) =>
      call(sandbox, '/api/users/update', { email: ada, dataFields, mergeNestedObjects });
    await update({ address: { city: 'Porto', zip: '4000', geo: { a: 1 } } });
    await update({ address: { city: 'Braga', zip: null, geo: { b: 2 } } }, true);
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ address: { city: 'Braga', geo: { a: 1, b: 2 } } });
    await update({ address: { city: 'Faro' } });
    expect((await dataFieldsOf(sandbox, ada)).address).toEqual({ city: 'Faro' });
  });

  test('A null value deletes the field of a profile.', async () => {
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { plan: 'pro', seats: 3 } });
    await call(sandbox, '/api/users/update', { email: ada, dataFields: { plan: null } });
    expect(await dataFieldsOf(sandbox, ada)).toEqual({ email: ada, seats: 3, signupSource: 'API' });
  });

  test('The first value of a field fixes its type and a mismatch is refused as recorded.', async () => {
    const answer = await call(sandbox, '/api/users/update', { email: ada, dataFields: { signupDate: 'GGG' } });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      msg: `Project ${sandbox.state.projectId}: The request does not have the same data types as the data previously submitted. Field 'signupDate' already exists for type 'user' and has a data type of 'date' but possible types 'string, keyword' in the request.`,
      code: 'RequestFieldsTypesMismatched',
      params: {
        validationErrors: {
          signupDate: {
            incomingTypes: ['string', 'keyword'],
            expectedType: 'date',
            _type: 'UnexpectedType',
            offendingValue: 'GGG',
            category: 'user',
          },
        },
      },
    });
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('One wrong type refuses a whole bulk update and writes nothing.', async () => {
    const answer = await call(sandbox, '/api/users/bulkUpdate', {
      users: [
        { email: ada, dataFields: { age: 1 } },
        { email: 'b@example.com', dataFields: { age: 'x' } },
      ],
    });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'RequestFieldsTypesMismatched',
        params: { validationErrors: { age: { expectedType: 'long', offendingValue: 'x' } } },
      },
    });
    expect(sandbox.state.users).toHaveLength(0);
    expect((await call(sandbox, '/api/users/getFields')).text).not.toContain('age');
  });

  test('A bulk update names its failed rows by identifier in the modern shape.', async () => {
    await call(sandbox, '/api/users/forget', { email: 'Gone@example.com' });
    const users = [
      { email: ada, dataFields: { plan: 'pro' } },
      { email: 'BAD@' },
      { email: 'GONE@example.com' },
      { userId: 'user-2', preferUserId: true },
      { userId: 'nobody' },
    ];
    expect((await call(sandbox, '/api/users/bulkUpdate', { users })).body).toEqual({
      successCount: 2,
      failCount: 3,
      invalidEmails: ['bad@'],
      invalidUserIds: ['nobody'],
      filteredOutFields: [],
      createdFields: ['plan'],
      failedUpdates: {
        ...noFailures,
        invalidEmails: ['bad@'],
        invalidUserIds: ['nobody'],
        forgottenEmails: ['gone@example.com'],
      },
    });
  });

  test('A bulk update without rows and one with too many rows are refused.', async () => {
    expect(await call(sandbox, '/api/users/bulkUpdate', { users: [] })).toMatchObject({
      status: 400,
      body: { msg: 'Emails invalid: ', code: 'InvalidEmailAddressError', params: null },
    });
    const users = Array.from({ length: 1001 }, (_, i) => ({ email: `u${i}@example.com` }));
    expect(await call(sandbox, '/api/users/bulkUpdate', { users })).toMatchObject({
      status: 400,
      body: { code: 'BatchTooLarge' },
    });
  });

  test('A body of more than four megabytes is answered 413 BatchTooLarge.', async () => {
    const users = [{ email: ada, dataFields: { text: 'x'.repeat(4_000_000) } }];
    expect(await call(sandbox, '/api/users/bulkUpdate', { users })).toMatchObject({
      status: 413,
      body: { code: 'BatchTooLarge' },
    });
  });

  test('Unknown fields are dropped and listed when createNewFields is false.', async () => {
    const body = { users: [{ email: ada, dataFields: { phoneNumber: '+1', odd: 1 } }], createNewFields: false };
    expect((await call(sandbox, '/api/users/bulkUpdate', body)).body).toMatchObject({
      successCount: 1,
      filteredOutFields: ['odd'],
      createdFields: [],
    });
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ phoneNumber: '+1' });
  });

  test('A forgotten user is refused with 409 until unforgotten and is listed by hash.', async () => {
    await call(sandbox, '/api/users/update', { email: ada });
    expect((await call(sandbox, '/api/users/forget', { email: ada })).body).toEqual(done);
    expect(await call(sandbox, '/api/users/update', { email: 'ADA@example.com' })).toMatchObject({
      status: 409,
      body: { msg: 'Contact is GDPR forgotten', code: 'ForgottenUserError', params: null },
    });
    expect((await call(sandbox, '/api/users/forgotten')).body).toEqual({
      hashedEmails: [createHash('sha256').update(ada).digest('hex')],
    });
    await call(sandbox, '/api/users/unforget', { email: ada });
    expect((await call(sandbox, '/api/users/update', { email: ada })).status).toBe(200);
  });

  test('Fields are listed with dotted names for nested ones.', async () => {
    await call(sandbox, '/api/users/update', {
      email: ada,
      dataFields: {
        'First Name': 'A',
        ltv: 1.5,
        pet: { name: 'Rex' },
        tags: ['a'],
        vip: true,
        home_geo_location: { lat: 1, lon: 2 },
      },
    });
    const { fields } = (await call(sandbox, '/api/users/getFields')).body as { fields: Record<string, string> };
    expect(fields).toMatchObject({
      email: 'string',
      signupDate: 'date',
      'First Name': 'string',
      ltv: 'double',
      pet: 'object',
      'pet.name': 'string',
      tags: 'string',
      vip: 'boolean',
      home_geo_location: 'geo_location',
    });
  });

  test('updateSubscriptions overwrites each array that is given and leaves the others.', async () => {
    const send = (body: object) => call(sandbox, '/api/users/updateSubscriptions', { email: ada, ...body });
    expect((await send({ emailListIds: [1001], unsubscribedChannelIds: [51001, 51011] })).body).toEqual(done);
    await send({ unsubscribedChannelIds: [51021], emailListIds: null });
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ emailListIds: [1001], unsubscribedChannelIds: [51021] });
    await send({ emailListIds: [] });
    expect(await dataFieldsOf(sandbox, ada)).not.toHaveProperty('emailListIds');
    expect(await send({ subscribedMessageTypeIds: [61001] })).toMatchObject({ status: 400 });
  });

  test('An email-based project refuses an unknown userId unless preferUserId makes a placeholder.', async () => {
    expect(await call(sandbox, '/api/users/update', { userId: 'u1' })).toMatchObject({
      status: 400,
      body: { code: 'UnknownUserIdError' },
    });
    await call(sandbox, '/api/users/update', { userId: 'u1', preferUserId: true });
    expect(sandbox.state.users[0]?.email).toMatch(/@placeholder\.email$/);
  });

  test('A userId-based project refuses an unknown email and a hybrid one takes either.', async () => {
    sandbox.settings.projectType = 'userId';
    expect(await call(sandbox, '/api/users/update', { email: ada })).toMatchObject({
      status: 400,
      body: { code: 'UnknownEmailError' },
    });
    expect((await call(sandbox, '/api/users/update', { userId: 'u1', email: ada })).status).toBe(200);
    sandbox.settings.projectType = 'hybrid';
    expect((await call(sandbox, '/api/users/update', { email: 'b@example.com' })).status).toBe(200);
    expect((await call(sandbox, '/api/users/update', { userId: 'u2' })).status).toBe(200);
    expect(await call(sandbox, '/api/users/update', { userId: 'u2', email: ada })).toMatchObject({ status: 409 });
    expect(await call(sandbox, '/api/users/update', { userId: 'x'.repeat(53) })).toMatchObject({
      status: 400,
      body: { code: 'InvalidUserIdError' },
    });
  });

  test('Deleting a user by email or by userId answers as recorded.', async () => {
    await call(sandbox, '/api/users/update', { email: ada, userId: '1' });
    const remove = (path: string) => call(sandbox, path, undefined, { method: 'DELETE' });
    expect((await remove('/api/users/byUserId/42')).body).toMatchObject({ msg: 'No users with userId 42 exist' });
    expect((await remove('/api/users/byUserId/1')).body).toMatchObject({
      msg: 'All users associated with 1 were successfully deleted',
    });
    expect(await remove(`/api/users/${encodeURIComponent(ada)}`)).toMatchObject({
      status: 400,
      body: { msg: `User does not exist. Email: ${ada} UserId: `, code: 'BadParams' },
    });
  });
});
