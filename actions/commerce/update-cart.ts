import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { commerceUser, items } from '../commerce-fields.ts';
import { acknowledgement } from '../fields.ts';

export const updateCart = defineAction({
  name: 'update_cart',
  resource: 'commerce',
  title: 'Update cart',
  summary: 'Overwrites the shopping cart on the profile of one user and creates the user if there is none.',
  docs: 'https://api.iterable.com/api/docs#commerce_updateCart',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/commerce/updateCart' },
  identity: 'nested_user',
  writesProfile: true,
  answer: 'envelope',
  dataFields: ['user.dataFields'],
  input: z.strictObject({
    user: commerceUser.meta(field({ title: 'User', help: 'Whose cart it is. The profile is written along with it.' })),
    items: items.meta(
      field({
        title: 'Items',
        help: 'The whole cart: items that are not listed are gone. An empty list empties it.',
        control: 'items',
      }),
    ),
  }),
  output: acknowledgement,
  request: (cart) => ({ body: cart }),
  examples: [
    {
      title: 'A cart with one item',
      input: {
        user: { email: 'ada.lovell@example.com' },
        items: [{ id: 'sku-1', name: 'Blue mug', price: 9.95, quantity: 2, categories: ['kitchen'] }],
      },
      output: { msg: '', code: 'Success', params: null },
    },
    {
      title: 'Empty the cart',
      input: { user: { email: 'ada.lovell@example.com' }, items: [] },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    { input: { user: { email: 'ada@example.com' } }, reason: 'Without items the cart would be emptied by mistake.' },
    { input: { user: { email: 'ada@example.com' }, items: null }, reason: 'To empty the cart, give an empty list.' },
    {
      input: { user: { email: 'ada@example.com' }, items: [{ id: 'sku-1', name: 'Mug', price: 9, quantity: 1.5 }] },
      reason: 'A quantity is a whole number.',
    },
  ],
});
