import { describe, expect, it } from '@jest/globals';

import type { RecipeDocument } from '../../designer/screens/recipe-builder/recipe-document.ts';
import { brokenPill, replacePill } from '../../designer/screens/recipe-builder/replace-pill.ts';

const documentWith = (input: Record<string, string>): RecipeDocument => ({
  name: 'welcome',
  connection: 'main',
  trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
  steps: [
    {
      id: 'each',
      forEach: '{{ trigger.total }}',
      steps: [{ id: 'track', use: 'track_event', with: input }],
    },
  ],
});

describe('a pill in place of another one', () => {
  it('is put wherever the first one stands alone, within a text and before a function, at any depth', () => {
    const input = { a: '{{ trigger.total }}', b: 'of {{ trigger.total | round: trigger.total }} euros' };
    const { document, count } = replacePill(documentWith(input), 'trigger.total', 'trigger.totals');
    expect(count).toBe(4);
    expect(document.steps[0]).toMatchObject({
      forEach: '{{ trigger.totals }}',
      steps: [{ with: { a: '{{ trigger.totals }}', b: 'of {{ trigger.totals | round: trigger.totals }} euros' } }],
    });
  });

  it.each([
    'trigger.total outside of braces',
    '{{ trigger.totals }}',
    '{{ trigger.total.amount }}',
    '{{ trigger.total[0] }}',
    '{{ trigger.total-net }}',
    '{{ steps.a.trigger.total }}',
  ])('leaves %s as it is', (text) => {
    const given = documentWith({ a: text });
    const { document, count } = replacePill(given, 'trigger.total', 'trigger.x');
    expect(count).toBe(1);
    expect(document.steps[0]).toMatchObject({ steps: [{ with: { a: text } }] });
  });

  it('takes brackets and quotes of the first one as they are', () => {
    const given = documentWith({ a: '{{ trigger["a.b"][0] }}' });
    const { document } = replacePill(given, 'trigger["a.b"][0]', 'trigger.c');
    expect(document.steps[0]).toMatchObject({ steps: [{ with: { a: '{{ trigger.c }}' } }] });
  });
});

describe('a pill that refers to nothing', () => {
  const fault = (hint: string, code = 'ITC_PILL_UNKNOWN') => ({
    code,
    path: 'steps[0].with.a',
    message: 'trigger.order.total: trigger.order has no field total.',
    hint,
  });

  it.each([
    ['a near name takes the last place', 'Did you mean totals? It can be declared.', 'trigger.order.totals'],
    ['a near pill takes the whole place', 'Did you mean trigger.total?', 'trigger.total'],
    ['no near name proposes none', 'The fields of trigger.order are a, b.', ''],
  ])('is told with what may be meant: %s', (_, hint, proposal) => {
    expect(brokenPill(fault(hint))).toEqual({ pill: 'trigger.order.total', proposal });
  });

  it('is told from other faults', () => {
    expect(brokenPill(fault('Give a value.', 'ITC_INPUT_INVALID'))).toBeNull();
  });
});
