import { setImmediate } from 'node:timers/promises';

import { emptyShape, mergeInto, observe, scanSamples, type Shape } from '../../schemas/index.ts';
import { payloadOf } from '../intake/parse-payload.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { EventBody, EventFilter } from '../store/store.ts';

/** Adds the payload of an event to a shape. */
export function takeBody(shape: Shape, body: EventBody): void {
  // text is scanned, so that integers beyond 2^53 are seen as such
  if (body.contentType.includes('json') && body.body.length > 0) mergeInto(shape, scanSamples(body.body));
  else observe(shape, payloadOf(body));
}

/** The shape of the newest events that pass the filter, repeated deliveries left out. @param last how many at most */
export async function shapeOfEvents(
  runtime: { store: Pick<Runtime['store'], 'listEvents' | 'getEvent'> },
  filter: EventFilter,
  last: number,
): Promise<Shape> {
  const { items } = await runtime.store.listEvents({ ...filter, duplicates: false, limit: last });
  const shape = emptyShape();
  for (const { id } of items) {
    const event = await runtime.store.getEvent(id);
    if (event !== null) takeBody(shape, event.payload);
    // a store that answers at once would keep webhooks waiting for all of them
    await setImmediate();
  }
  return shape;
}
