import { expect, test } from '@jest/globals';

import { shapeOfEvents } from '../../connector/http/event-shapes.ts';
import type { Store } from '../../connector/store/store.ts';

test('the shape of many events is made with room for other work between any two of them', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `evt_${index}`);
  const payload = { contentType: 'application/json', body: Buffer.from('{"total": 1}'), query: '', headers: {} };
  // answers at once, as a store in this process does
  const store = {
    listEvents: () => Promise.resolve({ items: ids.map((id) => ({ id })), next: null }),
    getEvent: (id: string) => Promise.resolve({ id, payload }),
  } as unknown as Store;
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const shape = await shapeOfEvents({ store }, { connection: 'main' }, 50);
  isOver = true;
  expect(shape.samples).toBe(50);
  expect(turns).toBeGreaterThanOrEqual(49);
});
