/** Small seeded generator, so that every run and every tool sees the same payloads. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

const events = ['emailSend', 'emailOpen', 'emailClick', 'emailBounce', 'pushSend', 'inAppOpen', 'smsReceived'];
const cities = ['Berlin', 'Zürich', 'San Francisco', 'Lagos', 'São Paulo', 'Tokyo'];

/** Varied webhook bodies of about 0.8 KB: optional fields, nulls, mixed types, arrays of objects. */
export function payloads(count: number): unknown[] {
  const r = random(7);
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = (): string =>
    `2024-${two(1 + r(12))}-${two(1 + r(28))} ${two(r(24))}:${two(r(60))}:${two(r(60))} +00:00`;
  const hex = (n: number): string => Array.from({ length: n }, () => r(16).toString(16)).join('');
  return Array.from({ length: count }, (_, i) => {
    const fields: Record<string, unknown> = {
      campaignId: 100000 + r(5000),
      campaignName: `Campaign ${String(r(400))}`,
      templateId: 200000 + r(900),
      templateName: `Template ${String(r(90))}`,
      channelId: r(50),
      messageTypeId: r(20),
      messageId: hex(32),
      createdAt: date(),
      emailSubject: `Hello ${String(r(1000))}, your order is on its way`,
      workflowId: r(3) === 0 ? null : r(4000),
      workflowName: r(3) === 0 ? null : `Journey ${String(r(30))}`,
      labels: Array.from({ length: r(4) }, () => `label-${String(r(30))}`),
      total: r(5) === 0 ? `${String(r(100))}.50` : r(10000) / 100,
      url: `https://links.example.com/u/click?id=${hex(12)}&c=${String(r(9999))}`,
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15',
      ip: `203.0.${String(r(255))}.${String(r(255))}`,
    };
    if (r(2) === 0) fields['experimentId'] = r(2) === 0 ? null : r(100);
    if (r(3) === 0) fields['city'] = cities[r(cities.length)];
    if (r(4) === 0) fields['locale'] = ['en-US', 'de-DE', 'fr-FR'][r(3)];
    if (r(10) === 0) fields['proxySource'] = 'Gmail';
    if (r(2) === 0)
      fields['items'] = Array.from({ length: 1 + r(3) }, () => ({
        sku: `SKU-${String(r(9999))}`,
        quantity: 1 + r(5),
        price: r(10000) / 100,
        ...(r(3) === 0 ? { categories: ['a', 'b'] } : {}),
      }));
    return {
      email: `user${String(i)}@example.com`,
      ...(r(3) === 0 ? { userId: `u-${String(r(100000))}` } : {}),
      eventName: events[r(events.length)],
      dataFields: fields,
    };
  });
}

/** One triggered `emailSend` of about 2 KB: an order in its `transactionalData`. */
export function twoKilobytePayload(): unknown {
  const r = random(11);
  const line = (i: number): unknown => ({
    sku: `SKU-${String(1000 + r(9000))}`,
    name: `Box number ${String(i)}`,
    quantity: 1 + r(4),
    price: (100 + r(9000)) / 100,
    gift: r(2) === 0,
    imageUrl: `https://images.example.com/products/${String(r(90000))}.jpg`,
  });
  return {
    email: 'ada.lovell@example.com',
    userId: 'u-40117',
    eventName: 'emailSend',
    dataFields: {
      campaignId: 701300,
      campaignName: 'Order confirmation',
      templateId: 903400,
      templateName: 'Order template',
      channelId: 51234,
      messageTypeId: 61234,
      messageId: 'a90b3d5e6f71428c9d0e1f2a3b4c5d6e',
      emailId: 'c701300:t903400:ada.lovell@example.com',
      emailSubject: 'Your spring box is on its way',
      createdAt: '2031-03-04 05:07:10 +00:00',
      workflowId: null,
      workflowName: null,
      experimentId: null,
      labels: ['orders', 'transactional'],
      transactionalData: {
        orderId: 'A-1001',
        placedAt: '2031-03-04T05:07:01Z',
        total: 242.5,
        currency: 'EUR',
        paid: true,
        coupon: null,
        trackingUrl: 'https://track.example.com/parcels/A-1001?lang=en',
        shipping: { name: 'Ada Lovell', street: 'Garden Lane 12', city: 'Berlin', postalCode: '10115', country: 'DE' },
        lines: Array.from({ length: 8 }, (_, i) => line(i + 1)),
      },
    },
  };
}
