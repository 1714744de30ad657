import type { Json, JsonObject } from '../../../errors/json.ts';
import { ada, subscriber } from './case-parts.ts';
import type { Arrival, RecordedCase } from './recorded-case.ts';

const bounce = (state: string): Arrival => ({
  body: { email: ada, eventName: 'emailBounce', dataFields: { email: ada, recipientState: state } },
});
const call = (type: string, more: JsonObject): Arrival => ({
  by: 'call',
  body: { type, messageId: `call-${type}`, userId: 'user-17', timestamp: '2031-02-03T04:05:06.000Z', ...more },
});
const products: Json = [
  {
    product_id: 'oar-1',
    sku: 'O1',
    name: 'Oar',
    price: 19.5,
    quantity: 2,
    image_url: 'https://cdn.example.com/oar.png',
  },
  { productId: 'sail-2', name: 'Sail', price: 240, quantity: 1 },
];
/** Every ready-made recipe that runs without another system. */
export const templates: RecordedCase[] = [
  {
    name: 'template_journey_event',
    recipe: 'journey_event',
    arrival: { by: 'journey', body: { email: ada, workflowId: 612001, eventName: 'trialEnded' } },
  },
  { name: 'template_list_hygiene_hard', recipe: 'list_hygiene', arrival: bounce('HardBounce') },
  { name: 'template_list_hygiene_soft', recipe: 'list_hygiene', arrival: bounce('SoftBounce') },
  {
    name: 'template_tracking_carts',
    recipe: 'tracking_carts',
    arrival: call('track', { event: 'Cart Updated', properties: { email: ada, products } }),
  },
  {
    name: 'template_tracking_carts_empty',
    recipe: 'tracking_carts',
    arrival: call('track', { event: 'Cart Viewed', properties: { email: ada } }),
  },
  {
    name: 'template_tracking_events',
    recipe: 'tracking_events',
    arrival: call('track', { event: ' Sail Raised ', properties: { email: ada, wind: 'NE', knots: 12.5 } }),
  },
  {
    name: 'template_tracking_identify',
    recipe: 'tracking_identify',
    arrival: call('identify', { traits: { email: ada, plan: 'pro', boats: ['Ilex', 'Wren'] } }),
  },
  {
    name: 'template_tracking_orders',
    recipe: 'tracking_orders',
    arrival: call('track', {
      event: 'Order Completed',
      properties: { email: ada, order_id: 4711, revenue: 279, products },
    }),
  },
  {
    name: 'template_tracking_page',
    recipe: 'tracking_pages',
    arrival: call('page', { name: 'Harbour', category: 'Places', properties: { email: ada, path: '/harbour' } }),
  },
  {
    name: 'template_tracking_screen',
    recipe: 'tracking_pages',
    arrival: call('screen', { name: 'Tides', properties: { email: ada, dark: true } }),
  },
  {
    name: 'template_welcome_sms',
    recipe: 'welcome_sms',
    arrival: subscriber({ phoneNumber: '+15550100001', firstName: 'Ada' }),
  },
];
