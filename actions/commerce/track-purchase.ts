import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { amount, commerceUser, items } from '../commerce-fields.ts';
import { acknowledgement, dataFields, epochSeconds, eventId, id } from '../fields.ts';

export const trackPurchase = defineAction({
  name: 'track_purchase',
  resource: 'commerce',
  title: 'Track purchase',
  summary: 'Records a purchase of one user, empties the cart on the profile and creates the user if there is none.',
  docs: 'https://api.iterable.com/api/docs#commerce_trackPurchase',
  effect: 'write',
  // the same purchase id updates the same purchase, and there is always one: see request below
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'POST', path: '/api/commerce/trackPurchase' },
  identity: 'nested_user',
  writesProfile: true,
  answer: 'envelope',
  dataFields: ['dataFields', 'user.dataFields'],
  input: z.strictObject({
    user: commerceUser.meta(field({ title: 'User', help: 'Who bought. The profile is written along with it.' })),
    items: items.meta(field({ title: 'Items', control: 'items' })),
    total: amount.meta(
      field({ title: 'Total', help: 'Of the whole purchase, in the currency of the project.', example: 19.9 }),
    ),
    id: eventId.optional().meta(
      field({
        title: 'Purchase ID',
        help: 'Your order number. The same ID updates the same purchase. Left out: the connector gives each step of a job its own.',
        sticky: true,
      }),
    ),
    createdAt: epochSeconds.optional().meta(
      field({
        title: 'Time of the purchase',
        help: 'A date or Unix seconds. Left out: the time at which Iterable receives it.',
        control: 'date',
        example: '2031-02-27T01:20:00Z',
      }),
    ),
    dataFields: dataFields
      .optional()
      .meta(
        field({ title: 'Purchase fields', help: 'For example the currency.', sticky: true, control: 'dataFields' }),
      ),
    campaignId: id.optional().meta(
      field({
        title: 'Campaign',
        help: 'The campaign that the purchase is credited to.',
        advanced: true,
        picklist: { name: 'campaigns' },
      }),
    ),
    templateId: id
      .optional()
      .meta(field({ title: 'Template', help: 'For the attribution of A/B tests.', advanced: true })),
  }),
  output: acknowledgement,
  request: (purchase, { stepKey }) => ({ body: { ...purchase, id: purchase.id ?? stepKey } }),
  examples: [
    {
      title: 'An order with one item',
      input: {
        user: { email: 'ada.lovell@example.com' },
        items: [{ id: 'sku-1', name: 'Blue mug', price: 9.95, quantity: 2 }],
        total: 19.9,
        id: 'order-1001',
        dataFields: { currency: 'EUR' },
      },
      output: { msg: '', code: 'Success', params: { id: 'order-1001' } },
    },
    {
      title: 'Without an order number',
      input: {
        user: { email: 'ada.lovell@example.com', dataFields: { plan: 'pro' } },
        items: [{ id: 'sku-1', name: 'Blue mug', price: '9.95', quantity: 1 }],
        total: '9.95',
      },
      output: { msg: '', code: 'Success', params: { id: 'step-key' } },
    },
  ],
  antiExamples: [
    {
      input: { user: { email: 'ada@example.com' }, items: [], total: '19,90' },
      reason: 'A comma could be read as a thousands separator.',
    },
    {
      input: { user: { email: 'ada@example.com' }, items: [{ id: 'sku-1', name: 'Mug', price: 9 }], total: 9 },
      reason: 'An item needs a quantity.',
    },
    { input: { email: 'ada@example.com', items: [], total: 9 }, reason: 'The person stands in `user`.' },
    {
      input: { user: { email: 'ada@example.com' }, items: [], total: 9, createdAt: 1930000000000 },
      reason: 'Iterable takes seconds, and this is milliseconds.',
    },
  ],
});
