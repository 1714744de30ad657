import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, dataFieldsOf } from './sandbox-client.ts';

const ada = 'ada@example.com';
const done = { status: 200, body: { msg: '', code: 'Success', params: null } };
const box = { id: 'BOX-1', name: 'Box', price: 10.5, quantity: 2, categories: ['Boxes'] };

describe('commerce of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());
  const cart = (items: object[], user: object = { email: ada }) =>
    call(sandbox, '/api/commerce/updateCart', { user, items });
  const purchase = (body: object = {}) =>
    call(sandbox, '/api/commerce/trackPurchase', { user: { email: ada }, items: [box], total: 21, ...body });

  test('A cart replaces the one before and makes its user with the data fields given.', async () => {
    expect(await cart([{ ...box, id: 'OLD' }], { email: ada, dataFields: { plan: 'pro' } })).toMatchObject(done);
    await cart([box]);
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ plan: 'pro', shoppingCartItems: [box] });
  });

  test('A purchase is an event of the user and clears the cart.', async () => {
    await cart([box]);
    expect(await purchase({ createdAt: 1930000000, campaignId: 7001001, dataFields: { coupon: 'X' } })).toMatchObject(
      done,
    );
    expect(await dataFieldsOf(sandbox, ada)).not.toHaveProperty('shoppingCartItems');
    expect((await call(sandbox, `/api/events/${encodeURIComponent(ada)}`)).body).toEqual({
      events: [
        {
          eventType: 'purchase',
          email: ada,
          createdAt: '2031-02-27 23:06:40 +00:00',
          campaignId: 7001001,
          shoppingCartItems: [box],
          total: 21,
          coupon: 'X',
        },
      ],
    });
  });

  test('A purchase of the same id is changed instead of counted twice.', async () => {
    await purchase({ id: 'order-1' });
    await purchase({ id: 'order-1', total: 42 });
    await purchase();
    expect(sandbox.state.events).toMatchObject([
      { id: 'order-1', dataFields: { total: 42 } },
      { dataFields: { total: 21 } },
    ]);
  });

  test('A cart without a user is refused with the recorded text.', async () => {
    expect(await cart([], {})).toMatchObject({
      status: 400,
      body: {
        msg: 'Either email or userId must be set: ApiUserUpdateRequest(None,None,None,None)',
        code: 'BadParams',
        params: null,
      },
    });
  });

  test('Items need id, name, price and a whole quantity, and a purchase a total.', async () => {
    expect(await purchase({ total: '' })).toMatchObject({
      status: 400,
      body: { code: 'BadJsonBody', params: { 'obj.total': 'Number value expected' } },
    });
    const { name: _, ...nameless } = box;
    expect(await purchase({ items: [nameless, { ...box, quantity: 1.5, price: '3' }] })).toMatchObject({
      body: {
        params: {
          'obj.items[0].name': 'Value is required',
          'obj.items[1].quantity': 'Integer value expected',
          'obj.items[1].price': 'Number value expected',
        },
      },
    });
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('A purchase field of another type than before refuses the purchase and keeps the cart.', async () => {
    await purchase({ dataFields: { coupon: 'X' } });
    await cart([box]);
    expect(await purchase({ dataFields: { coupon: 7 } })).toMatchObject({
      status: 400,
      body: { code: 'RequestFieldsTypesMismatched' },
    });
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ shoppingCartItems: [box] });
    expect(sandbox.state.events).toHaveLength(1);
  });

  test('A forgotten buyer is a 409, and an unknown userId of an email-based project needs preferUserId.', async () => {
    await call(sandbox, '/api/users/forget', { email: 'gone@example.com' });
    expect(await purchase({ user: { email: 'gone@example.com' } })).toMatchObject({
      status: 409,
      body: { code: 'ForgottenUserError' },
    });
    expect((await purchase({ user: { userId: 'u-1' } })).status).toBe(400);
    expect((await purchase({ user: { userId: 'u-1', preferUserId: true } })).status).toBe(200);
  });
});
