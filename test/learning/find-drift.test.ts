import { describe, expect, it } from '@jest/globals';

import { editSchema } from '../../connector/learning/edit-schema.ts';
import { findDrift, type AcceptedSchema, type Drift } from '../../connector/learning/find-drift.ts';
import { pillUses } from '../../connector/learning/pill-uses.ts';
import type { ShapeMeta } from '../../connector/store/store.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { emptyShape, inferSchema, merge, observe, type Shape } from '../../schemas/index.ts';

const recipe: Recipe = {
  name: 'orders',
  connection: 'main',
  trigger: { use: 'new_object', with: { eventName: 'orderPlaced' } },
  steps: [
    { id: 'user', use: 'update_user', with: { email: '{{ trigger.email | default: "x" }}' } },
    {
      id: 'each',
      forEach: '{{ trigger.lines }}',
      steps: [
        {
          id: 'line',
          use: 'track_event',
          with: { fields: { 'the sku': '{{ item.sku }}' }, n: '{{ loops.each.item.qty }}' },
        },
      ],
    },
  ],
};
const uses = pillUses(recipe);
const base = { email: 'ada@example.com', total: 5, lines: [{ sku: 'a', qty: 1 }] };

function shapeOf(samples: readonly unknown[]): Shape {
  const shape = emptyShape();
  for (const sample of samples) observe(shape, sample);
  return shape;
}

const meta: ShapeMeta = {
  samples: 30,
  firstAt: '2026-01-01T00:00:00.000Z',
  lastAt: '2026-01-09T00:00:00.000Z',
  lastEvent: 'evt_last',
  first: {
    '/email null': { at: '2026-01-05T00:00:00.000Z', event: 'evt_null' },
    '/coupon string': { at: '2026-01-06T00:00:00.000Z', event: 'evt_coupon' },
    '/total string': { at: '2026-01-07T00:00:00.000Z', event: 'evt_text' },
  },
  lastSeen: { '/email': '2026-01-04T00:00:00.000Z' },
};

function driftOf(lately: readonly unknown[], accepted: Partial<AcceptedSchema> = {}): Drift[] {
  const recent = shapeOf(lately);
  const learned = merge(shapeOf(Array(20).fill(base)), recent);
  const schema = inferSchema([base]);
  return findDrift({ accepted: { schema, baseline: 'saved', manual: [], ...accepted }, learned, recent, meta, uses });
}

describe('the comparison of events with the accepted schema', () => {
  it('finds nothing when events are as they were', () => {
    expect(driftOf(Array(10).fill(base))).toEqual([]);
  });

  it('tells a field that appeared with its first event and the share of events that have it', () => {
    const [drift, ...others] = driftOf([
      ...Array<unknown>(8).fill(base),
      { ...base, coupon: 'X' },
      { ...base, coupon: 'Y' },
    ]);
    expect(others).toEqual([]);
    expect(drift).toMatchObject({
      kind: 'appeared',
      path: '/coupon',
      since: '2026-01-06T00:00:00.000Z',
      exampleEvent: 'evt_coupon',
      events: 2,
      of: 10,
      recipes: [],
    });
  });

  it('tells only the topmost path of an object that appeared', () => {
    expect(driftOf([{ ...base, ship: { to: { city: 'Bergen' } } }]).map(({ path }) => path)).toEqual(['/ship']);
  });

  it('tells a vanished field with when it was last seen and the recipe that maps it', () => {
    const [drift, ...others] = driftOf(Array(10).fill({ total: 5, lines: base.lines }));
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ kind: 'vanished', path: '/email', since: '2026-01-04T00:00:00.000Z', events: 10 });
    expect(drift?.recipes).toEqual([
      {
        recipe: 'orders',
        path: 'steps[0].with.email',
        pill: expect.stringContaining('trigger.email'),
        field: '/email',
        needed: false,
      },
    ]);
  });

  it('names the recipe that reads a vanished field of list items through its loop', () => {
    const [drift] = driftOf(Array(10).fill({ ...base, lines: [{ qty: 1 }] }));
    expect(drift).toMatchObject({ kind: 'vanished', path: '/lines/*/sku' });
    expect(drift?.recipes.map(({ path }) => path)).toEqual(['steps[1].steps[0].with.fields["the sku"]']);
  });

  it('does not call a field vanished before enough events came without it', () => {
    expect(driftOf([{ total: 5, lines: base.lines }])).toEqual([]);
  });

  it('does not miss a field that a person declared and no event ever had', () => {
    const schema = editSchema(inferSchema([base]), [{ path: '/later/on', type: 'string' }]);
    expect(
      driftOf(Array(10).fill(base), { schema, manual: ['/later/on'] }).filter((d) => d.path === '/later/on'),
    ).toEqual([]);
  });

  it('tells a changed type with what was accepted and what is seen', () => {
    const [drift, ...others] = driftOf([base, { ...base, total: '5,00' }, { ...base, total: 2.5 }]);
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ kind: 'type', path: '/total', accepted: ['integer'], exampleEvent: 'evt_text' });
    expect(drift?.seen).toEqual({ integer: 1, number: 1, string: 1 });
    expect(drift?.events).toBe(2);
  });

  it('takes an integer where numbers are accepted as no change', () => {
    expect(driftOf([base], { schema: inferSchema([{ ...base, total: 2.5 }]) })).toEqual([]);
  });

  it('tells a null that the schema does not allow together with the recipe that maps the field', () => {
    const [drift, ...others] = driftOf([base, { ...base, email: null }]);
    expect(others).toEqual([]);
    expect(drift).toMatchObject({ kind: 'nullable', path: '/email', events: 1, exampleEvent: 'evt_null' });
    expect(drift?.recipes.map(({ recipe: name }) => name)).toEqual(['orders']);
  });

  it('says nothing of a field about which the schema says nothing', () => {
    expect(driftOf([{ ...base, total: { deep: 1 } }], { schema: inferSchema([{ ...base, total: null }]) })).toEqual([]);
  });

  it('needs no event of a shipped field that never came', () => {
    const schema = inferSchema([{ ...base, documented: 'x' }]);
    expect(driftOf(Array(10).fill(base), { schema, baseline: 'shipped' })).toEqual([]);
    expect(driftOf(Array(10).fill(base), { schema, baseline: 'saved' }).map(({ kind }) => kind)).toEqual(['vanished']);
  });
});
