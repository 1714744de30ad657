import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

/** Operations of Iterable's API description (version 1.8), with a value for each part of the path. */
const operations = `
POST /api/auth/jwts/invalidate
GET /api/channels
POST /api/commerce/trackPurchase
POST /api/commerce/updateCart
POST /api/embedded-messaging/events/click
POST /api/embedded-messaging/events/received
POST /api/embedded-messaging/events/session
GET /api/events/byUserId/u-1
POST /api/events/inAppConsume
POST /api/events/track
POST /api/events/trackBulk
POST /api/events/trackInAppClick
POST /api/events/trackInAppClose
POST /api/events/trackInAppDelivery
POST /api/events/trackInAppOpen
POST /api/events/trackPushOpen
POST /api/events/trackWebPushClick
GET /api/events/ada%40example.com
GET /api/lists
POST /api/lists
GET /api/lists/getUsers
GET /api/lists/previewUsers
POST /api/lists/subscribe
POST /api/lists/unsubscribe
DELETE /api/lists/1001
GET /api/lists/1001/size
GET /api/messageTypes
GET /api/metadata
DELETE /api/metadata/table
GET /api/metadata/table
DELETE /api/metadata/table/key
GET /api/metadata/table/key
PUT /api/metadata/table/key
POST /api/subscriptions/subscribeToDoubleOptIn
PUT /api/subscriptions/emailList/1001
DELETE /api/subscriptions/emailList/1001/byUserId/u-1
PATCH /api/subscriptions/emailList/1001/byUserId/u-1
DELETE /api/subscriptions/emailList/1001/user/ada%40example.com
PATCH /api/subscriptions/emailList/1001/user/ada%40example.com
POST /api/users/bulkUpdate
POST /api/users/bulkUpdateSubscriptions
GET /api/users/byUserId
DELETE /api/users/byUserId/u-1
GET /api/users/byUserId/u-1
POST /api/users/disableDevice
POST /api/users/forget
GET /api/users/forgotten
GET /api/users/forgottenUserIds
GET /api/users/getByEmail
GET /api/users/getFields
GET /api/users/getSentMessages
POST /api/users/merge
POST /api/users/registerBrowserToken
POST /api/users/registerDeviceToken
POST /api/users/unforget
POST /api/users/update
POST /api/users/updateEmail
POST /api/users/updateSubscriptions
DELETE /api/users/ada%40example.com
GET /api/users/ada%40example.com
POST /api/verify/sms/begin
POST /api/verify/sms/check
GET /api/webhooks
POST /api/webhooks
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [method: string, path: string]);

/** Published figures, calls a period; one call more is a 429. */
const limits: readonly (readonly [method: string, path: string, calls: number, period: string])[] = [
  ['GET', '/api/users/getSentMessages?email=ada@example.com', 3, '3.0 per second'],
  ['GET', '/api/users/getFields', 3, '3.0 per second'],
  ['GET', '/api/users/forgotten', 3, '3.0 per second'],
  ['POST', '/api/users/unforget', 3, '3.0 per second'],
  ['POST', '/api/users/bulkUpdate', 5, '5.0 per second'],
  ['POST', '/api/users/merge', 50, '50.0 per second'],
  ['POST', '/api/events/trackBulk', 10, '10.0 per second'],
  ['GET', '/api/lists/previewUsers?listId=1001', 5, '5.0 per minute'],
  ['GET', '/api/channels', 100, '100.0 per second'],
];

describe('operations of the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ now: () => Date.UTC(2031, 0, 1), features: ['subscriptions', 'doubleOptIn'] });
  });
  afterAll(() => sandbox.close());
  const go = (method: string, path: string, key = sandbox.key) =>
    call(sandbox, path, method === 'POST' || method === 'PUT' ? {} : undefined, { method, key });

  test.each(operations)(
    '%s %s asks for a key and with one gives no page of an unknown route.',
    async (method, path) => {
      expect(await go(method, path, 'wrong')).toMatchObject({ status: 401, body: { code: 'BadApiKey' } });
      const answer = await go(method, path);
      expect(answer.contentType).not.toMatch(/html/);
      expect(answer.status).toBeLessThan(500);
    },
  );

  test.each(limits)('%s %s answers 429 after its published limit of %i calls.', async (method, path, calls, period) => {
    await call(sandbox, '/sandbox/reset', {});
    for (let n = 0; n < calls; n += 1) expect((await go(method, path)).status).not.toBe(429);
    const refused = await go(method, path);
    expect(refused.status).toBe(429);
    const [endpoint] = path.split('?');
    expect(refused.body).toEqual({
      msg: `Exceeded rate limit of ${period} for endpoint: ${endpoint}, project: ${sandbox.state.projectId} `,
      code: 'RateLimitExceeded',
      params: {},
    });
  });
});
